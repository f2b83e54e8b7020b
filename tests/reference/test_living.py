"""Nothing in an answer refers to a deleted record, and nothing else is lost with it."""

from mockcore.reference.living import living, living_field, living_value
from mockcore.store.record import Placement, Stored


class Deleted(set[int]):
    """Ids of deleted records, of whose texts nothing is known."""

    def may_be_in(self, text: str) -> bool:
        return True


DELETED = Deleted({10_000_001, 10_000_002})


def test_ids_objects_and_rows_of_deleted_records_are_left_out_at_any_depth() -> None:
    body = {
        "location_id": 10_000_001,
        "trade": {"id": "10000002", "name": "Roofing"},
        "trade_ids": [10_000_001, 10_000_003],
        "rows": [{"id": 10_000_002}, {"id": 5, "cost_code_id": 10_000_001, "amount": 10_000_001}],
    }
    record = Stored.new("rfis", 1, body, "", Placement(1, 2, 10_000_001))
    shown = living(record, DELETED)
    assert shown.body == {"trade_ids": [10_000_003], "rows": [{"id": 5, "amount": 10_000_001}]}
    assert shown.parent_id is None
    assert (record.body, record.parent_id) == (body, 10_000_001)


def test_a_record_that_refers_to_none_is_itself() -> None:
    record = Stored.new("rfis", 1, {"location_id": 7, "rows": [{"id": 8}], "people": [1, 2]}, "")
    assert living(record, DELETED) is record
    assert living(record, Deleted()) is record


def test_an_answer_may_be_about_a_deleted_record() -> None:
    answer = [{"id": 10_000_001, "parent_id": 10_000_002}, 10_000_001, "text"]
    assert living_value(answer, DELETED) == [{"id": 10_000_001}, 10_000_001, "text"]


def test_a_property_that_is_a_deleted_record_is_none() -> None:
    assert living_field("location", {"id": 10_000_001}, DELETED) is None
    assert living_field("location_id", 10_000_001, DELETED) is None
    assert living_field("locations", [{"id": 10_000_001}, {"id": 3}], DELETED) == [{"id": 3}]
