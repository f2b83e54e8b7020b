from datetime import UTC, datetime
from random import Random

from mockcore.seeding.chronology import follow, settle, working
from tests.tiny import record

NOW = datetime(2026, 1, 15, 15, tzinfo=UTC)


def test_later_moments_stay_later_within_the_hours_of_a_site() -> None:
    moments = [datetime(2026, 1, day, hour, tzinfo=UTC) for day in range(5, 13) for hour in (2, 11, 23)]
    settled = [working(moment, NOW) for moment in moments]
    assert settled == sorted(settled)
    assert all(moment.weekday() < 5 and 15 <= moment.hour <= 23 for moment in settled)


def test_what_is_due_follows_the_making_and_what_is_done_lies_before_the_last_change() -> None:
    rfi = record("rfis", 1, 1, due_date="2025-01-01", closed_at="2027-05-05T10:00:00Z", initiated_at="2020-01-01T00:00:00Z")
    rfi.created_at, rfi.updated_at = "2025-10-01T16:00:00Z", "2025-11-01T16:00:00Z"
    settle(rfi, Random(1), NOW)
    body = rfi.body
    assert "2025-10-08" <= body["due_date"] <= "2025-10-24"
    assert rfi.created_at <= body["initiated_at"] <= body["closed_at"] <= rfi.updated_at


def test_nothing_was_made_before_what_it_belongs_to() -> None:
    above, below = record("rfis", 1, 1), record("rfis/replies", 2, 1)
    above.created_at = above.updated_at = "2025-10-02T16:00:00Z"
    below.parent_id, below.created_at = 1, "2025-10-01T16:00:00Z"
    follow({"rfis": [above], "rfis/replies": [below]})
    assert below.created_at == above.created_at <= below.updated_at


def test_the_past_may_be_before_any_time_of_a_clock_and_the_future_is_not() -> None:
    person = record("users", 1, 1, birth_date="1961-04-07", expires_on="2030-01-01", seen="2029-01-01")
    settle(person, Random(1), NOW)
    assert person.body["birth_date"] == "1961-04-07"
    assert person.body["seen"] == person.created_at[:10]
