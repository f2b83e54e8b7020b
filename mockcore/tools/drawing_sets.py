"""What drawing sets and areas have in them. Source: reference (the fields); that a revision is published at once is assumed."""

from collections import defaultdict
from typing import Any

from mockcore.errors import Conflict
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
from mockcore.store.query import Condition, Selection, total
from mockcore.store.records import Stored

AREAS, SETS, DRAWINGS, REVISIONS = "drawing_areas", "drawing_sets", "drawings", "drawing_revisions"


@computed(SETS, "published_drawings_count")
def published_drawings_count(drawing_set: Stored, context: Context) -> int:
    """How many drawings have a revision in the set."""
    return len(_drawings_of(context, drawing_set))


@computed(SETS, "deletable")
def deletable(drawing_set: Stored, context: Context) -> bool:
    """Whether no drawing has a revision in the set."""
    return not _drawings_of(context, drawing_set)


@computed(AREAS, "deletable")
@computed(AREAS, "area_deletable")
def area_deletable(area: Stored, context: Context) -> bool:
    """Whether there is no drawing in the area."""
    return not total(context.records.storage, Selection(DRAWINGS, company_id=area.company_id, parent_id=area.id))


@before(SETS, "delete")
def keep_set(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A set with drawings stays. Raises: Conflict. Source: reference (``deletable``); that it is a 409 is assumed."""
    if record is not None and not deletable(record, context):
        raise Conflict("The drawing set has drawings: delete them, or move them to another set, before it is deleted.")


@before(AREAS, "delete")
def keep_area(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An area with drawings stays. Raises: Conflict. Source: reference (``area_deletable``); that it is a 409 is assumed."""
    if record is not None and not area_deletable(record, context):
        raise Conflict("The drawing area has drawings: delete them, or move them to another area, before it is deleted.")


def _drawings_of(context: Context, drawing_set: Stored) -> set[Any]:
    place = (REVISIONS, SETS, drawing_set.project_id)
    by_set: dict[Any, set[Any]] = context.once(place, lambda: _by_set(context, drawing_set.project_id))
    return by_set.get(drawing_set.id, set())


def _by_set(context: Context, project_id: int | None) -> dict[Any, set[Any]]:
    """The drawings of each set of a project: a list asks for many of them."""
    selection = Selection(REVISIONS, company_id=context.company_id, project_id=project_id)
    selection.conditions = [Condition("drawing_id", "set", None)]
    by_set = defaultdict[Any, set[Any]](set)
    for revision in context.every(selection):
        drawing_set = revision.body.get("drawing_set")
        number = revision.body.get("drawing_set_id") or (
            drawing_set.get("id") if isinstance(drawing_set, dict) else drawing_set
        )
        by_set[number].add(revision.body["drawing_id"])
    return by_set
