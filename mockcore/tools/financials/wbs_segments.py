"""The patterns of companies and projects, and their segments. Source: documented, Work Breakdown Structure tutorial."""

from typing import Any

from mockcore.domain.work_breakdown import (
    CUSTOM,
    DELIMITER,
    SEGMENTS,
    Segment,
    items,
    segment,
    segments,
    shown_segment,
    stored_pattern,
    used,
)
from mockcore.errors import NotFound, Reason, Unprocessable
from mockcore.request import deletion
from mockcore.request.context import Context
from mockcore.request.declare import action

MOST_CUSTOM = 10
CHANGEABLE = ("name", "project_can_modify_origin_project", "project_can_delete_origin_company")


def _here(context: Context) -> list[Segment]:
    """The segments in the order of the request's scope."""
    return segments(context, context.project_id)


@action("GET work_breakdown_structure/patterns")
def show_pattern(context: Context) -> Any:
    """The scope's pattern with its segments in order."""
    stored = stored_pattern(context)
    shown = {"id": stored.id, "description": stored.body.get("description")}
    shown |= {"created_at": stored.created_at, "updated_at": stored.updated_at}
    if context.project_id is not None:
        shown["is_project_level_ordered"] = bool(stored.body.get("is_project_level_ordered"))
    return {
        **shown,
        "segments": [shown_segment(context, place, context.project_id) for place in _here(context) if place.included],
    }


@action("PUT work_breakdown_structure/patterns/update_segment_order")
def order(context: Context) -> None:
    """Puts the segments in the given order. Raises: Unprocessable unless it names each of the pattern once."""
    rows = context.attributes.get("updated_order") or []
    places = [(row.get("position"), row.get("segment_id")) for row in rows if isinstance(row, dict)]
    inside = [place.record.id for place in _here(context) if place.included]
    positions = [position for position, _ in places]
    if sorted(str(number) for _, number in places) != sorted(map(str, inside)) or len(set(positions)) != len(positions):
        raise Unprocessable(fields={"updated_order": ["must give each segment of the pattern one position"]})
    ordered = [int(str(number)) for _, number in sorted(places, key=lambda row: int(row[0] or 0))]
    if context.project_id is not None:
        context.change(stored_pattern(context), {"segment_ids": ordered, "is_project_level_ordered": True})
        return
    for place in _here(context):
        context.change(place.record, {"position": ordered.index(place.record.id)})


@action("PUT work_breakdown_structure/patterns/add_segment")
def add(context: Context) -> None:
    """Takes a segment of the company into the project's pattern, at its end. Raises: Unprocessable when it is in."""
    place = _named(context)
    if place.included:
        raise Unprocessable(fields={"segment_id": ["is in the pattern already"]})
    inside = [other.record.id for other in _here(context) if other.included]
    context.change(stored_pattern(context), {"segment_ids": [*inside, place.record.id]})


@action("PUT work_breakdown_structure/patterns/remove_segment")
def remove(context: Context) -> None:
    """Takes a custom segment out of it. Raises: Unprocessable for a default one, or one whose items are in use."""
    place = _named(context)
    if not place.included or place.type != CUSTOM:
        raise Unprocessable(fields={"segment_id": ["cannot be removed from the pattern"]})
    _unused(context, place)
    inside = [other.record.id for other in _here(context) if other.included and other.record.id != place.record.id]
    context.change(stored_pattern(context), {"segment_ids": inside})


def _named(context: Context) -> Segment:
    try:
        return segment(context, context.attributes.get("segment_id"))
    except NotFound:
        raise Unprocessable(fields={"segment_id": [Reason.UNKNOWN]}) from None


def _unused(context: Context, place: Segment) -> None:
    taken = used(context, context.project_id)
    if any(record.id in taken for record in items(context, place, context.project_id)):
        raise Unprocessable(fields={"base": ["Items of this segment are in use by WBS codes"]})


@action("GET work_breakdown_structure/segments")
def list_segments(context: Context) -> list[Any]:
    """The segments of the company; in a project with whether its pattern has them."""
    return [shown_segment(context, place, context.project_id) for place in _here(context)]


@action("GET work_breakdown_structure/segments/{}")
def show_segment(context: Context) -> Any:
    """One segment. Raises: NotFound."""
    place = segment(context, context.inputs.path["id"])
    return {**shown_segment(context, place, context.project_id), "tiered": place.tiered}


@action("POST work_breakdown_structure/segments")
def create_segment(context: Context) -> Any:
    """A custom segment, last in the company's pattern. Raises: Unprocessable for the eleventh, or a name that is taken."""
    places = _here(context)
    if sum(place.type == CUSTOM for place in places) >= MOST_CUSTOM:
        raise Unprocessable(fields={"base": [f"A company can have at most {MOST_CUSTOM} custom segments"]})
    values = context.attributes
    _check_name(places, values.get("name"))
    body = {
        "name": values["name"],
        "type": CUSTOM,
        "structure": values.get("structure"),
        "position": len(places),
        "required": False,
        "delimiter": DELIMITER,
        **{name: bool(values.get(name)) for name in CHANGEABLE if name != "name"},
    }
    record = context.put(SEGMENTS, body)
    return shown_segment(context, Segment(record, len(places), True), None)


@action("PATCH work_breakdown_structure/segments/{}")
def update_segment(context: Context) -> None:
    """Renames a custom segment, or changes what projects may do with the items of any."""
    place = segment(context, context.inputs.path["id"])
    context.may_change(place.record)
    values = {name: value for name, value in context.attributes.items() if name in CHANGEABLE and value is not None}
    if "name" in values:
        if place.type != CUSTOM and values["name"] != place.record.body["name"]:
            raise Unprocessable(fields={"name": ["of a default segment cannot be changed"]})
        _check_name([other for other in _here(context) if other.record.id != place.record.id], values["name"])
    context.change(place.record, values)


@action("DELETE work_breakdown_structure/segments/{}")
def delete_segment(context: Context) -> None:
    """A custom segment goes with its items. Raises: Unprocessable for a default one, and while items are in use."""
    place = segment(context, context.inputs.path["id"])
    context.may_delete()
    if place.type != CUSTOM:
        raise Unprocessable(fields={"base": ["A default segment cannot be deleted"]})
    _unused(context, place)
    deletion.remove(context, place.record)
    for position, other in enumerate(_here(context)):
        context.change(other.record, {"position": position})


@action("GET work_breakdown_structure/segments/{}/lists")
def list_lists(context: Context) -> list[Any]:
    """The item lists of a segment: a company can have several of standard cost codes."""
    place = segment(context, context.inputs.path["segment_id"])
    if place.type != "cost_code":
        return []
    counted = [record.body.get("standard_cost_code_list_id") for record in items(context, place, context.project_id)]
    return [
        {
            "id": record.id,
            "name": record.body.get("name"),
            "segment_items_count": counted.count(record.id),
            "erp_integrated": bool(record.body.get("is_erp_list")),
            "available_to_use_on_new_projects": bool(record.body.get("available_to_use_on_new_projects")),
        }
        for record in context.select(context.scoped("standard_cost_code_lists"))
    ]


def _check_name(others: list[Segment], name: Any) -> None:
    if not str(name or "").strip():
        raise Unprocessable(fields={"name": [Reason.BLANK]})
    if any(str(place.record.body.get("name")).casefold() == str(name).casefold() for place in others):
        raise Unprocessable(fields={"name": [Reason.TAKEN]})
