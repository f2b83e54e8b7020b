from mockcore.verbs.exports import table
from tests.tiny import record


def test_a_table_has_a_column_for_each_attribute_that_any_record_has() -> None:
    lines = table([record("rfis", 1, 1, subject="Beam"), record("rfis", 2, 1, status="open")]).decode().splitlines()
    assert lines[0] == "id,subject,status,created_at,updated_at"
    assert lines[1].startswith("1,Beam,,")


def test_a_cell_is_no_formula() -> None:
    assert b"'=1+1" in table([record("rfis", 1, 1, subject="=1+1")])
