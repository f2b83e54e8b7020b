"""Direct uploads: reserved, received by storage, completed, used within a week by whoever reserved them.

Source: documented, uploads tutorial.
"""

import base64
import binascii
import hashlib
from typing import Any

from mockcore.errors import Gone, Unprocessable
from mockcore.request import uploaded_files
from mockcore.request.context import Context
from mockcore.request.declare import action, before
from mockcore.request.uploaded_files import UPLOADS
from mockcore.store.records import Stored

LEAST_BYTES, MOST_BYTES = 5 * 1024**2, 5 * 1024**3


@before(UPLOADS, "create")
def reserve(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An upload is named by a ULID and received at our own storage address, within an hour."""
    identifier, url = uploaded_files.named(context)
    now = context.clock.epoch()
    name = values.get("response_filename") or identifier
    values |= {"key": identifier, "uuid": identifier, "url": url}
    values |= {"addresses_until": now + uploaded_files.HOUR, "kept_until": now + uploaded_files.WEEK}
    values["fields"] = {
        "key": f"companies/{context.company_id}/{identifier}",
        "Content-Type": values.get("response_content_type") or "application/octet-stream",
        "Content-Disposition": f'inline; filename="{name}"',
        "policy": identifier,
        "x-amz-algorithm": "AWS4-HMAC-SHA256",
        "x-amz-credential": "mockcore",
        "x-amz-date": context.now().replace("-", "").replace(":", ""),
        "x-amz-signature": hashlib.sha256(identifier.encode()).hexdigest(),
    }
    segments = values.get("segments") or []
    values["status"] = "ready" if segments else "non_segmented"
    for position, segment in enumerate(segments):
        size = segment.get("size") or 0
        if position < len(segments) - 1 and size and not LEAST_BYTES <= size <= MOST_BYTES:
            reason = f"must have {LEAST_BYTES} to {MOST_BYTES} bytes, the last one excepted"
            raise Unprocessable(fields={f"segments[{position}].size": [reason]})
        segment["url"] = f"{url}?part={position}"
        segment["headers"] = _headers(segment, size)


def _headers(segment: dict[str, Any], size: int) -> dict[str, str]:
    headers = {"content-length": str(size)}
    if segment.get("sha256"):
        headers["x-amz-content-sha256"] = str(segment["sha256"])
    if segment.get("md5"):
        try:
            headers["content-md5"] = base64.b64encode(binascii.unhexlify(str(segment["md5"]))).decode()
        except ValueError:
            raise Unprocessable(fields={"segments.md5": ["must be hexadecimal"]}) from None
    return headers


@action("GET uploads/{}")
def show(context: Context) -> Stored:
    """An upload, to whoever made it only. Raises: NotFound also for one that has expired."""
    kind, identifier = context.operation.kind, context.inputs.path[context.operation.path_names[-1]]
    upload = context.records.by_key(kind, str(identifier)) or context.current(kind, identifier)
    return uploaded_files.own(context, upload)


@before(UPLOADS, "update")
def complete(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """The ETags of all segments, in order, complete a segmented upload. Raises: Gone when it has expired."""
    if record is None:
        return
    if uploaded_files.expired(record, context.clock):
        raise Gone("The upload has expired.")
    uploaded_files.own(context, record)
    if "segments" not in values:
        return
    earlier = record.body.get("segments") or []
    sent = values["segments"] or []
    values["segments"] = [{**segment, **new} for segment, new in zip(earlier, [*sent, *[{}] * len(earlier)], strict=False)]
    etags = [str(segment.get("etag") or "").strip('"') for segment in values["segments"]]
    received = uploaded_files.tags(context, record, len(earlier))
    for position, (tag, other) in enumerate(zip(etags, received, strict=True)):
        if tag and tag != other:
            raise Unprocessable(fields={f"segments[{position}].etag": ["is not the ETag of what was received"]})
    values["status"] = "receiving"
    if earlier and all(etags):
        name = str(record.body.get("response_filename"))
        kind = str((record.body.get("fields") or {}).get("Content-Type"))
        uploaded_files.joined(context, record, len(earlier), name, kind)
        values["status"] = "complete"
