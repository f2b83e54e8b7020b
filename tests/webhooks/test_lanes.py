"""Lanes: pauses that double, patience that ends."""

from mockcore.webhooks.lanes import LONGEST_SECONDS, PATIENCE_SECONDS, Lane


def test_a_failing_destination_is_paused_for_twice_as_long_each_time_up_to_an_hour() -> None:
    lane, dues = Lane(), []
    for _ in range(14):
        lane.back_off(100.0)
        dues.append(lane.due - 100.0)
    assert dues[:4] == [1, 2, 4, 8]
    assert dues[-1] == LONGEST_SECONDS


def test_patience_ends_after_twelve_hours_of_failing() -> None:
    lane = Lane()
    assert not lane.exhausted(1000.0)
    assert not lane.exhausted(1000.0 + PATIENCE_SECONDS - 1)
    assert lane.exhausted(1000.0 + PATIENCE_SECONDS)


def test_an_answer_makes_a_destination_well_again() -> None:
    lane = Lane()
    lane.exhausted(1000.0)
    lane.back_off(1000.0)
    assert lane.as_json("u", 1000.0) == {"destination_url": "u", "waiting": 0, "paused_seconds": 1, "failing_seconds": 0}
    lane.recover()
    assert (lane.due, lane.failing, lane.pause) == (0.0, 0.0, 1)
