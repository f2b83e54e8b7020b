from tests.tiny import PROJECT, Tiny

WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"


def test_a_rule_refuses_a_call_before_it_does_anything() -> None:
    tiny = Tiny()
    tiny.engine.faults.replace([{"match": {"method": "POST"}, "effect": {"status": 503}}])
    assert tiny.make()[0] == 503
    assert tiny.ask("GET", WIDGETS)[:2] == (200, [])


def test_the_header_of_a_call_strikes_only_where_the_setting_lets_it() -> None:
    header = {"mockcore-fault": "502"}
    assert Tiny().ask("GET", WIDGETS, **header)[0] == 200
    assert Tiny(fault_header=True).ask("GET", WIDGETS, **header)[0] == 502


def test_whoever_may_not_ask_is_not_struck() -> None:
    tiny = Tiny(fault_header=True)
    assert tiny.ask("GET", WIDGETS, **{"mockcore-fault": "502", "authorization": "Bearer nonsense"})[0] == 401
