import re
from datetime import UTC, datetime

from mockcore.verbs.pdf_document import Sheet, document

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def pages(data: bytes) -> list[bytes]:
    return re.findall(rb"stream\n(.*?)\nendstream", data, re.S)


def test_every_object_begins_where_the_table_says() -> None:
    data = document([Sheet("RFIs: Beam", ["Subject: Beam"]), Sheet("RFIs: Slab", [])], AT)
    table = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    assert data[table:].startswith(b"xref\n0 10\n")
    offsets = [int(offset) for offset in re.findall(rb"(\d{10}) 00000 n", data)]
    assert [data[offset:].split(b" ", 1)[0] for offset in offsets] == [b"%d" % number for number in range(1, 10)]


def test_every_sheet_has_pages_of_its_own_and_long_ones_go_on_overleaf() -> None:
    contents = pages(document([Sheet("Short", ["a"]), Sheet("Long", [str(number) for number in range(60)])], AT))
    assert [content.count(b"Tj") for content in contents] == [2, 56, 5]
    assert [b"(Short)" in content for content in contents] == [True, False, False]


def test_long_lines_are_wrapped_and_brackets_and_strangers_are_written_safely() -> None:
    (content,) = pages(document([Sheet("Ü", ["word " * 40, "a (b) \\ 好"])], AT))
    assert content.count(b"Tj") == 5
    assert b"(\xdc) Tj" in content
    assert rb"(a \(b\) \\ ?) Tj" in content


def test_the_same_words_are_the_same_bytes() -> None:
    assert document([Sheet("A", ["b"])], AT) == document([Sheet("A", ["b"])], AT)
