"""Answers computed from what is stored: ids, counts, filter options, choices, statuses, histories, next numbers."""

import re
from typing import Any

from mockcore import inflections
from mockcore.reference.conform import conform, unset
from mockcore.reference.derivations import label_of
from mockcore.reference.operation import Kind
from mockcore.reference.schema import main_type, properties, types
from mockcore.request.context import Context
from mockcore.request.envelope import enveloped, row_schema
from mockcore.request.filling import check_references
from mockcore.request.filtering import field_of, filters
from mockcore.request.paging import UNPAGED, page
from mockcore.store import query
from mockcore.store.records import Stored
from mockcore.verbs.answer import Answer, rule
from mockcore.verbs.lists import listed, read_selection
from mockcore.verbs.one import addressed
from mockcore.verbs.shapes import fitted, shape

PEOPLE = "users"
_COMPANY = re.compile("_(company_id|companies)$")
_SEARCHES = ("query", "search", "filters[query]", "filters[search]")


@rule("ids")
def ids(context: Context) -> Answer:
    """The ids of the records that the list would show."""
    selection = read_selection(context)
    selection.offset, selection.limit = 0, UNPAGED
    text = main_type(row_schema(context)) == "string"
    numbers = [str(record.id) if text else record.id for record in context.select(selection)]
    return Answer(value=enveloped(context, numbers))


@rule("count")
def count(context: Context) -> Answer:
    """How many records there are."""
    number = query.total(context.records.storage, read_selection(context))
    return Answer(value=fitted(context, {"count": number, "total": number, "total_count": number}))


@rule("filter_values")
def filter_values(context: Context) -> Answer:
    """The values that a list can be filtered by: those in use."""
    kind = context.catalog.kind(context.operation.kind)
    tail = context.operation.hint.get("field") or _filtered_field(context)
    return Answer(
        value=_choices(context, [pair for pair in values_in_use(context, kind.name, tail) if _sought(context, pair[1])])
    )


def _sought(context: Context, text: str) -> bool:
    """Whether a choice is among those that a search asks for."""
    term = next((context.inputs.query[name] for name in _SEARCHES if context.inputs.query.get(name)), "")
    return str(term).lower() in text.lower()


def _filtered_field(context: Context) -> str:
    if context.operation.one:
        return str(context.inputs.path[context.operation.path_names[-1]])
    return context.operation.tail


def values_in_use(context: Context, kind_name: str, tail: str) -> list[tuple[Any, str]]:
    """(value, label) of each value of a field among the scope's records; for references the record and what it is called."""
    kind = context.catalog.kind(kind_name)
    names = _spellings(context, kind, tail)
    for name in names:
        target = context.projector.references.of_attribute(name if name.endswith(("_id", "_ids")) else f"{name}_id", kind_name)
        referred = _referenced(context, kind_name, name, target[0]) if target else []
        if referred:
            return [(record, _called(context, record)) for record in referred]
    people = _referenced(context, kind_name, _COMPANY.sub("", tail), PEOPLE) if _COMPANY.search(tail) else []
    if people:
        vendors = {person.body.get("vendor_id"): None for person in people}
        firms = [context.find("vendors", number) for number in vendors if isinstance(number, int)]
        return [(firm, _called(context, firm)) for firm in firms if firm is not None]
    field = next((referred for referred in (field_of(name, kind) for name in names) if referred), None)
    return [] if field is None else _distinct(context, kind, field)


def _spellings(context: Context, kind: Kind, tail: str) -> list[str]:
    """The names that a record may keep under what a filter is called by: ``points_of_contact``, ``types``, ``assigned_id``."""
    attributes = {**kind.fields, **kind.attributes}
    stem = tail.removesuffix("_ids").removesuffix("_id").removesuffix("_contacts")
    first, _, rest = stem.partition("_")
    singular = inflections.singularize(f"{inflections.singularize(first)}_{rest}" if rest else stem)
    longer = [name for name in attributes if name.endswith((f"_{singular}_id", f"_{singular}"))]
    mapped = (context.catalog.overlay.get("filters") or {}).get(f"{kind.name}.{tail}")
    one = inflections.singularize(stem)
    names = [mapped, tail, stem, one, singular, f"{singular}_id", f"{singular}_ids", *(longer if len(longer) <= 2 else ())]
    return list(dict.fromkeys(filter(None, names)))


def _distinct(context: Context, kind: Kind, field: str) -> list[tuple[Any, str]]:
    selection = context.seen(kind.name)
    selection.conditions += filters(context, kind, searching=False)
    distinct = query.distinct(context.records.storage, selection, field)
    shown = [
        value for value in distinct if not isinstance(value, dict) and not (field.endswith("_id") and value in context.deleted)
    ]
    return [(value, _text(value)) for value in shown]


def _text(value: Any) -> str:
    return {0: "No", 1: "Yes"}.get(value, str(value)) if isinstance(value, int) else str(value).replace("_", " ").title()


def _referenced(context: Context, kind_name: str, name: str, target_kind: str) -> list[Stored]:
    """The records that the scope's records refer to by this name."""
    stem = name.removesuffix("_ids").removesuffix("_id")
    selection = context.seen(kind_name)
    selection.conditions += filters(context, context.catalog.kind(kind_name), searching=False)
    selection.limit = UNPAGED
    numbers: dict[int, None] = {}
    for record in context.select(selection):
        for key in (f"{stem}_id", f"{stem}_ids", stem):
            value = record.project_id if key == "project_id" else record.body.get(key)
            for reference in value if isinstance(value, list) else [value]:
                number = reference.get("id") if isinstance(reference, dict) else reference
                if isinstance(number, int):
                    numbers[number] = None
    referred = [context.find(target_kind, number) for number in numbers]
    return [record for record in referred if record is not None and record.deleted_at is None and context.shows(record)]


def label(record: Stored) -> str:
    """What a person calls the record."""
    return str(label_of(record.body) or record.id)


def _called(context: Context, record: Stored) -> str:
    """The same, also where the name is computed."""
    return str(context.projector.derivations.called(record, context) or record.id)


def _choices(context: Context, pairs: list[tuple[Any, str]]) -> Any:
    schema = row_schema(context)
    layout = shape(context)
    lists = [name for name, declared in properties(schema).items() if main_type(declared) == "array"]
    if not layout.many and "data" in lists:
        inside = properties(schema)["data"].get("items", {})
        return fitted(context, {"data": [_choice(context, inside, key, text) for key, text in pairs]})
    shown = [_choice(context, schema, key, text) for key, text in pairs]
    return enveloped(context, shown)


def _choice(context: Context, schema: Any, key: Any, text: str) -> Any:
    parts = properties(schema)
    record = key if isinstance(key, Stored) else None
    key = record.id if record is not None else key
    if not parts:
        return conform(schema, key, text) if types(schema) else {"id": key, "name": text}
    # A person in such a list is shown as anywhere else: by login, company and name.
    shown = context.projector.object(schema, record.kind)(record, context) if record is not None else {}
    out = {}
    for name, declared in parts.items():
        is_key = name in ("id", "key", "filter_value") or (name == "value" and "key" not in parts and "id" not in parts)
        value = key if is_key or name == "code" else text if main_type(declared) in ("string", "") else None
        if not is_key and name not in ("value", "label") and record is not None:
            value = shown[name] or (text if name == "name" else None)
        out[name] = unset(name, declared) if value is None else conform(declared, value, unset(name, declared))
    return out


@rule("filter_index")
def filter_index(context: Context) -> Answer:
    """The names that the list can be filtered by."""
    prefix = context.operation.path + "/"
    entries = [
        entry for entry in context.catalog.entries if entry["path"].startswith(prefix) and entry["rule"] == "filter_values"
    ]
    names = [entry["tail"] for entry in entries]
    if main_type(row_schema(context)) != "object" or shape(context).many:
        return Answer(value=_choices(context, [(name, inflections.humanize(name)) for name in names]))
    return Answer(value=fitted(context, {"key": ",".join(names), "filters": names}))


@rule("choices")
def choices(context: Context) -> Answer:
    """The records that may be chosen for a field: people, companies, locations."""
    addressed(context)
    operation = context.operation
    kind = operation.hint.get("of") or _chosen(context)
    selection = context.seen(kind)
    selection.conditions += filters(context, context.catalog.kind(kind))
    selection.offset, selection.limit = page(context, operation)
    return listed(context, selection, kind)


def _chosen(context: Context) -> str:
    stem = context.operation.tail
    for prefix in ("potential_", "possible_", "available_", "assignable_"):
        stem = stem.removeprefix(prefix)
    stem = inflections.singularize(stem.removesuffix("_options"))
    target_kind = context.projector.references.kind_for(stem, context.operation.kind)
    return target_kind if target_kind and context.catalog.has_kind(target_kind) else PEOPLE


@rule("statuses")
def statuses(context: Context) -> Answer:
    """The statuses that the document allows for the resource."""
    addressed(context)
    kind = context.catalog.kind(context.operation.kind)
    schema = kind.fields.get("status") or kind.attributes.get("status") or {}
    values = [value for value in schema.get("enum", ()) if value is not None]
    if not values:
        values = query.distinct(context.records.storage, context.seen(kind.name), "status")
    numbered = types(properties(row_schema(context)).get("id", {}))[:1] == ("integer",)
    pairs = [(index + 1 if numbered else value, _text(value)) for index, value in enumerate(values)]
    return Answer(value=_choices(context, pairs))


@rule("next_number")
def next_number(context: Context) -> Answer:
    """The number that the next record would get."""
    following = context.following_number(context.operation.kind)
    name = next(iter(properties(context.operation.response or {})), "number")
    schema = properties(context.operation.response or {}).get(name, {})
    return Answer(value=fitted(context, {name: conform(schema, str(following), str(following))}))


@rule("accept", writes=True)
def accept(context: Context) -> Answer:
    """A request that has no lasting effect on records: a message to send, an export to prepare."""
    addressed(context)
    check_references(context, context.operation.kind, context.attributes)
    if context.operation.status == 204 or context.operation.response is None:
        return Answer(text=b"")
    layout = shape(context)
    return Answer(value=[] if layout.many else fitted(context, {}))
