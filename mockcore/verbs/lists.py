"""Lists: scope, filters, search, sort and page, from the query to the store."""

import re
from typing import Any

import inflection

from mockcore.behaviours.context import Context
from mockcore.errors import NotFound, Unprocessable
from mockcore.spec.coercion import date_time, whole
from mockcore.spec.conform import identified, unset
from mockcore.spec.dialect import V2, page_headers
from mockcore.spec.operation import Kind, Operation
from mockcore.spec.schema import main_type, properties
from mockcore.store import query
from mockcore.store.query import Condition, Wanted
from mockcore.store.records import Stored
from mockcore.verbs.answer import Answer, rule
from mockcore.verbs.shapes import Shape, fitted, framed, list_text, rendered, shape, text

_FILTER = re.compile(r"filters?\[([^\]]+)\](\[\])?")
_RANGE = re.compile(r'^"?([^".]+?(?:\.\d+)?[^".]*)"?\.\.\.?"?([^"]+)"?$')
_ONLY_DELETED = ("deleted_only", "filters[is_deleted]", "filters[deleted]", "filters[recycle_bin]")
_DATES = frozenset({"created_at", "updated_at", "deleted_at"})
_PLAIN = frozenset(
    {
        "page",
        "per_page",
        "view",
        "serializer_view",
        "sort",
        "search",
        "company_id",
        "project_id",
        "run_configurable_validations",
    }
)
_TEXT = frozenset({"search", "query", "filters[query]", "filters[search]", "filter[query]", "filter[search]"})
# One more than the largest page, so that a list asked for by 10,000 is told from one that has no pages.
UNPAGED = 10_001


@rule("list")
def list_records(context: Context) -> Answer:
    """The records of the scope, filtered, sorted and paged."""
    return listed(context, wanted(context))


@rule("list_deleted")
def list_deleted(context: Context) -> Answer:
    """The recycle bin."""
    asked = wanted(context)
    asked.deleted = "only"
    return listed(context, asked)


@rule("list_inactive")
def list_inactive(context: Context) -> Answer:
    """Records switched off: ``is_active`` false."""
    asked = wanted(context)
    asked.conditions = [part for part in asked.conditions if part.field != "is_active"]
    asked.conditions.append(Condition("is_active", "eq", 0))
    return listed(context, asked)


def listed(context: Context, asked: Wanted, kind: str | None = None) -> Answer:
    """One page of records with its headers."""
    layout = shape(context, kind)
    if layout.many:
        body, number = _many(context, asked, layout)
        return Answer(text=body, headers=_headers(context, asked, number))
    headers = _headers(context, asked, _total(context, asked))
    return Answer(value=_in_object(context, context.select(asked), layout), headers=headers)


def _total(context: Context, asked: Wanted) -> int:
    return 0 if asked.limit == UNPAGED else query.total(context.records.database, asked)


def _headers(context: Context, asked: Wanted, number: int) -> list[tuple[str, str]]:
    if asked.limit == UNPAGED:
        return []
    return page_headers(context.call, asked.offset // asked.limit + 1, asked.limit, number)


def _many(context: Context, asked: Wanted, layout: Shape) -> tuple[bytes, int]:
    """The page as text, and how many records there are over all pages; both are kept until anything is written."""
    pages = context.records.pages
    place = (layout.token, query.place(asked))
    known = pages.get(place)
    if known is None:
        known = (_page_text(context, asked, layout), _total(context, asked))
        pages.keep(place, *known)
    return known


def _page_text(context: Context, asked: Wanted, layout: Shape) -> bytes:
    """Records that are rendered already need not be read again."""
    known = rendered(context, query.page_ids(context.records.database, asked), layout)
    if known is not None:
        return framed(known, layout)
    return list_text(context, context.select(asked), layout)


def _in_object(context: Context, rows: list[Stored], layout: Shape) -> Any:
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
    return fitted(context, {layout.key: shown, "total": len(shown), "count": len(shown), "total_count": len(shown)})


def wanted(context: Context) -> Wanted:
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
    for narrowing in context.behaviours.narrowings.get(operation.kind, ()):
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


def page(context: Context, operation: Operation) -> tuple[int, int]:
    """(offset, limit): the document's default and maximum, clamped."""
    bounds = operation.compiled.get("page")
    if bounds is None:
        bounds = operation.compiled["page"] = _bounds(operation)
    default, maximum = bounds
    values = context.inputs.query
    if default == UNPAGED and "page" not in values and "per_page" not in values:
        return 0, UNPAGED
    limit = values.get("per_page") or (default if default != UNPAGED else 100)
    limit = max(1, min(limit, maximum))
    number = max(1, min(values.get("page") or 1, 2**40))
    return (number - 1) * limit, limit


def _bounds(operation: Operation) -> tuple[int, int]:
    declared = {part.name: part.schema for part in operation.query}
    v2 = operation.dialect == V2
    if "page" not in declared and "per_page" not in declared:
        return UNPAGED, UNPAGED
    schema = declared.get("per_page", {})
    maximum = min(schema.get("maximum", 100 if v2 else 10_000), 10_000)
    return min(schema.get("default", 10 if v2 else 100), maximum), maximum


def sort(values: dict[str, Any], kind: Kind) -> list[tuple[str, bool]]:
    """(field, descending) of each sort key that the resource has. Source: documented, sorting."""
    given = values.get("sort") or values.get("sort_by") or values.get("sort[attribute]") or ""
    down = str(values.get("sort[direction]") or values.get("sort_direction") or values.get("direction") or "").lower() == "desc"
    out = []
    for part in (",".join(given) if isinstance(given, list) else str(given)).split(","):
        name = part.strip().lstrip("-").removesuffix(":desc").removesuffix(":asc")
        field = field_of(name, kind)
        if field:
            out.append((field, part.strip().startswith("-") or down or part.endswith(":desc")))
    return out


def filters(context: Context, kind: Kind) -> list[Condition]:
    """The conditions in the query: ``filters[…]``, plain parameters that name a field, and searches."""
    out: list[Condition] = []
    needed = context.operation.compiled.get("needed", ())
    for name, value in context.inputs.query.items():
        if value in (None, "", []):
            continue
        if name in _TEXT:
            out.append(Condition("body", "says", _like(value)))
            continue
        bracketed = _FILTER.fullmatch(name)
        plain = bracketed[1] if bracketed else name
        if name in _PLAIN or plain in ("include_deleted",):
            continue
        found = condition(name, plain, value, kind)
        # A record that was made without a parameter that lists require is not hidden by it.
        out += [_unless(part) for part in found] if name in needed else found
    return out


@rule("grouped")
def grouped(context: Context) -> Answer:
    """Records in groups: by the field that the overlay names, else by status."""
    asked = wanted(context)
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
    return Answer(value={"data": shown} if layout.envelope else shown)


def _fitting(name: str, part: Any, value: Any) -> Any:
    return unset(name, part) if value is None or main_type(part) == "object" else value


def _group_name(context: Context, record: Stored, by: str) -> str:
    value = record.body.get(by)
    told = context.projector.references.of_attribute(by, record.kind) if isinstance(value, int) else None
    found = context.find(told[0], value) if told and isinstance(value, int) else None
    return str((found.body.get("name") if found else value) or "")


def _unless(part: Condition) -> Condition:
    single = part.op == "eq" or (part.op == "in" and len(part.value) == 1 and part.field != "id")
    return Condition(part.field, "unless", part.value if part.op == "eq" else part.value[0]) if single else part


def condition(name: str, plain: str, value: Any, kind: Kind) -> list[Condition]:
    """One filter as conditions; none where the resource has no such field."""
    field = field_of(plain, kind)
    if field is None:
        return []
    schema = kind.fields.get(field) or kind.attributes.get(field) or {}
    if field in _DATES or schema.get("format") in ("date", "date-time"):
        return dates(name, field, value)
    values = value if isinstance(value, list) else [value]
    if field == "id":
        return [Condition("id", "in", [part for part in map(identified, values) if part is not None])]
    if main_type(schema) == "array" or field.endswith("_ids"):
        return [Condition(field, "has", [_number(part) for part in values])]
    if main_type(schema) == "boolean":
        return [Condition(field, "eq", 1 if str(values[-1]).lower() in ("true", "1") else 0)]
    if field.endswith("_id"):
        values = [_number(part) for part in values]
    elif field == "status" or main_type(schema) == "string":
        values = [str(part) for part in values]
    return [Condition(field, "in", values)]


def field_of(plain: str, kind: Kind) -> str | None:
    """The stored field that a filter or sort key names."""
    if plain in ("id", "created_at", "updated_at", "status", "origin_id"):
        return plain
    for name in (plain, f"{plain}_id", f"{plain}s", f"{plain[:-3]}_ids" if plain.endswith("_id") else ""):
        if name and name in kind.attributes:
            return name
    return plain if plain in kind.fields and main_type(kind.fields[plain]) not in ("object", "array") else None


def dates(name: str, field: str, value: Any) -> list[Condition]:
    """``A...B`` as a half-open range; a bare day means that day. Raises: Unprocessable for what is neither."""
    text_ = str(value[-1] if isinstance(value, list) else value).strip().strip('"')
    low, dots, high = text_.partition("...")
    if not dots:
        low, dots, high = text_.partition("..")
    low, high = low.strip().strip('"'), high.strip().strip('"')
    start, end = date_time(low) if low else None, date_time(high) if high else None
    if (low and start is None) or (high and end is None) or not (low or high):
        raise Unprocessable(fields={name: ["must be a range of ISO 8601 dates: 2022-01-01...2022-01-31"]})
    if not dots:
        end, high = (start, low)
    out = []
    if start:
        out.append(Condition(field, "ge", low if field not in _DATES and len(low) == 10 else start))
    if end:
        last = high[:10] + "T23:59:60Z" if len(high) == 10 else end + "~"
        out.append(Condition(field, "lt", last if field in _DATES or len(high) > 10 else high + "~"))
    return out


def _like(value: Any) -> str:
    plain = str(value[-1] if isinstance(value, list) else value).lower()
    escaped = plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _number(value: Any) -> Any:
    number = whole(value) if isinstance(value, str) else None
    return value if number is None else number
