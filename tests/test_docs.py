"""The pages of docs say what is so."""

from scripts.architecture import PAGE, SECTIONS
from scripts.tables import renewed


def test_the_tables_of_the_architecture_are_those_that_the_code_gives() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert renewed(page, "architecture", SECTIONS) == page, "run `make fix`"
