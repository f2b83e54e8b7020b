"""Lists: scope, filters, search, sort and page, from the query to the store."""

from typing import Any

from mockcore import inflections
from mockcore.errors import NotFound
from mockcore.reference.conform import unset
from mockcore.reference.living import living
from mockcore.reference.operation import Kind
from mockcore.reference.page_headers import page_headers
from mockcore.reference.schema import main_type, properties
from mockcore.request.context import Context
from mockcore.request.declare import DECLARED
from mockcore.request.envelope import enveloped
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
    return listed(context, read_selection(context))


@rule("list_deleted")
def list_deleted(context: Context) -> Answer:
    """The recycle bin."""
    selection = read_selection(context)
    selection.deleted = "only"
    return listed(context, selection)


@rule("list_inactive")
def list_inactive(context: Context) -> Answer:
    """Records switched off: ``is_active`` false."""
    selection = read_selection(context)
    selection.conditions = [condition for condition in selection.conditions if condition.field != "is_active"]
    selection.conditions.append(Condition("is_active", "eq", 0))
    return listed(context, selection)


def listed(context: Context, selection: Selection, kind: str | None = None) -> Answer:
    """One page of records with its headers."""
    layout = shape(context, kind)
    if layout.many:
        body, number = _many(context, selection, layout)
        return Answer(text=body, headers=_headers(context, selection, number))
    number = _total(context, selection)
    headers = _headers(context, selection, number)
    rows = context.select(selection)
    return Answer(value=_in_object(context, rows, layout, number if headers else len(rows)), headers=headers)


def _total(context: Context, selection: Selection) -> int:
    return 0 if selection.limit == UNPAGED else query.total(context.records.storage, selection)


def _headers(context: Context, selection: Selection, number: int) -> list[tuple[str, str]]:
    if selection.limit == UNPAGED:
        return []
    return page_headers(context.call, selection.offset // selection.limit + 1, selection.limit, number)


def _many(context: Context, selection: Selection, layout: Shape) -> tuple[bytes, int]:
    """The page as text, and how many records there are over all pages; both are kept until anything is written."""
    pages = context.records.pages
    place = (layout.token, query.place(selection))
    page_and_total = pages.get(place)
    if page_and_total is None:
        private = context.private_seen
        page_and_total = (_page_text(context, selection, layout), _total(context, selection))
        if context.private_seen == private:
            pages.keep(place, *page_and_total)
    return page_and_total


def _page_text(context: Context, selection: Selection, layout: Shape) -> bytes:
    """Records that are rendered already need not be read again."""
    texts = rendered(context, query.page_ids(context.records.storage, selection), layout)
    if texts is not None:
        return framed(texts, layout)
    return list_text(context, context.select(selection), layout)


def _in_object(context: Context, rows: list[Stored], layout: Shape, number: int) -> Any:
    """A list inside an object (``{"bid_packages": […]}``), or the one record that an object answer stands for."""
    import orjson  # noqa: PLC0415 - only object-shaped lists need it

    if layout.key is None:
        if not rows:
            raise NotFound()
        return enveloped(context, orjson.loads(text(context, rows[0], layout)))
    items = layout.schema["properties"][layout.key].get("items", {})
    resolve = context.projector.item(items, context.operation.kind)
    shown = [resolve(record, context) for record in rows]
    return fitted(context, {layout.key: shown, "total": number, "count": number, "total_count": number})


def read_selection(context: Context) -> Selection:
    """What the request asks for."""
    operation = context.operation
    kind = context.catalog.kind(operation.kind)
    selection = context.seen(operation.kind)
    below = None if context.parent_id is None else _below(context, kind)
    selection.parent_id = context.parent_id if below is None else None
    selection.conditions += [Condition(name, "eq", value) for name, value in operation.where.items()]
    if below:
        selection.conditions.append(below)
    values = context.inputs.query
    if values:
        selection.conditions += filters(context, kind)
        selection.sort = sort(values, kind)
        deleted = values.get("filters[include_deleted]") or values.get("include_deleted")
        if deleted is not None:
            selection.deleted = {"only": "only", "false": "no", False: "no"}.get(deleted, "with")
        recycled = values.get("view") == "recycle_bin"
        if recycled or any(str(values.get(name)).lower() in ("true", "1") for name in _ONLY_DELETED if name in values):
            selection.deleted = "only"
    seen = context.access.projects if context.access and context.project_id is None else None
    if seen is not None and (kind.name == "projects" or kind.scope == "project"):
        selection.conditions.append(Condition("id" if kind.name == "projects" else "project_id", "within", sorted(seen)))
    for narrowing in DECLARED.narrowings.get(operation.kind, ()):
        narrowing(context, selection)
    selection.offset, selection.limit = page(context, operation)
    return selection


def _below(context: Context, kind: Kind) -> Condition | None:
    """The attribute that ties the list to the path's record, where that is not the resource's own parent."""
    above = context.operation.parents[-1][0]
    if above == kind.parent:
        return None
    stem = inflections.singularize(above.rsplit("/", 1)[-1].replace("-", "_"))
    attributes = {**kind.fields, **kind.attributes}
    if f"{stem}_ids" in attributes:
        return Condition(f"{stem}_ids", "has", [context.parent_id])
    return Condition(f"{stem}_id", "eq", context.parent_id) if f"{stem}_id" in attributes else None


def in_pages(context: Context, answer: Answer) -> Answer:
    """A list that was computed, as the page that is asked for where the operation has pages. Source: documented, pagination."""
    value = answer.value
    rows = value["data"] if isinstance(value, dict) and value.keys() == {"data"} else value
    headers = (*answer.headers, *context.call.reply_headers)
    if not isinstance(rows, list) or any(name == "Total" for name, _ in headers):
        return answer
    if page(context, context.operation)[1] == UNPAGED:
        return answer
    shown = paged(context, rows)
    answer.value = shown if rows is value else {"data": shown}
    return answer


@rule("grouped")
def grouped(context: Context) -> Answer:
    """Records in groups: by the field that the overlay names, else by status."""
    selection = read_selection(context)
    selection.deleted = "only" if "/recycle_bin/" in context.operation.path else selection.deleted
    by = str(context.operation.hint.get("by", "status"))
    layout = shape(context)
    parts = properties(layout.schema)
    inside = context.operation.kind.rpartition("/")[2]
    if inside not in parts:
        inside = next(
            name for name, schema in parts.items() if main_type(schema) == "array" and properties(schema.get("items", {}))
        )
    resolve = context.projector.item(parts[inside]["items"], context.operation.kind)
    groups: dict[str, list[Stored]] = {}
    for record in context.select(selection):
        groups.setdefault(_group_name(context, record, by), []).append(record)
    shown = []
    for name, members in groups.items():
        first = living(members[0], context.deleted)
        values: dict[str, Any] = {inside: [resolve(record, context) for record in members], by: first.body.get(by)}
        values |= dict.fromkeys(("header", "group_title", "name"), name)
        shown.append({key: _fitting(key, schema, values.get(key)) for key, schema in parts.items()})
        if by.removesuffix("_id") in parts and first.body.get(by):
            whole = {"type": "object", "properties": {by.removesuffix("_id"): parts[by.removesuffix("_id")]}}
            shown[-1] |= context.projector.object(whole, context.operation.kind)(first, context)
    return Answer(value=enveloped(context, shown), headers=_headers(context, selection, _total(context, selection)))


def _fitting(name: str, schema: Any, value: Any) -> Any:
    return unset(name, schema) if value is None or main_type(schema) == "object" else value


def _group_name(context: Context, record: Stored, by: str) -> str:
    value = record.body.get(by)
    target = context.projector.references.of_attribute(by, record.kind) if isinstance(value, int) else None
    referred = context.find(target[0], value) if target and isinstance(value, int) else None
    if referred is not None:
        return str(referred.body.get("name") or "") if context.shows(referred) else ""
    return str(value or "")
