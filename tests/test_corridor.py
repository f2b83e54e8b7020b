"""The corridor that every call walks: its gates in their order, and no lower room that calls back into the engine."""

import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest

from mockcore.engine import GATES
from mockcore.reference.lifecycle import parsed_all
from scripts.architecture import layer_of
from tests.tiny import PROJECT, Tiny

ENTRIES_AT_MOST = 6
WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"
BODY = {"widget": {"name": "Fan"}}


@pytest.fixture
def tiny() -> Iterator[Tiny]:
    tiny = Tiny()
    yield tiny
    tiny.engine.close()


def module(frame: FrameType | None) -> str:
    return "" if frame is None else str(frame.f_globals.get("__name__", ""))


def entered(work: Callable[[], Any]) -> list[tuple[str, str, Any]]:
    """(calling module, module, code) of every function of mockcore that is entered meanwhile."""
    entries: list[tuple[str, str, Any]] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and module(frame).startswith("mockcore."):
            entries.append((module(frame.f_back), module(frame), frame.f_code))

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return entries


def from_below(entries: list[tuple[str, str, Any]]) -> list[str]:
    """The functions of the engine that a module of a lower layer has called."""
    engine = layer_of("engine")
    return [
        f"{caller} → {code.co_qualname}"
        for caller, name, code in entries
        if name == "mockcore.engine" and caller.startswith("mockcore.") and layer_of(caller.removeprefix("mockcore.")) < engine
    ]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_hardly_anything_below_calls_back_into_the_engine(tiny: Tiny, method: str) -> None:
    path = f"{WIDGETS}/{tiny.make()[1]['id']}" if method == "GET" else WIDGETS
    body = BODY if method == "POST" else None
    entries = entered(lambda: tiny.ask(method, path, body))
    assert any(name == "mockcore.engine" for _, name, _ in entries)
    assert len(from_below(entries)) <= ENTRIES_AT_MOST


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_call_passes_the_gates_in_their_order(tiny: Tiny, method: str) -> None:
    path = f"{WIDGETS}/{tiny.make()[1]['id']}" if method == "GET" else WIDGETS
    by_code = {gate.__code__: gate for gate in GATES}
    entries = entered(lambda: tiny.ask(method, path, BODY if method == "POST" else None))
    passed = [by_code[code] for _, _, code in entries if code in by_code]
    plan = tiny.admission(method, path).plan
    assert passed == [*plan.before, *plan.within]
    # Nothing is announced of widgets, which takes two away; the others have nothing to say to one method.
    assert len(passed) >= len(GATES) - 5


def test_every_gate_has_the_one_signature() -> None:
    for gate in GATES:
        assert gate.__code__.co_argcount == 1
        assert gate.__annotations__["return"] is None


def test_a_gate_that_refuses_is_the_last_that_is_passed(tiny: Tiny) -> None:
    by_code = {gate.__code__: gate for gate in GATES}
    row = {
        "name": "widgets",
        "title": "Widgets",
        "path": WIDGETS.replace(str(PROJECT), "{project_id}"),
        "deprecated": "2020-01-01",
    }
    tiny.engine.timeline.replace(parsed_all([row], tiny.engine.catalog.nameable))
    entries = entered(lambda: tiny.ask("GET", WIDGETS, authorization="Bearer nonsense"))
    passed = [by_code[code] for _, _, code in entries if code in by_code]
    assert passed == list(GATES[:2])


def test_a_refused_write_leaves_nothing_behind(tiny: Tiny) -> None:
    assert tiny.ask("POST", WIDGETS, {"widget": {"name": "Fan", "holder_id": 12345}})[0] == 422
    assert tiny.engine.world.events == []
    assert tiny.ask("GET", WIDGETS)[1] == []
