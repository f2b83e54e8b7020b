"""What tests and operators steer beside records."""

from mockcore.reference.lifecycle import parsed_all
from tests.tiny import Tiny

ROW = {"name": "ours", "operations": "listWidgets", "deprecated": "2026-01-01"}


def test_a_state_that_was_saved_is_continued_from() -> None:
    tiny = Tiny()
    state = tiny.engine.state
    state.announce(parsed_all([ROW], tiny.engine.catalog.nameable))
    tiny.engine.faults.add({"id": "down", "effect": {"status": 503}})
    saved, at = state.saved, tiny.clock.epoch()
    state.announce([])
    tiny.engine.faults.replace([])
    tiny.clock.advance(60)
    state.continue_from(saved)
    assert [row.name for row in tiny.engine.timeline.added] == ["ours"]
    assert [rule.name for rule in tiny.engine.faults.rules] == ["down"]
    assert tiny.clock.epoch() == at


def test_a_part_of_somebody_else_is_saved_with_it_and_may_be_left_as_it_was() -> None:
    state, shelf = Tiny().engine.state, ["first"]

    def put_back(saved: list[str]) -> None:
        shelf[:] = saved

    state.keep("shelf", lambda: list(shelf), put_back)
    assert state.saved["shelf"] == ["first"]
    with state.keeping("shelf"), state.keeping("nobody's"):
        shelf.append("second")
    assert shelf == ["first"]


def test_after_a_restart_no_rule_announcement_or_exchange_is_left() -> None:
    tiny = Tiny()
    state = tiny.engine.state
    state.announce(parsed_all([ROW], tiny.engine.catalog.nameable))
    tiny.engine.faults.add({"effect": {"status": 503}})
    state.restart()
    assert (tiny.engine.timeline.added, list(tiny.engine.faults.rules), len(tiny.engine.journal)) == ([], [], 0)
