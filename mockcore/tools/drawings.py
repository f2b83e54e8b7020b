"""Drawings: disciplines, the current revision, uploads on their way to review. Source: drawings tutorial; reference.

How long an upload takes, and that a file for a known drawing is its next revision at once, is assumed.
"""

from typing import Any

from mockcore.domain.file_addresses import ADDRESSES, address
from mockcore.domain.upload_states import FIRST, state_of
from mockcore.errors import Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import after, before, computed, narrow
from mockcore.request.uploaded_files import taken
from mockcore.store.query import Condition, Selection, total
from mockcore.store.records import Stored

AREAS, SETS, DISCIPLINES = "drawing_areas", "drawing_sets", "drawing_disciplines"
DRAWINGS, REVISIONS, UPLOADS = "drawings", "drawing_revisions", "drawing_uploads"


@before(DRAWINGS, "create", "update")
def name_discipline(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A discipline that a drawing names is made when there is none of that name."""
    named = values.pop("drawing_discipline", None)
    name = named.get("name") if isinstance(named, dict) else None
    if isinstance(name, str) and name:
        discipline = context.first(DISCIPLINES, name=name) or context.put(DISCIPLINES, {"name": name})
        values |= {"discipline": name, "drawing_discipline_id": discipline.id}


@narrow(DRAWINGS)
def of_area(context: Context, selection: Selection) -> None:
    """``drawing_area_id`` asks for those of an area. Raises: NotFound for no such area. Source: observed."""
    number = context.inputs.query.get("drawing_area_id")
    if isinstance(number, int):
        selection.parent_id = context.locate(AREAS, number).id
        selection.conditions = [term for term in selection.conditions if term.field != "drawing_area_id"]


@computed(DRAWINGS, "discipline")
def discipline_name(drawing: Stored, context: Context) -> Any:
    """What the drawing's discipline is called, also once it was renamed."""
    number = drawing.body.get("drawing_discipline_id")
    discipline = context.find(DISCIPLINES, number) if isinstance(number, int) else None
    return discipline.body.get("name") if discipline else drawing.body.get("discipline")


@computed(DRAWINGS, "current_revision")
def current_revision(drawing: Stored, context: Context) -> Any:
    """The revision in force."""
    revision = context.once((REVISIONS, _project(context, drawing)), lambda: _in_force(context, drawing)).get(drawing.id)
    names = ("floorplan", "has_drawing_sketches", "pdf_size", "png_size", "revision_number")
    if revision is None:
        return None
    urls = {name: address(revision, context, REVISIONS, name) for name in ADDRESSES[REVISIONS] if name != "zip_url"}
    shown = {name: revision.body.get(name) for name in names} | urls
    flags = {name: bool(shown[name]) for name in ("floorplan", "has_drawing_sketches")}
    return {**shown, **flags, "id": revision.id, "updated_at": revision.updated_at}


def _project(context: Context, drawing: Stored) -> int | None:
    area = context.find(AREAS, drawing.parent_id) if drawing.parent_id else None
    return area.project_id if area else None


def _in_force(context: Context, drawing: Stored) -> dict[int, Stored]:
    """The revisions in force of all drawings of a project, by drawing: a list asks for many of them."""
    selection = Selection(REVISIONS, company_id=drawing.company_id, project_id=_project(context, drawing))
    selection.conditions = [Condition("drawing_id", "set", None), Condition("current", "eq", 1)]
    return {revision.body["drawing_id"]: revision for revision in context.every(selection)}


def _current(context: Context, drawing: Stored) -> Stored | None:
    selection = Selection(REVISIONS, company_id=drawing.company_id, project_id=_project(context, drawing), sort=[("id", True)])
    selection.conditions = [Condition("drawing_id", "eq", drawing.id), Condition("current", "eq", 1)]
    return context.records.first(selection)


@computed(AREAS, "drawings_count")
def drawings_count(area: Stored, context: Context) -> int:
    """How many drawings an area holds."""
    return total(context.records.storage, Selection(DRAWINGS, company_id=area.company_id, parent_id=area.id))


@before(UPLOADS, "create")
def take_files(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An upload waits in the queue with its PDF files. Raises: Unprocessable for other files or unknown uploads."""
    values["status"] = FIRST
    if values.get("drawing_area_id") is None:
        area = context.first(AREAS)
        values["drawing_area_id"] = area.id if area else None
    imports = [dict(row) for row in values.pop("drawing_log_imports", None) or [] if isinstance(row, dict)]
    files = [*(values.pop("attachments", None) or []), *(values.pop("files", None) or [])]
    imports += [{name: file.get(name) for name in ("filename", "url", "size")} for file in files if isinstance(file, dict)]
    for position, row in enumerate(imports):
        if row.get("upload_uuid"):
            file = taken(context, f"drawing_log_imports[{position}].upload_uuid", row["upload_uuid"])
            row |= {"filename": file["filename"], "url": file["url"], "size": file["size"]}
        if not str(row.get("filename") or ".pdf").lower().endswith(".pdf"):
            raise Unprocessable(fields={"files": ["must be PDF files"]})
        row["id"] = row.get("id") or context.records.next_id()
        row.setdefault("drawing_set_id", values.get("drawing_set_id"))
        row.setdefault("drawing_date", values.get("drawing_date"))
        row.setdefault("received_date", values.get("received_date"))
    values["drawing_log_imports"] = imports


@after(UPLOADS, "create")
def revise(context: Context, upload: Stored) -> None:
    """A file for a known drawing is its next revision, which is in force from now on."""
    for row in upload.body.get("drawing_log_imports") or []:
        drawing = context.find(DRAWINGS, row["drawing_id"]) if isinstance(row.get("drawing_id"), int) else None
        if drawing is None:
            continue
        old = _current(context, drawing)
        if old is not None:
            context.change(old, {"current": False})
        values = {name: row.get(name) for name in ("drawing_date", "received_date", "drawing_set_id", "drawing_id")}
        values |= {"pdf_url": row.get("url"), "pdf_size": row.get("size"), "revision_number": row.get("default_revision")}
        values |= {name: drawing.body.get(name) for name in ("number", "title", "drawing_discipline_id")}
        context.put(REVISIONS, {**values, "drawing_area_id": drawing.parent_id, "current": True, "obsolete": False})


@computed(UPLOADS, "status", moving=True)
def status(upload: Stored, context: Context) -> Any:
    """In the queue, in progress, then ready for review, or reviewed where every file is for a known drawing."""
    imports = upload.body.get("drawing_log_imports") or []
    return state_of(context, upload, reviewed=bool(imports) and all(row.get("drawing_id") for row in imports))
