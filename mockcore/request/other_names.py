"""What a body calls otherwise than the answers: attributes under the field that shows them, uploads as the files that they are.

Which attributes these are is worked out with the document. Source: decisions, What is accepted is shown.
"""

from collections.abc import Mapping
from typing import Any

from mockcore.reference.operation import Kind
from mockcore.reference.references import MARKS, UPLOAD
from mockcore.request.context import Context
from mockcore.request.uploaded_files import taken
from mockcore.store.records import Stored

NESTED = "_attributes"


def settle(context: Context, kind: Kind, values: dict[str, Any], record: Stored | None) -> None:
    """Puts what a tool has left of such attributes where answers look for it.

    Raises: Unprocessable naming an upload that is not there, not the caller's, or has received nothing.
    """
    for name in kind.uploads:
        if name in values:
            _take(context, values, name)
    for name in kind.written:
        if name in values:
            value, field = values.pop(name), kind.written[name]
            old = record.body.get(field) if record is not None else None
            values[field] = _merged(context, old or [], value) if name.endswith(NESTED) and isinstance(value, list) else value


def _take(context: Context, values: dict[str, Any], name: str) -> None:
    """The file of each upload that an attribute is, or has inside, beside its id."""
    value = values[name]
    for inner in value if isinstance(value, list) else [value]:
        if isinstance(inner, dict):
            for member in list(inner):
                _take(context, inner, member)
    if value and isinstance(value, str) and name.endswith(UPLOAD):
        file = taken(context, name, value)
        stem = next(name.removesuffix(ending).rstrip("_") for ending in UPLOAD if name.endswith(ending))
        values.setdefault(stem or "file", file)
        if not stem:
            for field in ("filename", "url", "content_type", "size"):
                values.setdefault(field, file[field])
            values.setdefault("file_name", file["filename"])


def _merged(context: Context, old: list[Any], rows: list[Any]) -> list[Any]:
    """Nested rows as Rails takes them: one that names an id changes or removes that row, the others are new."""
    by_id = {row["id"]: row for row in old if isinstance(row, Mapping) and "id" in row}
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        number = row.get("id") or context.records.next_id()
        if any(row.get(mark) for mark in MARKS):
            by_id.pop(number, None)
        else:
            by_id[number] = {**by_id.get(number, {}), **row, "id": number}
    return list(by_id.values())
