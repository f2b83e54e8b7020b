"""The conditions that a query puts on a list: ``filters[…]``, plain parameters that name a field, searches.

Source: documented, filtering and sorting on list actions; reference.
"""

import re
from collections.abc import Mapping
from typing import Any

from mockcore import inflections
from mockcore.errors import BadRequest
from mockcore.reasons import Reason
from mockcore.reference.coercion import date_time, whole
from mockcore.reference.conform import identified
from mockcore.reference.input.query_values import declared_query
from mockcore.reference.operation import Kind
from mockcore.reference.references import object_keys
from mockcore.reference.schema import main_type
from mockcore.request.context import Context
from mockcore.request.declare import DECLARED
from mockcore.store.query import Condition, Selection
from mockcore.store.selection import NAME

_FILTER = re.compile(r"filters?\[([^\]]+)\](\[not\])?(\[\])?")
_DATES = frozenset({"created_at", "updated_at", "deleted_at"})
_STEERING = frozenset(
    {"page", "per_page", "view", "serializer_view", "sort", "company_id", "project_id", "run_configurable_validations"}
)
_TEXT = frozenset(
    {"search", "query", "filters[query]", "filters[search]", "filter[query]", "filter[search]", "search_text", "pdm_search",
     "filters[search_with_code]", "with_name"}
)  # fmt: skip
_BOUNDS = {"_before": "lt", "_after": "ge"}
_ID_ENDINGS = ("_login_information_id", "_ids", "_id")
LOCATIONS, BELOW = "locations", ("filters[include_sublocations]", "include_sublocations")


def filters(context: Context, kind: Kind, *, searching: bool = True) -> list[Condition]:
    """What the query asks of records of a resource; ``searching`` for texts too."""
    out: list[Condition] = []
    required = declared_query(context.operation).required
    for name, value in context.inputs.query.items():
        if value in (None, "", []):
            continue
        if name in _TEXT:
            out += [Condition("body", "says", like(value))] if searching else []
            continue
        conditions = _named(context, name, value, kind)
        # A record that was made without a parameter that lists require is not hidden by it.
        out += [_unless(condition) for condition in conditions] if name in required else conditions
    if any(context.inputs.query.get(name) in (True, "true", "1") for name in BELOW):
        out = [_with_sublocations(context, condition) for condition in out]
    return out


def _named(context: Context, name: str, value: Any, kind: Kind) -> list[Condition]:
    bracketed = _FILTER.fullmatch(name)
    plain = bracketed[1] if bracketed else name.removesuffix("[]")
    if name in _STEERING or plain == "include_deleted":
        return []
    declared = DECLARED.filters.get((kind.name, plain))
    if declared is not None:
        own: list[Condition] = declared(context, value if isinstance(value, list) else [value])
        return own
    names: Mapping[str, str] = context.catalog.overlay.get("filters") or {}
    conditions = condition(name, names.get(f"{kind.name}.{plain}", plain), value, kind)
    opposite = bracketed is not None and bracketed[2] is not None
    negated = plain.removeprefix("not_") if plain.startswith("not_") and not conditions else ""
    if negated:
        conditions, opposite = condition(name, negated, value, kind), True
    if opposite:
        return [Condition(term.field, "outside", term.value) for term in conditions if term.op == "in"]
    return [_unless(term) if _is_default(context, kind, term) else term for term in conditions]


def _is_default(context: Context, kind: Kind, condition: Condition) -> bool:
    """Whether a condition asks for what answers show of a record that does not say."""
    entry = str((context.catalog.overlay.get("derived") or {}).get(f"{kind.name}.{condition.field}") or "")
    return condition.op == "in" and entry.startswith("=") and entry[1:] in map(str, condition.value)


def condition(name: str, plain: str, sought: Any, kind: Kind) -> list[Condition]:
    """One filter as conditions; none where the resource has no such field."""
    if not NAME.fullmatch(plain):
        return []
    if "." in plain:
        return [Condition(plain, "in", _both(sought if isinstance(sought, list) else [sought]))]
    field = field_of(plain, kind)
    if field is None:
        return _bounded(name, plain, sought) or _synced(plain, sought) or _referring(plain, sought, kind)
    schema = kind.fields.get(field) or kind.attributes.get(field) or {}
    if field in _DATES or schema.get("format") in ("date", "date-time"):
        return dates(name, field, sought)
    values = sought if isinstance(sought, list) else [sought]
    if field == "id" or (field == "parent_id" and field in kind.attributes):
        numbers = [value for value in map(identified, values) if value is not None]
        # The one above in a tree is an attribute, and not what the path passes.
        return [Condition("id", "in", numbers) if field == "id" else Condition("parent", "refers", numbers or [0])]
    if main_type(schema) == "array" or field.endswith("_ids"):
        return [Condition(field, "has", _both(values))]
    if main_type(schema) == "boolean":
        # What a record does not say is no.
        return [Condition(field, "eq", 1) if is_true(values[-1]) else Condition(field, "unless", 0)]
    values = _both(values)
    # A filter's open is the record's Open.
    choices = {str(value).casefold(): value for value in schema.get("enum", ())}
    alternatives = [choices[str(value).casefold()] for value in values if str(value).casefold() in choices]
    alternatives += [form for value in values if isinstance(value, str) for form in (value.capitalize(), value.lower())]
    return [Condition(field, "in", list(dict.fromkeys([*values, *alternatives])))]


def field_of(plain: str, kind: Kind) -> str | None:
    """The stored field that a filter or sort key names."""
    if plain in ("id", "created_at", "updated_at", "status", "origin_id"):
        return plain
    one = plain[:-1] if plain == "ids" or plain.endswith("_ids") else ""
    for name in (plain, f"{plain}_id", f"{plain}s", f"{plain[:-3]}_ids" if plain.endswith("_id") else "", one):
        if name and (name in kind.attributes or name == "id"):
            return name
    for name in (plain, one):
        if name in kind.fields and main_type(kind.fields[name]) not in ("object", "array"):
            return name
    return None


def _both(values: list[Any]) -> list[Any]:
    """Values as numbers and as texts: some records keep an id or a year as it was given."""
    numbers = [number(value) for value in values]
    return [*numbers, *(str(value) for value in numbers if not isinstance(value, str))]


def _bounded(name: str, plain: str, value: Any) -> list[Condition]:
    """``created_before`` and ``updated_after``. Raises: BadRequest for what is no date."""
    for ending, op in _BOUNDS.items():
        field = f"{plain.removesuffix(ending)}_at"
        if plain.endswith(ending) and field in _DATES:
            at = date_time(str(value[-1] if isinstance(value, list) else value))
            if at is None:
                raise BadRequest(fields={name: [Reason.NOT_A_DATE]})
            return [Condition(field, op, at)]
    return []


def _synced(plain: str, value: Any) -> list[Condition]:
    """Whether a record is known to another system by its origin_id."""
    if plain != "synced":
        return []
    return [Condition("origin_id", "set" if is_true(value[-1] if isinstance(value, list) else value) else "null", None)]


def _referring(plain: str, value: Any, kind: Kind) -> list[Condition]:
    """A filter by id of what the resource shows as an object or a list of them, however the record keeps it."""
    suffix = next((ending for ending in _ID_ENDINGS if plain.endswith(ending)), "")
    stem = inflections.singularize(plain.removesuffix(suffix))
    if suffix and kind.parent and stem == inflections.singularize(kind.parent.rpartition("/")[2]):
        return [Condition("parent_id", "in", _both(value if isinstance(value, list) else [value]))]
    shown = {*kind.fields, *kind.attributes}
    if not shown & {stem, inflections.pluralize(stem), *object_keys(stem, kind.attributes)}:
        return []
    values = [identified(number) for number in (value if isinstance(value, list) else [value])]
    if not suffix and None in values:
        return []
    return [Condition(stem, "refers", [number for number in values if number is not None] or [0])]


def _unless(condition: Condition) -> Condition:
    op = {"eq": "unless", "in": "within"}.get(condition.op) if condition.field != "id" else None
    return Condition(condition.field, op, condition.value) if op else condition


def _with_sublocations(context: Context, condition: Condition) -> Condition:
    """The same for the locations below those named."""
    if condition.field not in ("location", "location_id") or condition.op not in ("in", "refers"):
        return condition
    places = context.select(Selection(LOCATIONS, company_id=context.company_id, project_id=context.project_id, limit=10_000))
    inside = {int(value) for value in condition.value if isinstance(value, int)}
    grown = -1
    while grown != len(inside):
        grown = len(inside)
        inside |= {place.id for place in places if (place.body.get("parent_id") or place.parent_id) in inside}
    return Condition(condition.field, condition.op, sorted(inside))


def dates(name: str, field: str, value: Any) -> list[Condition]:
    """``A...B`` as a half-open range; a bare day means that day. Raises: BadRequest for what is neither."""
    text = str(value[-1] if isinstance(value, list) else value).strip().strip('"')
    low, dots, high = text.partition("...")
    if not dots:
        low, dots, high = text.partition("..")
    low, high = low.strip().strip('"'), high.strip().strip('"')
    start, end = date_time(low) if low else None, date_time(high) if high else None
    if (low and start is None) or (high and end is None) or not (low or high):
        raise BadRequest(fields={name: ["must be a range of ISO 8601 dates: 2022-01-01...2022-01-31"]})
    if not dots:
        end, high = (start, low)
    out = []
    if start:
        out.append(Condition(field, "ge", low if field not in _DATES and len(low) == 10 else start))
    if end:
        last = high[:10] + "T23:59:60Z" if len(high) == 10 else end + "~"
        out.append(Condition(field, "lt", last if field in _DATES or len(high) > 10 else high + "~"))
    return out


def sort(values: dict[str, Any], kind: Kind) -> list[tuple[str, bool]]:
    """(field, descending) of each sort key that the resource has. Source: documented, sorting."""
    keys = values.get("sort") or values.get("sort_by") or values.get("sort[attribute]") or ""
    down = str(values.get("sort[direction]") or values.get("sort_direction") or values.get("direction") or "").lower() == "desc"
    out = []
    for key in (",".join(keys) if isinstance(keys, list) else str(keys)).split(","):
        name = key.strip().lstrip("-").removesuffix(":desc").removesuffix(":asc")
        field = field_of(name, kind)
        if field:
            out.append((field, key.strip().startswith("-") or down or key.endswith(":desc")))
    return out


def like(value: Any) -> str:
    """A text as a pattern that finds it anywhere, whatever its case."""
    plain = str(value[-1] if isinstance(value, list) else value).lower()
    escaped = plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def is_true(value: Any) -> bool:
    """Whether a parameter says yes."""
    return str(value).lower() in ("true", "1")


def number(value: Any) -> Any:
    """An id as it is kept, where the text is one."""
    identifier = whole(value) if isinstance(value, str) else None
    return value if identifier is None else identifier
