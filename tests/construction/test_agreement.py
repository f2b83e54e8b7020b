from typing import Any

from mockcore.construction.agreement import chains, closing_fields, is_closed, multiply, order_dates


def test_dates_follow_each_other_as_their_names_tell_and_keep_their_format() -> None:
    record: dict[str, Any] = {"start_date": "2026-05-01", "end_date": "2026-03-01T08:00:00Z", "name": "Crane"}
    order_dates(record, chains(record))
    assert record == {"start_date": "2026-03-01", "end_date": "2026-05-01T23:59:00Z", "name": "Crane"}


def test_dates_of_different_stems_do_not_concern_each_other() -> None:
    assert chains(["estimated_start_date", "actual_end_date"]) == []


def test_an_amount_is_quantity_times_unit_cost() -> None:
    record: dict[str, Any] = {"quantity": "3.0", "unit_cost": "2.50", "amount": "99.00"}
    multiply(record)
    assert record["amount"] == "7.50"


def test_a_status_tells_whether_a_record_is_finished() -> None:
    assert (is_closed({"status": "Closed"}), is_closed({"status": "Open"}), is_closed({})) == (True, False, None)
    assert closing_fields(["closed_at", "created_at"]) == ["closed_at"]
