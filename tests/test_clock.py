from datetime import UTC, datetime

import pytest

from mockcore.clock import Clock, instant, stamp
from mockcore.errors import OperatorError

NOON = datetime(2022, 2, 15, 12, tzinfo=UTC)


def test_a_frozen_clock_stands_still_until_it_is_advanced() -> None:
    clock = Clock()
    clock.set(NOON, frozen=True)
    assert (clock.now(), clock.stamp(), clock.frozen) == (NOON, "2022-02-15T12:00:00Z", True)
    clock.advance(3_600)
    assert clock.stamp() == "2022-02-15T13:00:00Z"
    assert clock.epoch() == int(NOON.timestamp()) + 3_600


def test_a_clock_that_is_set_runs_on_and_goes_back_to_real_time() -> None:
    clock = Clock("2022-02-15")
    assert (str(clock.today()), clock.frozen) == ("2022-02-15", False)
    clock.real()
    assert clock.now().year > 2022


@pytest.mark.parametrize("text", ["2022-02-15T12:00:00Z", "2022-02-15T04:00:00-08:00", "2022-02-15T12:00:00"])
def test_a_time_is_read_with_or_without_offset(text: str) -> None:
    assert stamp(instant(text)) == "2022-02-15T12:00:00Z"


def test_what_is_no_time_is_one_sentence() -> None:
    with pytest.raises(OperatorError, match="'noon' is not a time"):
        instant("noon")
