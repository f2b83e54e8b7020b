"""Files made from records: CSV exports and PDFs."""

import csv
import io
from typing import Any

from mockcore.errors import NotFound
from mockcore.reference.schema import properties, unwrapped
from mockcore.request.context import Context
from mockcore.request.paging import UNPAGED
from mockcore.request.uploaded_files import download_headers
from mockcore.store.records import Stored
from mockcore.verbs.answer import Answer, rule
from mockcore.verbs.lists import read_selection
from mockcore.verbs.one import target
from mockcore.verbs.shapes import fitted

CSV = "text/csv; charset=utf-8"


@rule("export", writes=True)
def export(context: Context) -> Answer:
    """The list as CSV, one line a record, or where the document has a ``…_url`` the address of a file."""
    inner, _ = unwrapped(context.operation.response or {})
    address = next((name for name in properties(inner) if name.endswith("_url")), None)
    if address:
        return _filed(context, address)
    selection = read_selection(context)
    selection.limit = UNPAGED
    media = CSV if context.operation.media == "text/csv" else context.operation.media
    return Answer(text=table(context.select(selection)), media_type=media, status=200)


def _printed(context: Context, records: list[Stored]) -> bytes:
    from mockcore.verbs.pdf_pages import pages  # noqa: PLC0415 - few servers make a PDF, and every start would pay for it

    return pages(context.operation.tool, records, context.clock.now())


def _filed(context: Context, address: str) -> Answer:
    """The address of the record that the path names, as a CSV or PDF that is kept."""
    kind, name = context.operation.kind, context.operation.path_names[-1]
    record = context.locate(kind, context.inputs.path[name])
    if address.startswith("pdf"):
        url = keep_file(context, "pdf", "application/pdf", _printed(context, [record]))[1]
    else:
        url = keep_file(context, "csv", CSV, table([record]))[1]
    return Answer(value=fitted(context, {address: url}))


def keep_file(context: Context, ending: str, media: str, data: bytes) -> tuple[str, str]:
    """Keeps a file that was made; its key and where it can be fetched."""
    key = f"{context.records.next_id():016x}"
    context.records.keep_blob(key, context.company_id, f"{context.operation.kind.replace('/', '-')}.{ending}", media, data)
    return key, f"{context.call.url}/_mockcore/files/{key}"


def table(records: list[Stored]) -> bytes:
    """Records as CSV: a column for each attribute that any of them has."""
    names = dict.fromkeys(
        name for record in records for name, value in record.body.items() if not isinstance(value, dict | list)
    )
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["id", *names, "created_at", "updated_at"])
    for record in records:
        lines.writerow([record.id, *(_cell(record.body.get(name)) for name in names), record.created_at, record.updated_at])
    return out.getvalue().encode()


def _cell(value: Any) -> Any:
    # A cell that begins like a formula is quoted, so that a spreadsheet does not run it.
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


@rule("download")
def download(context: Context) -> Answer:
    """The bytes of a kept file. Raises: NotFound."""
    blob = context.records.blob(str(context.inputs.path[context.operation.path_names[-1]]))
    if blob is None or blob[3] not in (None, context.company_id):
        raise NotFound()
    return Answer(text=blob[2], media_type=blob[1], headers=download_headers(blob[0]))


@rule("pdf", writes=True)
def pdf(context: Context) -> Answer:
    """The record as a PDF: the document's redirect to a file, or the file itself."""
    try:
        record = target(context)
    except NotFound:
        if context.operation.one or context.operation.parents:
            raise
        record = None
    records = [record] if record else context.select(context.seen(context.operation.kind))
    data = _printed(context, records)
    key, url = keep_file(context, "pdf", "application/pdf", data)
    if 302 in context.operation.statuses:
        return Answer(text=b"", status=302, headers=[("Location", url)])
    if context.operation.media == "application/pdf":
        return Answer(text=data, media_type="application/pdf")
    return Answer(value={"url": url, "status": "completed", "id": int(key, 16)})
