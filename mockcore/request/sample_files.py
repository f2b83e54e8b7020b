"""Files of records that nobody has sent any bytes for: those of a seed. Each is small, of its type, made when it is fetched.

Source: observed (addresses of photos, drawings and files can be fetched); what such a file shows is ours.
"""

import io
import re
import struct
import zipfile
import zlib

from mockcore.request.incoming import Incoming

PDF, PNG, TEXT, ZIP = "pdf", "png", "txt", "zip"
TYPES = {PDF: "application/pdf", PNG: "image/png", TEXT: "text/plain", ZIP: "application/zip"}
_KEY = re.compile(r"sample-(\d{1,19})\.(pdf|png|txt|zip)")
# Points of a page, and dots of a picture.
_PAGE, _WIDTH, _HEIGHT = (595, 842), 64, 48


def sample_address(context: Incoming, record_id: int, ending: str) -> str:
    """Where the file of a record is fetched."""
    return f"{context.call.url}/_mockcore/files/sample-{record_id}.{ending}"


def sample_file(key: str) -> tuple[str, str, bytes] | None:
    """(filename, content type, bytes) of a record's file; None for another key."""
    match = _KEY.fullmatch(key)
    if match is None:
        return None
    number, ending = int(match[1]), match[2]
    make = {PDF: _pdf, PNG: _png, TEXT: _text, ZIP: _zip}[ending]
    return f"{number}.{ending}", TYPES[ending], make(number)


def _text(number: int) -> bytes:
    return f"File {number}\n".encode()


def _zip(number: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(zipfile.ZipInfo(f"{number}.{PDF}"), _pdf(number))
    return target.getvalue()


def _png(number: int) -> bytes:
    """A picture of one colour, which the number decides."""
    colour = bytes((number * step) % 200 + 40 for step in (37, 61, 97))
    rows = (b"\0" + colour * _WIDTH) * _HEIGHT
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _pdf(number: int) -> bytes:
    """A page with the number on it."""
    width, height = _PAGE
    drawing = f"BT /F1 24 Tf 72 {height - 96} Td (File {number}) Tj ET".encode()
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    fonts = "/Resources << /Font << /F1 5 0 R >> >>"
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R {fonts} >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page.encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        font,
    )
    out, places = b"%PDF-1.4\n", []
    for position, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (position, content)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, table, size, len(out))
