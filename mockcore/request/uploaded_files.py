"""What was uploaded before the record that it belongs to: who may use it, until when, and its bytes.

Source: documented, uploads tutorials; what is refused with which status beyond them is assumed.
"""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ulid import ULID

from mockcore.clock import Clock
from mockcore.errors import BadRequest, Forbidden, NotFound, Reason, Unprocessable
from mockcore.reference.references import LISTED
from mockcore.request.context import Context
from mockcore.store.records import Records, Stored

UPLOADS, UNIFIED = "uploads", "unified_uploads"
KINDS = (UPLOADS, UNIFIED)
HOUR, DAY, WEEK = 3_600, 86_400, 604_800


def download_headers(name: str) -> list[tuple[str, str]]:
    """What an answer with a client's bytes says, so that a browser stores them and never runs them as a page of ours.

    Source: RFC 6266 (the name); ours (that images and PDFs are stored too).
    """
    plain = (
        "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in name).replace('"', "'").replace("\\", "_")
    )
    whole = quote(name.encode(errors="replace"), safe="")
    return [
        ("Content-Disposition", f"attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}"),
        ("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'"),
    ]


def named(context: Context) -> tuple[str, str]:
    """A new ULID and the storage address where its bytes are received."""
    number = context.records.next_number("upload")
    identifier = str(ULID.from_int((context.clock.epoch() * 1000 << 80) | number))
    return identifier, f"{context.call.url}/_mockcore/storage/{identifier}"


def own(context: Context, upload: Stored | None) -> Stored:
    """The upload when it is there still and the caller's. Raises: NotFound, Forbidden for another's."""
    visible = context.visible(upload)
    if expired(visible, context.clock):
        raise NotFound()
    if not _is_own(context, visible):
        raise Forbidden("An upload can only be used by the user who created it.")
    return visible


def _is_own(context: Context, upload: Stored) -> bool:
    # An upload of a seed has no creator: it is anybody's.
    return context.records.creator(upload.id) in (None, context.user_id)


def expired(upload: Stored, clock: Clock) -> bool:
    """Whether it was left without a record for too long: it is deleted then."""
    return not upload.body.get("used") and clock.epoch() >= upload.body.get("kept_until", clock.epoch() + 1)


def taken(context: Context, name: str, key: Any) -> dict[str, Any]:
    """The file of an upload as attachments show it; the upload belongs to a record from now on.

    Raises: Unprocessable naming the attribute for one that is not there, not the caller's, or has received nothing.
    """
    upload = _of_key(context.records, str(key))
    if upload is None or upload.company_id != context.company_id or expired(upload, context.clock):
        raise Unprocessable(fields={name: [Reason.UNKNOWN]})
    if not _is_own(context, upload):
        raise Unprocessable(fields={name: ["belongs to another user"]})
    blob = context.records.blob(str(key))
    if blob is None:
        raise Unprocessable(fields={name: ["has not been uploaded"]})
    if not upload.body.get("used"):
        context.change(upload, {"used": True})
    url = f"{context.call.url}/_mockcore/files/{key}"
    attachment = {"id": upload.id, "name": blob[0], "filename": blob[0], "url": url}
    return {**attachment, "content_type": blob[1], "size": len(blob[2])}


def attach(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Makes attachments of what ``upload_ids`` and its like list, beside those that the record has. Raises: as ``taken``."""
    files: list[dict[str, Any]] = []
    for name in LISTED & values.keys():
        keys = values.pop(name)
        files += [taken(context, name, key) for key in (keys if isinstance(keys, list) else [keys]) if key]
    if files:
        before = values.get("attachments") or (record.body.get("attachments") if record else None) or []
        values["attachments"] = [*before, *files]


def receive(records: Records, clock: Clock, key: str, query: Mapping[str, str], data: bytes) -> None:
    """Keeps the bytes of an upload, or of the part of it that the address's query names.

    Raises: NotFound, Forbidden for an address that is too old, BadRequest for bytes that are not those announced.
    """
    upload = _of_key(records, key)
    if upload is None:
        raise NotFound()
    body = upload.body
    segments, number = body.get("segments") or [], query.get("part")
    if clock.epoch() >= _number(query.get("expires"), body.get("addresses_until", clock.epoch() + 1)):
        raise Forbidden("Request has expired.")
    if segments and not (number and number.isascii() and number.isdigit() and int(number) < len(segments)):
        raise BadRequest("The address names no part of this upload.")
    if segments and number:
        _as_announced(segments[int(number)], data, upload.kind == UNIFIED)
    name = str(body.get("file_name") or body.get("response_filename") or key)
    kind = str((body.get("fields") or body).get("Content-Type") or body.get("content_type") or "application/octet-stream")
    records.keep_blob(f"{key}-{number}" if segments else key, upload.company_id, name, kind, data)
    state = "receiving" if segments else "complete"
    if body.get("status") not in (state, "complete"):
        records.update(upload, {"status": state}, at=clock.stamp())


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else otherwise


def _as_announced(segment: Mapping[str, Any], data: bytes, unified: bool) -> None:
    if segment.get("size") and segment["size"] != len(data):
        raise BadRequest(f"The part has {len(data)} bytes instead of {segment['size']}.")
    digest = segment.get("sha256")
    if not unified and digest and len(digest) == 64 and hashlib.sha256(data).hexdigest() != digest.lower():
        raise BadRequest("The bytes do not have the announced SHA-256.")


def joined(context: Context, upload: Stored, count: int, name: str, content_type: str) -> bytes | None:
    """The parts of an upload as one file, kept; None while one is missing."""
    parts = [context.records.blob(f"{upload.key}-{position}") for position in range(count)]
    if not parts or not all(parts):
        return None
    data = b"".join(blob[2] for blob in parts if blob)
    context.records.keep_blob(str(upload.key), context.company_id, name, content_type, data)
    return data


def tags(context: Context, upload: Stored, count: int) -> list[str | None]:
    """The ETag of each part that has been received."""
    blobs = [context.records.blob(f"{upload.key}-{position}") for position in range(count)]
    return [None if blob is None else etag(blob[2]) for blob in blobs]


def etag(data: bytes) -> str:
    """The ETag of bytes, without quotes."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def _of_key(records: Records, key: str) -> Stored | None:
    return next((upload for kind in KINDS if (upload := records.by_key(kind, key))), None)
