"""Documents: the folder tree, flat lists of it, and uploads. Source: reference; documented, attachments and uploads."""

from dataclasses import replace
from typing import Any

from ulid import ULID

from mockcore.behaviours.context import Context
from mockcore.behaviours.contract import action, before, computed
from mockcore.errors import Conflict
from mockcore.spec.schema import main_type, unwrapped
from mockcore.store.query import Condition, Wanted
from mockcore.store.records import Stored

FOLDERS, FILES, UPLOADS = "folders", "files", "uploads"


@action("GET folders")
def root(context: Context) -> Any:
    """The root folder with its folders and files; deeper ones are asked for by id."""
    number = context.project_id or context.company_id or 0
    name = {"name": "Root Folder", "name_with_path": "", "read_only": False, "private": False}
    at = context.now()
    place = Stored(number, 1, "", FOLDERS, context.company_id, context.project_id, None, None, at, at, None, name)
    return _shown(context, place, None)


@action("GET folders/{}")
def folder(context: Context) -> Any:
    """A folder with what it contains."""
    found = context.visible(context.records.get(FOLDERS, context.inputs.path["id"]))
    return _shown(context, found, found.id)


def _shown(context: Context, place: Stored, parent_id: int | None) -> Any:
    folders, files = (_inside(context, kind, parent_id) for kind in (FOLDERS, FILES))
    body = {
        **place.body,
        "folders": [part.id for part in folders],
        "files": [part.id for part in files],
        "has_children": bool(folders or files),
        "has_children_files": bool(files),
        "has_children_folders": bool(folders),
    }
    return context.answered(replace(place, _body=body))


def _inside(context: Context, kind: str, parent_id: int | None) -> list[Stored]:
    wanted: Wanted = context.scoped(kind)
    wanted.limit = 10_000
    wanted.conditions = [Condition("parent_id", "null", None)] if parent_id is None else []
    wanted.parent_id = parent_id
    return context.select(wanted)


@before(FOLDERS, "create", "update")
@before(FILES, "create", "update")
def place_it(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Puts the folder or file below its parent. Raises: Conflict for a name that the parent has already."""
    parent = values.get("parent_id")
    below = parent if isinstance(parent, int) and context.find(FOLDERS, parent) else None
    if record is None:
        context.parent_id = below
    elif "parent_id" in values:
        record.parent_id = below
    else:
        below = record.parent_id
    name = values.get("name") or (record.body.get("name") if record else None)
    others = _inside(context, context.operation.kind, below) if name and {"name", "parent_id"} & set(values) else []
    if any(part.body.get("name") == name for part in others if record is None or part.id != record.id):
        told = ["A file or folder with this name exists already in this folder."]
        raise Conflict(fields={"base": told})


@action("GET documents")
def documents(context: Context) -> Any:
    """Folders and files of the whole tree in one list."""
    inner, envelope = unwrapped(context.operation.response or {})
    items = inner.get("items", {}) if main_type(inner) == "array" else inner
    shown = []
    for kind, name in ((FOLDERS, "folder"), (FILES, "file")):
        wanted = context.scoped(kind)
        wanted.limit = 10_000
        resolve = context.projector.object(items, kind)
        for record in context.select(wanted):
            record.body["document_type"] = name
            record.body["parent_id"] = record.parent_id
            record.body["children"] = _children(context, record) if kind == FOLDERS else None
            record.body["file"] = _details(record) if kind == FILES else None
            shown.append(resolve(record, context))
    return {"data": shown} if envelope else shown


def _children(context: Context, place: Stored) -> dict[str, bool]:
    told = (has_children, has_children_files, has_children_folders)
    return {tell.__name__: tell(place, context) for tell in told}


def _details(file: Stored) -> dict[str, Any]:
    versions = file.body.get("file_versions") or []
    kept = {name: file.body.get(name) for name in ("checked_out_until", "description", "file_type")}
    return {**kept, "current_version": versions[-1] if versions else None}


@computed(FOLDERS, "has_children")
def has_children(place: Stored, context: Context) -> bool:
    """Whether anything is in the folder."""
    return has_children_files(place, context) or has_children_folders(place, context)


@computed(FOLDERS, "has_children_files")
def has_children_files(place: Stored, context: Context) -> bool:
    """Whether a file is in the folder; the root is told by whoever shows it."""
    return place.body.get("has_children_files") or bool(context.children(FILES, place.id))


@computed(FOLDERS, "has_children_folders")
def has_children_folders(place: Stored, context: Context) -> bool:
    """Whether a folder is in the folder; the root is told by whoever shows it."""
    return place.body.get("has_children_folders") or bool(context.children(FOLDERS, place.id))


@before(UPLOADS, "create")
def reserve(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An upload is named by a ULID and received at our own storage address. Source: documented, uploads tutorial."""
    number = context.records.next_number("upload")
    milliseconds = context.clock.epoch() * 1000
    identifier = str(ULID.from_int((milliseconds << 80) | number))
    key = f"companies/{context.company_id}/{identifier}"
    name = values.get("response_filename") or identifier
    values |= {"key": identifier, "uuid": identifier, "url": f"{context.call.url}/_mockcore/storage/{identifier}"}
    values["fields"] = {
        "key": key,
        "Content-Type": values.get("response_content_type") or "application/octet-stream",
        "Content-Disposition": f'inline; filename="{name}"',
        "policy": identifier,
        "x-amz-algorithm": "AWS4-HMAC-SHA256",
        "x-amz-credential": "mockcore",
        "x-amz-date": context.now().replace("-", "").replace(":", ""),
        "x-amz-signature": f"{number:064x}",
    }
    segments = values.get("segments") or []
    values["status"] = "ready" if segments else "non_segmented"
    for position, segment in enumerate(segments):
        segment["url"] = f"{values['url']}?part={position}"
        segment["headers"] = {"content-length": str(segment.get("size") or 0)}


@before(UPLOADS, "update")
def complete(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """The ETags of all segments, in order, complete a segmented upload. Source: documented, uploads tutorial."""
    if record is None or "segments" not in values:
        return
    known = record.body.get("segments") or []
    given = values["segments"] or []
    values["segments"] = [{**part, **new} for part, new in zip(known, [*given, *[{}] * len(known)], strict=False)]
    parts = [context.records.blob(f"{record.key}-{position}") for position in range(len(known))]
    if known and all(part.get("etag") for part in values["segments"]) and all(parts):
        told = record.body.get("fields") or {}
        name, kind = str(record.body.get("response_filename")), str(told.get("Content-Type"))
        context.records.keep_blob(str(record.key), context.company_id, name, kind, b"".join(part[2] for part in parts if part))
        values["status"] = "complete"
    else:
        values["status"] = "receiving"
