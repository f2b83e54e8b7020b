from mockcore.call import Call
from mockcore.gates.fault_matching import Rule

CALL = Call("GET", "/rest/v1.0/projects/10/widgets", "status=open", company_id=1)


def test_a_rule_is_for_the_calls_that_have_all_that_it_names() -> None:
    rule = Rule("r", {"method": "get", "company_id": "1", "contains": "open"}, {"status": 503}, frozenset({"listWidgets"}))
    assert rule.means(CALL, "listWidgets", "app", 0)
    assert not rule.means(CALL, "getWidget", "app", 0)
    assert not Rule("r", {"method": "post"}, {"status": 503}).means(CALL, "listWidgets", "app", 0)
    assert not Rule("r", {"client_id": "other"}, {"status": 503}).means(CALL, "listWidgets", "app", 0)


def test_a_rule_about_webhooks_is_for_no_call() -> None:
    assert not Rule("r", {}, {"kind": "duplicate_webhook"}).means(CALL, "listWidgets", "app", 0)


def test_a_rule_counts_what_it_is_for_and_what_it_strikes() -> None:
    rule = Rule("r", {"every": 2, "times": 1}, {"status": 503})
    assert [rule.due() for _ in range(4)] == [False, True, False, False]
    assert (rule.seen, rule.fired) == (4, 1)


def test_latency_is_in_milliseconds_and_within_its_bounds() -> None:
    assert Rule("r", {}, {"status": 503}).seconds() == 0
    assert Rule("r", {}, {"latency_ms": 250}).seconds() == 0.25
    assert 0.1 <= Rule("r", {}, {"latency_ms": {"distribution": "uniform", "min": 100, "max": 200}}).seconds() <= 0.2
