"""The items of a segment: cost codes, cost types, sub jobs and those of custom segments, by one door.

Source: documented, Work Breakdown Structure tutorial; what a project may do with a company's items as the segment says.
"""

from typing import Any

from mockcore.domain.references import referenced
from mockcore.domain.work_breakdown import (
    COST_CODE,
    COST_TYPE,
    CUSTOM,
    ITEMS,
    Segment,
    Tiers,
    item_kind,
    parent_of,
    segment,
    shown_item,
    shown_segment,
    tiers,
    used,
)
from mockcore.errors import BadRequest, Forbidden, MockError, NotFound, Reason, Unprocessable
from mockcore.reference.coercion import INT64_MAX
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.request.deletion import remove
from mockcore.request.paging import paged
from mockcore.store.records import Stored

STATUSES = ("active", "inactive")
CHANGEABLE = ("code", "name", "status")
IN_USE = "is in use by a WBS code and cannot be deleted"


def _place(context: Context) -> tuple[Segment, Tiers]:
    of = segment(context, context.inputs.path["segment_id"])
    return of, tiers(context, of, context.project_id)


def _shown(context: Context, of: Segment, record: Stored) -> dict[str, Any]:
    scope = context.project_id
    among = tiers(context, of, scope)
    return shown_item(among, record, shown_segment(context, of, scope), in_use=record.id in used(context, scope))


@action("GET work_breakdown_structure/segments/{}/segment_items")
def list_items(context: Context) -> list[Any]:
    """The segment's items, by their codes; ``only_active_items`` and ``segment_item_list_id`` narrow them."""
    of, among = _place(context)
    query = context.inputs.query
    records = list(among.by_id.values())
    if query.get("only_active_items"):
        records = [record for record in records if record.body.get("status") != "inactive"]
    for name, key in (("segment_item_list_id", "standard_cost_code_list_id"), ("legacy_sub_job_id", "sub_job_id")):
        condition = query.get(name)
        if condition is not None and of.type == COST_CODE:
            records = [record for record in records if str(record.body.get(key)) == str(condition)]
    taken = used(context, context.project_id)
    shown = shown_segment(context, of, context.project_id)
    page = paged(context, sorted(records, key=lambda record: (among.code(record), record.id)))
    return [shown_item(among, record, shown, in_use=record.id in taken) for record in page]


@action("GET work_breakdown_structure/segments/{}/segment_items/{}")
def show_item(context: Context) -> Any:
    """One item. Raises: NotFound."""
    of, among = _place(context)
    return _shown(context, of, _item(context, among))


@action("POST work_breakdown_structure/segments/{}/segment_items")
def create_item(context: Context) -> Any:
    """A new item.

    Raises: Unprocessable for a code that is taken or a parent that cannot be one, Forbidden where projects may not add.
    """
    of, among = _place(context)
    kind = item_kind(of, context.project_id)
    if context.project_id is not None:
        _may_modify(of)
    values = {name: value for name, value in context.attributes.items() if value is not None}
    body: dict[str, Any] = {"code": values["code"], "name": values["name"], "status": "active"}
    parent = _parent(of, among, values.get("parent_id"))
    _check_code(among, values["code"], parent, None)
    if parent is not None:
        body["parent_id"] = parent
    body |= _beside(context, of, kind, values)
    record = context.put(kind, body, of.record.id if kind == ITEMS else None)
    return _shown(context, of, record)


def _beside(context: Context, of: Segment, kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """What the older operations show of the item. Raises: Unprocessable for a list or sub job that does not exist."""
    if of.type == COST_TYPE:
        return {"base_type": "other"}
    kinds = {"segment_item_list_id": "standard_cost_code_lists", "sub_job_id": "sub_jobs"}
    for name, other in kinds.items():
        if values.get(name) is not None:
            referenced(context, other, values[name], name)
    if kind == "standard_cost_codes":
        first = context.records.first(context.scoped("standard_cost_code_lists"))
        return {"standard_cost_code_list_id": values.get("segment_item_list_id") or (first.id if first else None)}
    return {"sub_job_id": values["sub_job_id"]} if of.type == COST_CODE and "sub_job_id" in values else {}


@action("PATCH work_breakdown_structure/segments/{}/segment_items/{}")
def update_item(context: Context) -> Any:
    """Another code, name or status. Raises: Unprocessable, Forbidden, NotFound."""
    of, among = _place(context)
    record = _item(context, among)
    context.may_change(record)
    _own(context, of, record)
    values = {name: value for name in CHANGEABLE if (value := context.attributes.get(name)) is not None}
    if "code" in values:
        _check_code(among, values["code"], parent_of(record), record)
    context.change(record, values)
    return _shown(context, of, record)


@action("PATCH work_breakdown_structure/segments/{}/segment_items/update_all")
def update_all(context: Context) -> None:
    """The same status for several items; all or none. Raises: Unprocessable for an id that is not of this segment."""
    of, among = _place(context)
    status = (context.attributes.get("attributes") or {}).get("status")
    if status not in STATUSES:
        raise Unprocessable(fields={"status": [Reason.NOT_LISTED]})
    for number in context.inputs.rows or ():
        record = among.by_id.get(number) if isinstance(number, int) else None
        if record is None:
            raise Unprocessable(fields={"ids": [f"{number} does not exist"]})
        context.may_change(record)
        _own(context, of, record)
        context.change(record, {"status": status})


@action("DELETE work_breakdown_structure/segments/{}/segment_items/{}")
def delete_item(context: Context) -> None:
    """The item goes. Raises: Unprocessable while a WBS code or items below need it."""
    of, among = _place(context)
    _delete(context, of, among, _item(context, among), used(context, context.project_id))


@action("DELETE work_breakdown_structure/segments/{}/segment_items/bulk_destroy")
def delete_items(context: Context) -> Any:
    """Each item that can go; why the others stay."""
    of, among = _place(context)
    taken, done, failed = used(context, context.project_id), list[int](), list[dict[str, Any]]()
    numbers = [identified(identifier) for identifier in context.inputs.rows or ()]
    if any(number is None or not -INT64_MAX - 1 <= number <= INT64_MAX for number in numbers):
        raise BadRequest(fields={"segment_item_ids": [Reason.NOT_IDENTIFIERS]})
    for number in filter(None, numbers):
        try:
            record = among.by_id.get(number)
            if record is None:
                raise NotFound()
            _delete(context, of, among, record, taken)
            done.append(number)
        except MockError as error:
            reasons = [reason for part_reasons in error.fields.values() for reason in part_reasons]
            failed.append({"id": number, "error": "; ".join(reasons) or error.message})
    return {"successes": done, "failures": failed}


def _delete(context: Context, of: Segment, among: Tiers, record: Stored, taken: set[int]) -> None:
    context.may_delete()
    _own(context, of, record, "project_can_delete_origin_company")
    if record.id in taken:
        raise Unprocessable(fields={"base": [f"{record.body.get('code')} {IN_USE}"]})
    if any(parent_of(other) == record.id and other.deleted_at is None for other in among.by_id.values()):
        raise Unprocessable(fields={"base": [f"{record.body.get('code')} has items below it and cannot be deleted"]})
    remove(context, record)


def _item(context: Context, among: Tiers) -> Stored:
    number = context.inputs.path["id"]
    record = among.by_id.get(number) if isinstance(number, int) else None
    if record is None:
        raise NotFound()
    return record


def _may_modify(of: Segment) -> None:
    if of.type == COST_TYPE or (of.type == CUSTOM and not of.record.body.get("project_can_modify_origin_project")):
        raise Forbidden("The items of this segment belong to the company.")


def _own(context: Context, of: Segment, record: Stored, switch: str = "") -> None:
    """Raises: Forbidden for an item of the company that projects may not touch."""
    if context.project_id is None or record.project_id is not None:
        return
    if not switch or not of.record.body.get(switch):
        raise Forbidden("This item belongs to the company.")


def _parent(of: Segment, among: Tiers, parent_id: Any) -> int | None:
    if parent_id is None:
        return None
    if not of.tiered:
        raise Unprocessable(fields={"parent_id": ["is for tiered segments only"]})
    if parent_id not in among.by_id:
        raise Unprocessable(fields={"parent_id": [Reason.UNKNOWN]})
    return int(parent_id)


def _check_code(among: Tiers, code: Any, parent: int | None, record: Stored | None) -> None:
    if not str(code).strip():
        raise Unprocessable(fields={"code": [Reason.BLANK]})
    for other in among.by_id.values():
        if other is not record and other.body.get("code") == code and parent_of(other) == parent:
            raise Unprocessable(fields={"code": [Reason.TAKEN]})
