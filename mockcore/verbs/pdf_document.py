"""Plain PDF documents: a title and lines, on as many pages as they need, in the fonts that every reader brings.

Source: PDF 1.7 (ISO 32000-1), sections 7.3, 7.5 and 9.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from textwrap import wrap
from typing import NamedTuple

# Points. A4 with a margin of two centimetres; a character of Courier is six tenths of its size wide.
WIDTH, HEIGHT, MARGIN = 595, 842, 57
TITLE_SIZE, TEXT_SIZE, LEADING = 13, 9, 13
CHARACTER_WIDTH = 0.6
_FIRST_PAGE = 5


class Sheet(NamedTuple):
    """What is printed from the top of a page of its own."""

    title: str
    lines: list[str]


def document(sheets: Iterable[Sheet], at: datetime) -> bytes:
    """The PDF of the sheets, made at ``at``; the same bytes for the same words."""
    pages = [page for sheet in sheets for page in _pages(sheet)]
    numbers = range(_FIRST_PAGE, _FIRST_PAGE + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 {WIDTH} {HEIGHT}]"
        " /Resources << /Font << /Bold 3 0 R /Plain 4 0 R >> >> >>".encode(),
        _font("Courier-Bold"),
        _font("Courier"),
    ]
    for number, content in zip(numbers, pages, strict=True):
        objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {number + 1} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(f"<< /Producer (mockcore) /CreationDate (D:{at.astimezone(UTC):%Y%m%d%H%M%S}Z) >>".encode())
    return _written(objects)


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _pages(sheet: Sheet) -> Iterator[bytes]:
    rows = [(b"/Bold %d Tf" % TITLE_SIZE, row) for row in _wrapped(sheet.title, TITLE_SIZE)]
    rows += [(b"/Plain %d Tf" % TEXT_SIZE, row) for line in sheet.lines for row in _wrapped(line, TEXT_SIZE)]
    count = (HEIGHT - 2 * MARGIN) // LEADING
    for start in range(0, len(rows), count):
        shown = (b"%s (%s) Tj T*" % (font, _literal(row)) for font, row in rows[start : start + count])
        yield b"BT %d TL %d %d Td\n%s\nET" % (LEADING, MARGIN, HEIGHT - MARGIN, b"\n".join(shown))


def _wrapped(text: str, size: int) -> list[str]:
    width = int((WIDTH - 2 * MARGIN) / (size * CHARACTER_WIDTH))
    return [row for line in text.splitlines() for row in wrap(line, width) or [""]] or [""]


def _literal(text: str) -> bytes:
    """Text within a string of a PDF; what Windows' Latin alphabet lacks is a question mark."""
    return re.sub(rb"([\\()])", rb"\\\1", text.encode("cp1252", "replace"))


def _written(objects: list[bytes]) -> bytes:
    """The objects, numbered from one, with the table of where each begins; the first is the catalog, the last the facts."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, size - 1, len(out))
    return bytes(out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end)
