import re
from datetime import UTC, datetime

from mockcore.verbs.pdf_pages import HEIGHT, MARGIN, TEXT, WIDTH, pages
from tests.tiny import record

AT = datetime(2026, 3, 2, tzinfo=UTC)


def sheets(file: bytes) -> list[bytes]:
    return re.findall(rb"BT\n(.*?)\nET", file, re.S)


def shown(sheet: bytes) -> list[str]:
    return [line.decode("cp1252") for line in re.findall(rb"^\((.*)\) Tj$", sheet, re.M)]


def test_a_pdf_tells_the_attributes() -> None:
    file = pages("RFIs", [record("rfis", 1, 1, subject="Beam")], AT)
    assert file.startswith(b"%PDF")
    assert b"Subject: Beam" in file


def test_each_record_begins_a_page_and_pages_are_numbered() -> None:
    file = pages("RFIs", [record("rfis", 1, 1, subject="Beam"), record("rfis", 2, 1, subject="Slab")], AT)
    first, second = map(shown, sheets(file))
    assert (first[0], first[-1]) == ("RFIs: Beam", "1 / 2")
    assert (second[0], second[-1]) == ("RFIs: Slab", "2 / 2")


def test_a_record_that_fills_a_page_goes_on_below_its_heading() -> None:
    attributes = {f"attribute_{number}": number for number in range(120)}
    read = [shown(sheet) for sheet in sheets(pages("RFIs", [record("rfis", 1, 1, subject="Beam", **attributes)], AT))]
    assert len(read) == 3
    assert {lines[0] for lines in read} == {"RFIs: Beam"}
    assert [line for lines in read for line in lines if line.startswith("Attribute")] == [
        f"Attribute {number}: {number}" for number in range(120)
    ]


def test_nothing_is_beside_the_page() -> None:
    body = "a" * 300 + "\n" + "many words " * 600
    for sheet in sheets(pages("RFIs", [record("rfis", 1, 1, subject="Beam " * 200, body=body)], AT)):
        assert all(len(line) * TEXT.size * 0.6 <= WIDTH - 2 * MARGIN for line in shown(sheet)[3:-1])
        heights = [int(up) for up in re.findall(rb"1 0 0 1 \d+ (\d+) Tm", sheet)]
        assert heights == sorted(heights, reverse=True)
        assert MARGIN <= heights[-2] < heights[0] < HEIGHT - MARGIN


def test_latin_letters_and_signs_are_shown_and_others_are_question_marks() -> None:
    file = pages("RFIs", [record("rfis", 1, 1, subject="Zürich “5 €” (\\) 中文")], AT)
    assert "Subject: Zürich “5 €” \\(\\\\\\) ??" in shown(file)


def test_without_records_the_title_is_alone_and_the_time_is_that_of_the_clock() -> None:
    file = pages("RFIs", [], AT)
    assert shown(file)[0] == "RFIs"
    assert b"/CreationDate (D:20260302000000Z)" in file
    assert file == pages("RFIs", [], AT)
