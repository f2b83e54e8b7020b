"""A time of the day as the moment that it is."""

import pytest

from mockcore.domain.times_of_day import moment, readable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("08:00", "2018-11-01T08:00:00Z"),
        ("8:00", "2018-11-01T08:00:00Z"),
        ("08:00Z", "2018-11-01T08:00:00Z"),
        ("08:00-07:00", "2018-11-01T08:00:00-07:00"),
        ("2018-10-31T08:00:00Z", "2018-10-31T08:00:00Z"),
        ("late", None),
    ],
)
def test_a_time_is_of_its_day_and_a_moment_is_its_own(text: str, expected: str | None) -> None:
    assert moment(text, "2018-11-01") == expected


def test_what_is_no_time_and_what_no_calendar_has_cannot_be_reckoned_with() -> None:
    assert readable("2026-01-02T03:00:00+03:00") == readable("2026-01-02")
    assert (readable(None), readable("soon"), readable("9999-12-31T23:59:59Z")) == (None, None, None)
