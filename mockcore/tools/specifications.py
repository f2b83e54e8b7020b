"""Specifications: what sections are called, their revisions, uploads on their way to review.

Source: observed (labels); reference (the fields, `all_revisions`); assumed (how long an upload takes, and that one for a known
section is its next revision at once, as drawings are).
"""

from typing import Any

from mockcore.domain.upload_states import FIRST, state_of
from mockcore.request.context import Context
from mockcore.request.declare import after, before, computed, filtered, narrow
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

SECTIONS, REVISIONS, UPLOADS = "specification_sections", "specification_section_revisions", "specification_uploads"


@computed(SECTIONS, "label")
def label(section: Stored, context: Context) -> str | None:
    """Number and description: ``033000 - Cast-in-Place Concrete``."""
    parts = (section.body.get("number"), section.body.get("description"))
    return " - ".join(str(text) for text in parts if text not in (None, "")) or section.body.get("label")


@computed(SECTIONS, "current_revision_id")
def current_revision_id(section: Stored, context: Context) -> int | None:
    """The newest revision of the section. Source: reference; that it is the newest is assumed."""
    return context.once((REVISIONS, section.project_id), lambda: _newest(context, section.project_id)).get(section.id)


def _newest(context: Context, project_id: int | None) -> dict[int, int]:
    """The newest revision of each section of a project: a list asks for many of them."""
    selection = Selection(REVISIONS, company_id=context.company_id, project_id=project_id, sort=[("id", False)])
    selection.conditions = [Condition("specification_section_id", "set", None)]
    return {revision.body["specification_section_id"]: revision.id for revision in context.every(selection)}


@narrow(REVISIONS)
def only_current(context: Context, selection: Selection) -> None:
    """The newest revision of each section, unless ``all_revisions`` asks for the others too. Source: reference."""
    if context.inputs.query.get("all_revisions"):
        return
    newest = _newest(context, context.project_id)
    selection.conditions.append(Condition("id", "in", sorted(newest.values())))


@before(UPLOADS, "create")
def wait_in_queue(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An upload waits in the queue. Source: reference."""
    values["status"] = FIRST


@after(UPLOADS, "create")
def revise(context: Context, upload: Stored) -> None:
    """An upload for a known section is its next revision, which is in force from now on. Source: assumed."""
    number = upload.body.get("specification_section_id")
    section = context.find(SECTIONS, number) if isinstance(number, int) else None
    if section is None:
        return
    values = {name: upload.body.get(name) for name in ("issued_date", "received_date", "specification_set_id")}
    values |= {name: section.body.get(name) for name in ("number", "description", "specification_section_division_id")}
    context.put(REVISIONS, {**values, "revision": upload.body.get("default_revision"), "specification_section_id": section.id})


@computed(UPLOADS, "status", moving=True)
def status(upload: Stored, context: Context) -> Any:
    """In the queue, in progress, then ready for review, or reviewed where it is for a known section. Source: assumed."""
    return state_of(context, upload, reviewed=bool(upload.body.get("specification_section_id")))


@filtered(UPLOADS, "status")
def in_state(context: Context, values: list[Any]) -> list[Condition]:
    """Uploads that are in one of the states now."""
    uploads = context.every(context.scoped(UPLOADS))
    return [Condition("id", "in", [upload.id for upload in uploads if status(upload, context) in values])]
