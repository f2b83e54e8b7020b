from datetime import UTC, datetime

from mockcore.verbs.exports import page, table
from tests.tiny import record


def test_a_table_has_a_column_for_each_attribute_that_any_record_has() -> None:
    lines = table([record("rfis", 1, 1, subject="Beam"), record("rfis", 2, 1, status="open")]).decode().splitlines()
    assert lines[0] == "id,subject,status,created_at,updated_at"
    assert lines[1].startswith("1,Beam,,")


def test_a_cell_is_no_formula() -> None:
    assert b"'=1+1" in table([record("rfis", 1, 1, subject="=1+1")])


def test_a_pdf_tells_the_attributes() -> None:
    sheet = page("RFIs", [record("rfis", 1, 1, subject="Beam")], datetime(2026, 3, 2, tzinfo=UTC))
    assert sheet.startswith(b"%PDF")
    assert b"Subject: Beam" in sheet
