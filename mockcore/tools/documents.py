"""Documents: the folder tree, flat lists of it. Source: reference."""

from dataclasses import replace
from typing import Any

from mockcore.domain.references import referenced
from mockcore.errors import NameTaken
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed, filtered
from mockcore.request.envelope import shown
from mockcore.request.filtering import filters, is_true
from mockcore.request.paging import paged
from mockcore.store.links import label
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Placement, Stored

FOLDERS, FILES = "folders", "files"
NOWHERE = -1


@action("GET folders")
def root(context: Context) -> Any:
    """The root folder with its folders and files; deeper ones are asked for by id."""
    number = context.project_id or context.company_id or 0
    name = {"name": "Root Folder", "name_with_path": "", "read_only": False, "private": False}
    place = Placement(context.company_id, context.project_id)
    return _shown(context, Stored.new(FOLDERS, number, name, context.now(), place), None)


@action("GET folders/{}")
def folder(context: Context) -> Any:
    """A folder with what it contains; the root folder has the id of its project or company (assumed)."""
    if context.inputs.path["id"] == (context.project_id or context.company_id):
        return root(context)
    place = context.record(FOLDERS)
    return _shown(context, place, place.id)


def _shown(context: Context, place: Stored, parent_id: int | None) -> Stored:
    folders, files = (
        [] if context.inputs.query.get(f"exclude_{kind}") else _inside(context, context.seen(kind), parent_id)
        for kind in (FOLDERS, FILES)
    )
    body = {
        **place.body,
        "folders": [record.id for record in folders],
        "files": [record.id for record in files],
        "has_children": bool(folders or files),
        "has_children_files": bool(files),
        "has_children_folders": bool(folders),
    }
    return replace(place, _body=body)


def _inside(context: Context, selection: Selection, parent_id: int | None) -> list[Stored]:
    if parent_id is None:
        selection.conditions.append(Condition("parent_id", "null", None))
    selection.parent_id = parent_id
    return context.every(selection)


@before(FOLDERS, "create", "update")
@before(FILES, "create", "update")
def place_it(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Puts the folder or file below its parent.

    Raises: NameTaken for a name that the parent has already, Unprocessable for the root of another project.
    """
    parent = values.get("parent_id")
    inside = isinstance(parent, int) and parent != (context.project_id or context.company_id)
    below = referenced(context, FOLDERS, parent, "parent_id").id if inside else None
    if record is None:
        context.parent_id = below
    elif "parent_id" in values:
        record.parent_id = below
    else:
        below = record.parent_id
    name = values.get("name") or (record.body.get("name") if record else None)
    if name and not {"name", "parent_id"}.isdisjoint(values):
        kind, place = context.operation.kind, record or context
        text = label(kind, place.company_id, place.project_id, "name", name, [below])
        for other in context.records.links.labelled(kind, "name", text):
            if record is None or other.id != record.id:
                raise NameTaken(shown(context, other))


@action("GET documents")
def documents(context: Context) -> list[Stored]:
    """Folders and files of the whole tree in one list, filtered, sorted and paged."""
    rows = [(name, record) for kind, name in ((FOLDERS, "folder"), (FILES, "file")) for record in _listed(context, kind, name)]
    page = []
    for name, record in paged(context, _sorted(context, rows)):
        shown = {
            "document_type": name,
            "parent_id": record.parent_id,
            "children": _children(context, record) if name == "folder" else None,
            "file": _details(record) if name == "file" else None,
        }
        record.replace_body({**record.body, **shown})
        page.append(record)
    return page


def _listed(context: Context, kind: str, name: str) -> list[Stored]:
    query = context.inputs.query
    if query.get("filters[document_type]") not in (None, name):
        return []
    selection = context.seen(kind)
    selection.deleted = "only" if query.get("filters[is_in_recycle_bin]") else "no"
    if query.get("filters[folder_id]") not in (None, ""):
        # A folder that cannot be holds nothing.
        selection.parent_id = identified(query["filters[folder_id]"]) or NOWHERE
    selection.conditions += filters(context, context.catalog.kind(kind), searching=False)
    text = str(query.get("filters[search]") or "").lower()
    return [record for record in context.every(selection) if text in str(record.body.get("name")).lower()]


def _passed(context: Context, values: list[Any]) -> list[Condition]:
    """Told by the lists themselves."""
    return []


@filtered(FOLDERS, "private")
@filtered(FILES, "private")
def private(context: Context, values: list[Any]) -> list[Condition]:
    """What is private, or what is not."""
    return [Condition("private", "eq", 1)] if is_true(values[-1]) else [Condition("private", "unless", 0)]


@filtered(FOLDERS, "file_type")
@filtered(FILES, "file_type")
def of_file_type(context: Context, values: list[Any]) -> list[Condition]:
    """Files of the types; a folder is of none."""
    return [Condition("file_type", "in", [str(value).lower().lstrip(".") for value in values])]


@filtered(FOLDERS, "custom_tag_ids")
@filtered(FILES, "custom_tag_ids")
def tagged(context: Context, values: list[Any]) -> list[Condition]:
    """Folders and files with one of the tags."""
    return _referring("custom_tag", values)


@filtered(FOLDERS, "created_by_id")
@filtered(FILES, "created_by_id")
def of_creators(context: Context, values: list[Any]) -> list[Condition]:
    """Folders and files that the people made."""
    return _referring("created_by", values)


def _referring(name: str, values: list[Any]) -> list[Condition]:
    return [Condition(name, "refers", [number for number in map(identified, values) if number is not None] or [0])]


for _kind in (FOLDERS, FILES):
    filtered(_kind, "document_type", "folder_id", "is_in_recycle_bin")(_passed)


def _sorted(context: Context, listing: list[tuple[str, Stored]]) -> list[tuple[str, Stored]]:
    order = str(context.inputs.query.get("sort") or "")
    keys = {
        "name": lambda record: str(record.body.get("name")),
        "created_at": lambda record: str(record.created_at),
        "updated_at": lambda record: str(record.updated_at),
    }
    _, _, second = order.partition("document_type_then_")
    key = keys.get(second or order)
    rows = sorted(listing, key=lambda row: key(row[1])) if key else listing
    return sorted(rows, key=lambda row: row[0]) if order.startswith("document_type") else rows


def _children(context: Context, place: Stored) -> dict[str, bool]:
    fields = (has_children, has_children_files, has_children_folders)
    return {field.__name__: field(place, context) for field in fields}


def _details(file: Stored) -> dict[str, Any]:
    versions = file.body.get("file_versions") or []
    shown = {name: file.body.get(name) for name in ("checked_out_until", "description", "file_type")}
    return {**shown, "current_version": versions[-1] if versions else None}


@computed(FOLDERS, "has_children")
def has_children(place: Stored, context: Context) -> bool:
    """Whether anything is in the folder."""
    return has_children_files(place, context) or has_children_folders(place, context)


@computed(FOLDERS, "has_children_files")
def has_children_files(place: Stored, context: Context) -> bool:
    """Whether a file is in the folder; the root is told by whoever shows it."""
    return place.body.get("has_children_files") or _holds(context, place, FILES)


@computed(FOLDERS, "has_children_folders")
def has_children_folders(place: Stored, context: Context) -> bool:
    """Whether a folder is in the folder; the root is told by whoever shows it."""
    return place.body.get("has_children_folders") or _holds(context, place, FOLDERS)


def _holds(context: Context, place: Stored, kind: str) -> bool:
    def work() -> bool:
        selection = context.seen(kind)
        selection.parent_id = place.id
        return context.records.first(selection) is not None

    return context.once((kind, FOLDERS, place.id), work)
