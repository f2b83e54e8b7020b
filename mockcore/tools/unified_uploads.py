"""Unified uploads: a file in parts, from ready over receiving and complete to available. Source: documented, its tutorial.

That a part's address is good for an hour, and that a file is available as soon as it is asked for after its completion, is
assumed.
"""

import re
from typing import Any

from mockcore.errors import Gone, Unprocessable
from mockcore.request import uploaded_files
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
from mockcore.request.uploaded_files import UNIFIED
from mockcore.store.records import Stored

# A part has more than 5 MiB, unless it is the last one.
LEAST_BYTES, MOST_BYTES, MOST_PARTS = 5 * 1024**2 + 1, 100 * 1024**2, 10_000
_UNSAFE = re.compile(r"[^\w.\- ()]+")


@before(UNIFIED, "create")
def reserve(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An upload with an address for each part. Raises: Unprocessable naming a part of the wrong size."""
    _check(values)
    identifier, url = uploaded_files.named(context)
    now = context.clock.epoch()
    values |= {"key": identifier, "upload_id": identifier, "status": "ready", "address": url}
    values |= {"kept_until": now + uploaded_files.DAY, "upload_expires_at": now + uploaded_files.DAY}
    values["sanitized_file_name"] = _UNSAFE.sub("_", str(values.get("file_name") or ""))


def _check(values: dict[str, Any]) -> None:
    parts = values.get("segments") or []
    if len(parts) == 1:
        parts[0].setdefault("size", values.get("file_size"))
    wrong: dict[str, list[str]] = {}
    if not 1 <= len(parts) <= MOST_PARTS:
        wrong["segments"] = [f"must be 1 to {MOST_PARTS}"]
    for position, segment in enumerate(parts):
        least = 1 if position == len(parts) - 1 else LEAST_BYTES
        if not least <= (segment.get("size") or 0) <= MOST_BYTES:
            wrong[f"segments.{position}.size"] = [f"must be {least} to {MOST_BYTES} bytes"]
    if not wrong and sum(segment["size"] for segment in parts) != values.get("file_size"):
        wrong["file_size"] = ["is not the sum of the segments"]
    if wrong:
        raise Unprocessable(fields=wrong)


@before(UNIFIED, "update")
def complete(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """The ETags of the parts in order, null for one that is still missing; all of them complete the upload.

    Raises: Gone when it has expired, Unprocessable for an ETag that is none of what was received.
    """
    if record is None:
        return
    if uploaded_files.expired(record, context.clock):
        raise Gone("The upload has expired.")
    uploaded_files.own(context, record)
    etags = values.pop("part_etags", None)
    if etags is None:
        return
    parts = record.body.get("segments") or []
    if len(etags) > len(parts):
        raise Unprocessable(fields={"part_etags": [f"must be {len(parts)} at most"]})
    received = uploaded_files.tags(context, record, len(parts))
    tags = [str(tag).strip('"') if tag else None for tag in etags]
    strangers = [position for position, tag in enumerate(tags) if tag not in (None, received[position])]
    wrong = {f"part_etags.{position}": ["is not the ETag of what was received"] for position in strangers}
    if wrong:
        raise Unprocessable(fields=wrong)
    earlier = [*(record.body.get("tags") or []), *[None] * len(parts)]
    values["tags"] = [new or old for new, old in zip([*tags, *[None] * len(parts)], earlier[: len(parts)], strict=False)]
    if all(values["tags"]):
        uploaded_files.joined(context, record, len(parts), record.body["file_name"], record.body["content_type"])
        values["status"] = "complete"
    elif any(values["tags"]):
        values["status"] = "receiving"


@computed(UNIFIED, "status")
def status(upload: Stored, context: Context) -> Any:
    """A complete upload is available to whoever asks afterwards."""
    stored = upload.body.get("status")
    return "available" if stored == "complete" and context.call.method == "GET" else stored


@computed(UNIFIED, "segments")
def segments(upload: Stored, context: Context) -> list[dict[str, Any]]:
    """The parts with addresses that are good from now on; none once the file is there. Source: reference."""
    if upload.body.get("status") == "complete" and context.call.method == "GET":
        return []
    until = context.clock.epoch() + uploaded_files.HOUR
    address = upload.body.get("address") or f"{context.call.url}/_mockcore/storage/{upload.key}"
    return [
        {
            **segment,
            "url": f"{address}?part={position}&expires={until}",
            "url_expires_at": until,
            "headers": {"Content-Length": str(segment.get("size") or 0)},
        }
        for position, segment in enumerate(upload.body.get("segments") or [])
    ]
