"""Lists: scope, filters, search, sort and page, from the query to the store."""

from typing import Any

import inflection

from mockcore.errors import NotFound
from mockcore.reference.conform import unset
from mockcore.reference.operation import Kind
from mockcore.reference.page_headers import page_headers
from mockcore.reference.schema import main_type, properties
from mockcore.request.context import Context
from mockcore.request.declare import DECLARED
from mockcore.request.filtering import filters, sort
from mockcore.request.paging import UNPAGED, page, paged
from mockcore.store import query
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored
from mockcore.verbs.answer import Answer, rule
from mockcore.verbs.shapes import Shape, fitted, framed, list_text, rendered, shape, text

_ONLY_DELETED = ("deleted_only", "filters[is_deleted]", "filters[deleted]", "filters[recycle_bin]")


@rule("list")
def list_records(context: Context) -> Answer:
    """The records of the scope, filtered, sorted and paged."""
    return listed(context, selection(context))


@rule("list_deleted")
def list_deleted(context: Context) -> Answer:
    """The recycle bin."""
    asked = selection(context)
    asked.deleted = "only"
    return listed(context, asked)


@rule("list_inactive")
def list_inactive(context: Context) -> Answer:
    """Records switched off: ``is_active`` false."""
    asked = selection(context)
    asked.conditions = [part for part in asked.conditions if part.field != "is_active"]
    asked.conditions.append(Condition("is_active", "eq", 0))
    return listed(context, asked)


def listed(context: Context, asked: Selection, kind: str | None = None) -> Answer:
    """One page of records with its headers."""
    layout = shape(context, kind)
    if layout.many:
        body, number = _many(context, asked, layout)
        return Answer(text=body, headers=_headers(context, asked, number))
    number = _total(context, asked)
    headers = _headers(context, asked, number)
    rows = context.select(asked)
    return Answer(value=_in_object(context, rows, layout, number if headers else len(rows)), headers=headers)


def _total(context: Context, asked: Selection) -> int:
    return 0 if asked.limit == UNPAGED else query.total(context.records.database, asked)


def _headers(context: Context, asked: Selection, number: int) -> list[tuple[str, str]]:
    if asked.limit == UNPAGED:
        return []
    return page_headers(context.call, asked.offset // asked.limit + 1, asked.limit, number)


def _many(context: Context, asked: Selection, layout: Shape) -> tuple[bytes, int]:
    """The page as text, and how many records there are over all pages; both are kept until anything is written."""
    pages = context.records.pages
    place = (layout.token, query.place(asked))
    known = pages.get(place)
    if known is None:
        known = (_page_text(context, asked, layout), _total(context, asked))
        pages.keep(place, *known)
    return known


def _page_text(context: Context, asked: Selection, layout: Shape) -> bytes:
    """Records that are rendered already need not be read again."""
    known = rendered(context, query.page_ids(context.records.database, asked), layout)
    if known is not None:
        return framed(known, layout)
    return list_text(context, context.select(asked), layout)


def _in_object(context: Context, rows: list[Stored], layout: Shape, number: int) -> Any:
    """A list inside an object (``{"bid_packages": […]}``), or the one record that an object answer stands for."""
    import orjson  # noqa: PLC0415 - only object-shaped lists need it

    if layout.key is None:
        if not rows:
            raise NotFound()
        return (
            orjson.loads(text(context, rows[0], layout))
            if not layout.envelope
            else {"data": orjson.loads(text(context, rows[0], layout))}
        )
    items = layout.schema["properties"][layout.key].get("items", {})
    resolve = context.projector.item(items, context.operation.kind)
    shown = [resolve(record, context) for record in rows]
    return fitted(context, {layout.key: shown, "total": number, "count": number, "total_count": number})


def selection(context: Context) -> Selection:
    """What the request asks for."""
    operation = context.operation
    kind = context.catalog.kind(operation.kind)
    asked = context.seen(operation.kind)
    below = None if context.parent_id is None else _below(context, kind)
    asked.parent_id = context.parent_id if below is None else None
    asked.conditions += [Condition(name, "eq", value) for name, value in operation.where.items()]
    if below:
        asked.conditions.append(below)
    values = context.inputs.query
    if values:
        asked.conditions += filters(context, kind)
        asked.sort = sort(values, kind)
        deleted = values.get("filters[include_deleted]") or values.get("include_deleted")
        if deleted is not None:
            asked.deleted = {"only": "only", "false": "no", False: "no"}.get(deleted, "with")
        recycled = values.get("view") == "recycle_bin"
        if recycled or any(str(values.get(name)).lower() in ("true", "1") for name in _ONLY_DELETED if name in values):
            asked.deleted = "only"
    seen = context.access.projects if context.access and context.project_id is None else None
    if seen is not None and (kind.name == "projects" or kind.scope == "project"):
        asked.conditions.append(Condition("id" if kind.name == "projects" else "project_id", "within", sorted(seen)))
    for narrowing in DECLARED.narrowings.get(operation.kind, ()):
        narrowing(context, asked)
    asked.offset, asked.limit = page(context, operation)
    return asked


def _below(context: Context, kind: Kind) -> Condition | None:
    """The attribute that ties the list to the path's record, where that is not the resource's own parent."""
    above = context.operation.parents[-1][0]
    if above == kind.parent:
        return None
    stem = inflection.singularize(above.rsplit("/", 1)[-1].replace("-", "_"))
    known = {**kind.fields, **kind.attributes}
    if f"{stem}_ids" in known:
        return Condition(f"{stem}_ids", "has", [context.parent_id])
    return Condition(f"{stem}_id", "eq", context.parent_id) if f"{stem}_id" in known else None


def in_pages(context: Context, answer: Answer) -> Answer:
    """A list that was computed, as the page that is asked for where the operation has pages. Source: documented, pagination."""
    value = answer.value
    rows = value["data"] if isinstance(value, dict) and value.keys() == {"data"} else value
    told = (*answer.headers, *context.call.reply_headers)
    if not isinstance(rows, list) or any(name == "Total" for name, _ in told):
        return answer
    if page(context, context.operation)[1] == UNPAGED:
        return answer
    shown = paged(context, rows)
    answer.value = shown if rows is value else {"data": shown}
    return answer


@rule("grouped")
def grouped(context: Context) -> Answer:
    """Records in groups: by the field that the overlay names, else by status."""
    asked = selection(context)
    asked.deleted = "only" if "/recycle_bin/" in context.operation.path else asked.deleted
    by = str(context.operation.hint.get("by", "status"))
    layout = shape(context)
    parts = properties(layout.schema)
    inside = context.operation.kind.rpartition("/")[2]
    if inside not in parts:
        inside = next(name for name, part in parts.items() if main_type(part) == "array" and properties(part.get("items", {})))
    resolve = context.projector.item(parts[inside]["items"], context.operation.kind)
    groups: dict[str, list[Stored]] = {}
    for record in context.select(asked):
        groups.setdefault(_group_name(context, record, by), []).append(record)
    shown = []
    for name, members in groups.items():
        given: dict[str, Any] = {inside: [resolve(record, context) for record in members], by: members[0].body.get(by)}
        given |= dict.fromkeys(("header", "group_title", "name"), name)
        shown.append({key: _fitting(key, part, given.get(key)) for key, part in parts.items()})
        if by.removesuffix("_id") in parts and members[0].body.get(by):
            whole = {"type": "object", "properties": {by.removesuffix("_id"): parts[by.removesuffix("_id")]}}
            shown[-1] |= context.projector.object(whole, context.operation.kind)(members[0], context)
    return Answer(value={"data": shown} if layout.envelope else shown, headers=_headers(context, asked, _total(context, asked)))


def _fitting(name: str, part: Any, value: Any) -> Any:
    return unset(name, part) if value is None or main_type(part) == "object" else value


def _group_name(context: Context, record: Stored, by: str) -> str:
    value = record.body.get(by)
    told = context.projector.references.of_attribute(by, record.kind) if isinstance(value, int) else None
    found = context.find(told[0], value) if told and isinstance(value, int) else None
    return str((found.body.get("name") if found else value) or "")
