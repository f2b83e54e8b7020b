"""Records as the pages of a PDF: on each its heading, a line for every attribute, and the number of the page."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from textwrap import wrap
from typing import NamedTuple

import pydyf

from mockcore.store.records import Stored
from mockcore.verbs.derived import label

# Points, of A4.
WIDTH, HEIGHT, MARGIN = 595, 842, 56
HEADING_GAP = 6
HEADING_LINES = 3
# What the fonts that every reader of PDF has can show: Latin letters of western Europe and the signs of typography.
CHARACTERS = "cp1252"


class Typeface(NamedTuple):
    """One of the fonts that every reader of PDF has, all of whose letters are equally wide; points."""

    font: str
    size: int
    leading: int

    @property
    def columns(self) -> int:
        """How many letters a line has."""
        return (WIDTH - 2 * MARGIN) * 10 // (self.size * 6)

    def lines(self, text: str, most: int | None = None) -> list[str]:
        """A text in lines that fit; what cannot be shown is a question mark."""
        shown = text.encode(CHARACTERS, "replace").decode(CHARACTERS)
        indent = "  " if most is None else ""
        rows = [
            wrap(row, self.columns, subsequent_indent=indent, max_lines=most, placeholder="…") for row in shown.splitlines()
        ]
        return [line for row in rows for line in row or [""]][:most]


HEADING, TEXT, NUMBER = Typeface("Courier-Bold", 14, 20), Typeface("Courier", 10, 13), Typeface("Courier", 8, 10)
GAP = TEXT._replace(leading=HEADING_GAP)


def pages(title: str, records: Sequence[Stored], at: datetime) -> bytes:
    """A PDF made at that time: the records' attributes, each record on pages of its own; without any, the title alone."""
    sheets = [sheet for record in records for sheet in _sheets(f"{title}: {label(record)}", _text(record))]
    sheets = sheets or [*_sheets(title, "")]
    document = pydyf.PDF()
    document.info["Title"] = pydyf.String(title)
    document.info["CreationDate"] = pydyf.String(f"D:{at.astimezone(UTC):%Y%m%d%H%M%S}Z")
    for number, lines in enumerate(sheets, 1):
        _add(document, lines, f"{number} / {len(sheets)}")
    file = io.BytesIO()
    document.write(file, identifier=True)
    return file.getvalue()


def _text(record: Stored) -> str:
    plain = ((name, value) for name, value in record.body.items() if isinstance(value, str | int | float))
    return "\n".join(f"{name.replace('_', ' ').capitalize()}: {value}" for name, value in plain)


def _sheets(heading: str, text: str) -> Iterator[list[tuple[Typeface, str]]]:
    """The lines of each page."""
    top = [(HEADING, line) for line in HEADING.lines(heading, HEADING_LINES)]
    lines = [(TEXT, line) for line in TEXT.lines(text)]
    fitting = (HEIGHT - 2 * MARGIN - HEADING_GAP - len(top) * HEADING.leading) // TEXT.leading
    for begin in range(0, len(lines) or 1, fitting):
        yield [*top, (GAP, ""), *lines[begin : begin + fitting]]


def _add(document: pydyf.PDF, lines: list[tuple[Typeface, str]], number: str) -> None:
    text = pydyf.Stream()
    text.begin_text()
    below = HEIGHT - MARGIN
    for face, line in lines:
        below -= face.leading
        _show(text, face, line, MARGIN, below)
    _show(text, NUMBER, number, WIDTH - MARGIN - len(number) * NUMBER.size * 6 // 10, MARGIN // 2)
    text.end_text()
    document.add_object(text)
    fonts = {face.font: _font(face.font) for face in (HEADING, TEXT)}
    sheet = {
        "Type": "/Page",
        "Parent": document.pages.reference,
        "MediaBox": pydyf.Array([0, 0, WIDTH, HEIGHT]),
        "Contents": text.reference,
        "Resources": pydyf.Dictionary({"Font": pydyf.Dictionary(fonts)}),
    }
    document.add_page(pydyf.Dictionary(sheet))


def _show(text: pydyf.Stream, face: Typeface, line: str, across: int, up: int) -> None:
    text.set_font_size(face.font, face.size)
    text.set_text_matrix(1, 0, 0, 1, across, up)
    text.show_text_string(line.encode(CHARACTERS))


def _font(name: str) -> pydyf.Dictionary:
    return pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", "BaseFont": f"/{name}", "Encoding": "/WinAnsiEncoding"})
