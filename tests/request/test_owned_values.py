from typing import Any

from mockcore.reference.operation import Kind
from mockcore.request.owned_values import set_owned, stamps, word
from tests.tiny import ANNA, Tiny
from tests.world import COMPANY, PROJECT, World

STATES = {"states": {"closed_at": ["closed"], "reviews.reviewed_by": ["approved"], "due_on": ["closed"]}}
TIME = {"type": "string", "format": "date-time"}


def kind(name: str, **fields: Any) -> Kind:
    return Kind(name, "project", False, True, True, True, "integer", None, False, False, None, fields, {})


def test_a_new_record_is_numbered_and_knows_who_made_it() -> None:
    context, values = Tiny().context(), dict[str, Any]()
    set_owned(context, kind("widgets", number={"type": "integer"}, creator={"type": "object"}), values, None)
    assert values == {"number": 1, "creator_id": ANNA}


def test_a_change_tells_who_made_it() -> None:
    tiny = Tiny()
    context, values = tiny.context(), {"title": "Pump"}
    record = context.put("widgets", {"title": "Tap"})
    set_owned(context, kind("plans", updated_by={"type": "object"}), values, record)
    assert values == {"title": "Pump", "updated_by_id": ANNA}


def test_the_overlay_tells_what_a_state_sets() -> None:
    fields = {"closed_at": TIME, "reviewed_by": {"type": "object"}}
    assert [tuple(mark)[:2] for mark in stamps(kind("plans", **fields), STATES)] == [("closed_at", "time")]
    assert [tuple(mark)[:2] for mark in stamps(kind("reviews", **fields), STATES)][1:] == [("reviewed_by_id", "person")]
    assert (word("Under Review"), word(None)) == ("under_review", "")


def test_a_state_dates_what_enters_it_and_clears_what_leaves_it(world: World) -> None:
    body = {"project_id": PROJECT, "coordination_issue": {"title": "Duct meets beam"}}
    number = world.ask("POST", "/rest/v1.0/coordination_issues", body)[1]["id"]
    older = f"/rest/v1.0/coordination_issues/{number}?project_id={PROJECT}"
    newer = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/coordination_issues/{number}"
    days = []
    for state in ("open", "closed", "open"):
        assert world.ask("PATCH", older, {"coordination_issue": {"status": state}})[0] == 200
        days.append(world.ask("GET", newer)[1]["data"]["closed_date"])
    assert days == [None, str(world.engine.clock.today()), None]
