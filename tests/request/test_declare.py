"""The hooks of tools: what they are declared for must be there."""

from typing import Any

import pytest

from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import DECLARED, Declarations, action, after, before, computed, filtered, narrow
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored
from tests.tiny import WIDGETS, Tiny


@pytest.fixture(autouse=True)
def _only_for_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("guards", "cascades", "actions", "narrowings", "filters", "computations"):
        monkeypatch.setattr(DECLARED, name, {})


def test_a_guard_refuses_a_write_or_completes_it() -> None:
    @before("widgets", "create")
    def check(context: Context, values: dict[str, Any], record: Stored | None) -> None:
        if values["name"] == "Bomb":
            raise Unprocessable(fields={"name": [Reason.INVALID]})
        values["status"] = "closed"

    tiny = Tiny()
    assert tiny.make(name="Bomb")[:2] == (422, {"errors": {"name": ["is invalid"]}})
    assert tiny.make(name="Pump")[1]["status"] == "closed"


def test_a_cascade_sees_the_record_as_stored() -> None:
    names = []

    @after("widgets", "create", "delete")
    def note(context: Context, record: Stored) -> None:
        names.append((record.id, record.body["name"], record.deleted_at is not None))

    tiny = Tiny()
    number = tiny.make(name="Pump")[1]["id"]
    tiny.ask("DELETE", f"{WIDGETS}/{number}")
    assert names == [(number, "Pump", False), (number, "Pump", True)]


def test_lists_are_narrowed_and_filtered_by_what_is_no_field() -> None:
    @narrow("widgets")
    def hide(context: Context, selection: Selection) -> None:
        selection.conditions.append(Condition("name", "outside", ["Hidden"]))

    @filtered("widgets", "status")
    def by_letter(context: Context, values: list[Any]) -> list[Condition]:
        return [Condition("name", "eq", values[0])]

    tiny = Tiny()
    for name in ("Pump", "Valve", "Hidden"):
        tiny.make(name=name)
    assert [row["name"] for row in tiny.ask("GET", WIDGETS)[1]] == ["Pump", "Valve"]
    assert [row["name"] for row in tiny.ask("GET", f"{WIDGETS}?filters[status]=Valve")[1]] == ["Valve"]


def test_a_field_is_computed_and_an_operation_answered() -> None:
    @computed("widgets", "number")
    def number(record: Stored, context: Context) -> str:
        return f"W-{record.body['name']}"

    @action("PATCH widgets/{}")
    def polish(context: Context) -> dict[str, Any]:
        return {"polished": context.record("widgets").id}

    tiny = Tiny()
    made = tiny.make(name="Pump")[1]
    assert made["number"] == "W-Pump"
    assert tiny.ask("PATCH", f"{WIDGETS}/{made['id']}", {"widget": {"name": "Fan"}})[1] == {"polished": made["id"]}


def test_a_guard_that_is_to_be_the_first_runs_before_those_declared_earlier() -> None:
    order: list[str] = []

    @before("widgets", "update")
    def later(context: Context, values: dict[str, Any], record: Stored | None) -> None:
        order.append("later")

    @before("widgets", "update", first=True)
    def sooner(context: Context, values: dict[str, Any], record: Stored | None) -> None:
        order.append("sooner")

    tiny = Tiny()
    made = tiny.make(name="Pump")[1]
    assert tiny.ask("PATCH", f"{WIDGETS}/{made['id']}", {"widget": {"name": "Fan"}})[0] == 200
    assert order == ["sooner", "later"]


def test_targets_that_are_not_there_are_named() -> None:
    declared = Declarations()
    declared.guards["widgets", "creat"] = []
    declared.cascades["gadgets", "create"] = []
    declared.actions["GET nowhere"] = lambda context: None
    assert declared.unknown({"widgets"}, {"GET widgets"}) == ["gadgets", "GET nowhere", "widgets creat"]
