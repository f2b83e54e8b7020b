from typing import Any

import pytest

from mockcore.call import Call, Reply
from mockcore.clock import Clock
from mockcore.errors import BadRequest, MockError
from mockcore.gates.fault_profiles import PROFILES
from mockcore.gates.fault_rules import STATUSES
from mockcore.gates.fault_strikes import ERRORS, Faults, Strike
from mockcore.reference.catalog import Catalog

CATALOG = Catalog.load()
RFIS = "/rest/v1.0/projects/225100/rfis"


def faults(*rules: dict[str, Any]) -> Faults:
    made = Faults(CATALOG, Clock("2026-01-15T12:00:00Z", frozen=True))
    made.replace(list(rules))
    return made


def strikes(made: Faults, count: int, call: Call | None = None, operation: str = "listRfis") -> list[bool]:
    return [made.strike_for(call or Call("GET", RFIS), operation, "app") is not None for _ in range(count)]


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        ({"nth": 2}, [False, True, False, False]),
        ({"every": 2}, [False, True, False, True]),
        ({"times": 1}, [True, False, False, False]),
        ({"probability": 0}, [False] * 4),
        ({"method": "POST"}, [False] * 4),
        ({"method": "get"}, [True] * 4),
        ({"client_id": "another"}, [False] * 4),
        ({"operation": "listRfis"}, [True] * 4),
        ({"operation": "getRfi"}, [False] * 4),
        ({"tool": "rfi"}, [True] * 4),
        ({"path": "/rest/v1.0/projects/*/rfis"}, [True] * 4),
        ({"path": RFIS}, [True] * 4),
        ({"path": f"{RFIS}/"}, [True] * 4),
        ({"path": "/rest/**/v1.0/**/rfis/**"}, [True] * 4),
        ({"path": "/vapid/**"}, [False] * 4),
        ({"since": "2026-01-15T12:00:01Z"}, [False] * 4),
        ({"until": "2026-01-15T12:00:01Z"}, [True] * 4),
        ({"contains": "subject"}, [False] * 4),
    ],
)
def test_a_rule_strikes_the_calls_that_it_means(match: dict[str, Any], expected: list[bool]) -> None:
    made = faults({"match": match, "effect": {"kind": "lost"}})
    assert strikes(made, 4) == expected
    assert made.rules[0].fired == sum(expected)


def test_a_slash_at_the_end_of_a_call_means_nothing() -> None:
    made = faults({"match": {"path": RFIS}, "effect": {"kind": "lost"}})
    assert strikes(made, 2, Call("GET", f"{RFIS}/")) == [True, True]


def test_chance_is_the_same_for_the_same_seed() -> None:
    rule = {"id": "x", "match": {"probability": 0.3, "seed": 7}, "effect": {"kind": "reset"}}
    first = strikes(faults(rule), 200)
    assert first == strikes(faults(rule), 200)
    assert 40 <= sum(first) <= 80
    assert first != strikes(faults({**rule, "match": {"probability": 0.3, "seed": 8}}), 200)


def test_a_rule_strikes_the_same_calls_each_time_that_it_is_set() -> None:
    rules = faults()
    runs = []
    for match in ({"probability": 0.3, "seed": 7}, {"probability": 0.3}):
        for _ in range(3):
            rules.replace([])
            rules.add({"match": match, "effect": {"kind": "reset"}})
            runs.append(strikes(rules, 100))
        rules.replace([{"match": match, "effect": {"kind": "reset"}}])
        runs.append(strikes(rules, 100))
        rules.restart()
        rules.replace([{"id": "x", "match": match, "effect": {"kind": "reset"}}])
        runs.append(strikes(rules, 100))
    assert runs[:5] == runs[:1] * 5
    assert runs[5:] == runs[5:6] * 5
    assert runs[0] != runs[5]


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_is_answered_with_the_error_of_the_api(status: int) -> None:
    made = faults({"effect": {"status": status, "retry_after": 7}})
    with pytest.raises(MockError) as struck:
        made.strike_for(Call("GET", RFIS), "listRfis", "app")
    assert (struck.value.status, struck.value.headers["Retry-After"]) == (status, "7")
    assert type(struck.value) is ERRORS[status]


def test_latency_is_fixed_or_drawn() -> None:
    made = faults({"effect": {"latency_ms": 250}})
    strike = made.strike_for(Call("GET", RFIS), "listRfis", "app")
    assert strike is not None
    assert strike.seconds == 0.25
    made = faults({"effect": {"latency_ms": {"distribution": "uniform", "min": 100, "max": 200}}})
    drawn = [strike.seconds for _ in range(50) if (strike := made.strike_for(Call("GET", RFIS), "listRfis", "app"))]
    assert len(set(drawn)) == 50
    assert 0.1 <= min(drawn) < max(drawn) <= 0.2


def test_a_stale_read_is_the_answer_before() -> None:
    made = faults({"match": {"nth": 2}, "effect": {"kind": "stale"}})
    seen = []
    for number in range(3):
        call = Call("GET", RFIS)
        call.strike = made.strike_for(call, "listRfis", "app")
        assert made.remembers(call)
        seen.append(made.stale(call, Reply(200, str(number).encode())).body)
    assert seen == [b"0", b"0", b"2"]
    assert not faults({"effect": {"status": 503}}).remembers(Call("GET", RFIS))


def test_reads_that_are_always_stale_are_one_behind() -> None:
    made, call = faults(), Call("GET", RFIS, strike=Strike("", kind="stale"))
    answers = [made.stale(call, Reply(200, str(number).encode())).body for number in range(3)]
    assert answers == [b"0", b"0", b"1"]


def test_a_webhook_is_doubled_for_its_resource() -> None:
    made = faults({"match": {"resource": "RFIs", "times": 1}, "effect": {"kind": "duplicate_webhook"}})
    assert [made.duplicates(name) for name in ("Submittals", "RFIs", "RFIs")] == [False, True, False]


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ("503", "rules[0]"),
        ({}, "effect"),
        ({"effect": {"retry_after": 5}}, "effect"),
        ({"effect": {"status": 299}}, "effect.status"),
        ({"effect": {"kind": "explode"}}, "effect.kind"),
        ({"effect": {"status": 503, "colour": 1}}, "effect.colour"),
        ({"effect": {"latency_ms": -5}}, "effect.latency_ms"),
        ({"effect": {"latency_ms": {"distribution": "normal"}}}, "effect.latency_ms.distribution"),
        ({"effect": {"latency_ms": {"distribution": "uniform", "min": 1}}}, "effect.latency_ms.max"),
        ({"match": {"probability": 2}, "effect": {"status": 503}}, "match.probability"),
        ({"match": {"nth": 0}, "effect": {"status": 503}}, "match.nth"),
        ({"match": {"operation": "listRfi"}, "effect": {"status": 503}}, "match.operation"),
        ({"match": {"tool": "rfis"}, "effect": {"status": 503}}, "match.tool"),
        ({"match": {"path": "/rest/v9.0/**"}, "effect": {"status": 503}}, "match.path"),
        ({"match": {"since": "soon"}, "effect": {"status": 503}}, "match.since"),
        ({"match": {"verb": "GET"}, "effect": {"status": 503}}, "match.verb"),
        ({"match": {"method": "ZAP"}, "effect": {"status": 503}}, "match.method"),
        ({"match": {"method": "DELETE", "operation": "listRfis"}, "effect": {"status": 503}}, "match.method"),
        ({"match": {"company_id": "x"}, "effect": {"status": 503}}, "match.company_id"),
        ({"match": {"resource": "Nope"}, "effect": {"kind": "duplicate_webhook"}}, "match.resource"),
        ({"match": {"since": "2030-01-01", "until": "2029-01-01"}, "effect": {"status": 503}}, "match.until"),
        ({"effect": {"latency_ms": {"distribution": "uniform", "min": 5, "max": 1}}}, "effect.latency_ms.max"),
    ],
)
def test_a_rule_that_cannot_be_read_or_means_nothing_is_refused(rule: Any, field: str) -> None:
    made = faults({"effect": {"status": 503}})
    with pytest.raises(BadRequest) as refused:
        made.replace([rule])
    assert list(refused.value.fields) == [field]
    assert len(made.rules) == 1


@pytest.mark.parametrize("profile", PROFILES)
def test_every_profile_can_be_used(profile: str) -> None:
    made = faults()
    made.replace(PROFILES[profile])
    assert len(made.rules) == len(PROFILES[profile])


def test_a_sandbox_with_rules_of_its_own_meets_those_alone() -> None:
    rules = faults({"effect": {"kind": "lost"}})
    rules.add({"match": {"nth": 2}, "effect": {"kind": "lost"}}, sandbox=7)
    mine, others = Call("GET", RFIS, company_id=7), Call("GET", RFIS, company_id=8)
    assert (strikes(rules, 3, mine), strikes(rules, 2, others)) == ([False, True, False], [True, True])
    assert rules.strike_for(Call("POST", "/oauth/token", client_id="mockcore-dmsa-7"), "", "") is None
    another = faults()
    another.continue_from(rules.saved)
    assert [(rule.sandbox, rule.seen, rule.fired) for rule in another.rules] == [(0, 2, 2), (7, 4, 1)]
    rules.replace([], sandbox=7)
    assert strikes(rules, 1, mine) == [False]
    rules.follow_server(7)
    assert strikes(rules, 1, mine) == [True]
    with pytest.raises(BadRequest):
        rules.add({"effect": {"kind": "duplicate_webhook"}}, sandbox=7)
