"""A record, its row, and the lists that count it."""

from mockcore.store.record import Placement, Stored, columns, scopes
from mockcore.store.selection import ANY

AT = "2026-01-15T15:00:00Z"


def record(place: Placement, **body: object) -> Stored:
    return Stored.new("rfis", 7, dict(body), AT, place)


def test_a_record_below_another_is_in_its_company_and_project() -> None:
    item = record(Placement(1, 10)).below("replies", 8, {"text": "yes"}, AT)
    assert (item.kind, item.company_id, item.project_id, item.parent_id) == ("replies", 1, 10, 7)


def test_what_lists_filter_by_stands_in_columns() -> None:
    row = columns(record(Placement(1, 10), origin_id=12, status="open"))
    assert (row["origin_id"], row["status"], row["project_id"], row["version"]) == ("12", "open", 10, 1)
    assert columns(record(Placement(1), status={"name": "open"}))["status"] is None


def test_it_is_counted_in_each_list_that_shows_it() -> None:
    assert scopes(record(Placement())) == ()
    assert scopes(record(Placement(1))) == (("rfis", 1, ANY, ANY), ("rfis", 1, 0, ANY))
    assert set(scopes(record(Placement(1, 10, 5)))) == {
        ("rfis", 1, ANY, ANY), ("rfis", 1, 10, ANY), ("rfis", 1, 10, 5), ("rfis", 1, ANY, 5),
    }  # fmt: skip


def test_the_document_is_parsed_when_it_is_first_read() -> None:
    stored = Stored(7, 1, '{"subject": "Beam"}', "rfis", 1, None, None, None, AT, AT, None)
    assert stored.body is stored.body
    assert stored.body == {"subject": "Beam"}
