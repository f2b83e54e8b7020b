"""Answers show what bodies may say: attributes that the document accepts of a resource and shows nowhere are added.

The reference describes bodies and answers apart, and its answers lack much that their bodies take. What a client has written
it can read again: in the answers about one record, under the name and with the schema of the body. The document says of each
such addition ``x-accepted``. Source: decisions, What is accepted is shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from typing import Any

from mockcore import inflections
from mockcore.reference.additions import Additions, rows_member
from mockcore.reference.references import CUSTOM_FIELD, LISTED, MARKS, UPLOAD, list_names, object_names
from mockcore.reference.schema import Schema, main_type, properties, types, unwrapped, variants

# The rules that store what the body says in a record of the resource.
STORING = frozenset(
    {"create", "update", "upsert", "singleton_update", "find_or_create", "action"}
    | {"bulk_create", "bulk_update", "bulk_upsert", "sync"}
)  # fmt: skip
# The rules that answer with one record of it as it is now, and with several.
ONE = frozenset({"show", "create", "update", "upsert", "singleton", "singleton_update", "latest", "find_or_create"})
MANY = frozenset({"list", "grouped", "sync", "bulk_create", "bulk_update", "bulk_upsert"})
READING = frozenset({"show", "list", "singleton", "latest", "grouped"})
RECORDS = ONE | MANY | STORING
# What the store has of every record, and what says which one is meant.
OWN = frozenset({"id", "company_id", "project_id", "created_at", "updated_at", "deleted_at"})
DEEPEST = 4
# Behind the name of rows that a body gives below a record, as Rails has it.
AS_ROWS = "_attributes"

Entry = Mapping[str, Any]
Slice = dict[str, Any]


class Completion:
    """One pass over the compiled operations and resources of a bundled document, with the overlay's hints."""

    def __init__(
        self,
        document: Mapping[str, Any],
        entries: Sequence[Entry],
        slices: Sequence[Slice],
        overlay: Mapping[str, Any],
    ) -> None:
        self._document, self._entries, self._slices = document, entries, slices
        self._dropped: Collection[str] = overlay.get("not_kept") or {}
        self._hints: Mapping[str, str] = overlay.get("written") or {}
        self._additions = Additions(document, entries, MANY)

    def complete(self, kinds: Mapping[str, dict[str, Any]]) -> None:
        """Adds what is accepted and shown nowhere to the answers about one record; where a resource has none, to its lists.

        Each resource learns which of its attributes are shown by another name (``written``) and name uploads (``uploads``).
        """
        for kind, own in by_kind(self._entries).items():
            shown = shown_schemas(self._entries, self._slices, own)
            dialects = {self._entries[number]["dialect"] for number in own}
            for dialect in sorted(dialects):
                within = [number for number in own if self._entries[number]["dialect"] == dialect]
                accepted = _accepted(kind, [(self._entries[number], self._slices[number]) for number in within], self._dropped)
                if accepted:
                    self._resource(kinds[kind], within, accepted, shown)
        self._additions.settle()

    def _resource(self, kind: dict[str, Any], own: Sequence[int], accepted: dict[str, Any], shown: Sequence[Schema]) -> None:
        names = {name: schema for record in shown for name, schema in properties(record).items()}
        hints = {name: field for name in accepted if (field := self._hints.get(f"{kind['name']}.{name}"))}
        renamed = {**_renamed(accepted, names), **hints}
        kind["written"] = {**kind.get("written", {}), **renamed}
        uploads = [name for name, schema in accepted.items() if _names_upload(name, schema)]
        kind["uploads"] = [*dict.fromkeys((*kind.get("uploads", ()), *uploads))]
        # Rows that become records of another form are shown as those are.
        formed = {name for name in hints if name.endswith(AS_ROWS) and hints[name] in names}
        renamed_schemas = {
            field: names[field] if name in formed else _like(accepted[name], names.get(field, {}))
            for name, field in renamed.items()
        }
        accepted = renamed_schemas | {name: schema for name, schema in accepted.items() if name not in renamed}
        if not LISTED.isdisjoint(accepted):
            accepted = {name: schema for name, schema in accepted.items() if name not in LISTED} | {"attachments": FILES}
        lacking = _lacking({"properties": accepted}, shown, 0)
        for number in self._extended(own) if lacking else ():
            self._extend(number, lacking or {})

    def _extend(self, number: int, lacking: Mapping[str, Any]) -> None:
        """Adds properties to the record in an operation's answer, where it has an object: compiled, and in the document."""
        entry, detail = self._entries[number], self._slices[number]
        record = record_schema(detail["response"])
        if not properties(record):
            return
        lacking = _addition_for(record, lacking)
        detail["response"] = _placed(detail["response"], lacking)
        response = self._document["paths"][entry["path"]][entry["method"].lower()]["responses"][str(detail["status"])]
        media = response.get("content", {}).get(detail["media"])
        if media is not None:
            media["schema"] = self._additions.add(number, media["schema"], lacking)

    def _extended(self, own: Sequence[int]) -> list[int]:
        """The operations that answer about one record, and the lists that show as much of each; where there are none, all."""
        rules = {number: self._entries[number]["rule"] for number in own}
        layouts = {number: frozenset(properties(record_schema(self._slices[number]["response"]))) for number in own}
        single = [number for number in own if rules[number] in ONE]
        read = {layouts[number] for number in single if rules[number] in READING}
        if not read:
            return [number for number in own if rules[number] in RECORDS]
        return [*single, *(number for number in own if rules[number] in MANY and layouts[number] in read)]


def _renamed(accepted: Mapping[str, Any], shown: Mapping[str, Any]) -> dict[str, str]:
    """Attributes that are shown by another name, as their two names tell: ``sections_attributes``, ``due`` for ``due_date``."""
    renamed = {}
    for name, schema in accepted.items():
        for field in (name.removesuffix(AS_ROWS), f"{name}_date", f"{name}_at"):
            fed = field in accepted and not name.endswith(AS_ROWS)
            if name not in shown and field in shown and not fed and main_type(shown[field]) == main_type(schema):
                renamed[name] = field
                break
    return renamed


def _like(accepted: Schema, shown: Schema) -> Schema:
    """The schema of an attribute as a list where the field that shows it is one: the question of an RFI is its first."""
    single = main_type(richest(shown)) == "array" and main_type(richest(accepted)) != "array"
    return {"type": "array", "items": accepted} if single else accepted


def _names_upload(name: str, schema: Schema) -> bool:
    """Whether an attribute is the id of an upload, has one inside, or is a file, in whose place one may stand."""
    inner = richest(schema)
    while main_type(inner) == "array":
        inner = richest(inner.get("items", {}))
    return name.endswith(UPLOAD) or inner.get("format") == "binary" or any(starmap(_names_upload, properties(inner).items()))


def _accepted(kind: str, operations: Iterable[tuple[Entry, Slice]], dropped: Collection[str]) -> dict[str, Any]:
    """What the bodies about a resource may say of a record: attribute → schema; of several, the richest."""
    accepted: dict[str, Any] = {}
    for entry, detail in operations:
        if entry["rule"] in STORING and detail["body"] and entry["action"] not in dropped:
            for name, schema in _attributes(detail["body"]).items():
                own = name in OWN or name.startswith(CUSTOM_FIELD) or schema.get("readOnly")
                if own or name in dropped or f"{kind}.{name}" in dropped:
                    continue
                if name not in accepted or len(str(schema)) > len(str(accepted[name])):
                    accepted[name] = _without(schema, dropped)
    return accepted


def _attributes(body: Mapping[str, Any]) -> dict[str, Any]:
    rows = body["rows"]
    if rows is None:
        return dict(body["attributes"])
    array = body["schema"] if rows == "" else properties(body["schema"]).get(rows, {})
    return {
        **{name: schema for name, schema in body["attributes"].items() if name != rows},
        **properties(array.get("items", {})),
    }


def _without(schema: Schema, dropped: Collection[str]) -> dict[str, Any]:
    """The schema without the members that are not kept; rows within it have the name by which answers show them."""
    out = dict(schema)
    if "properties" in out:
        out["properties"] = {
            name.removesuffix(AS_ROWS): _without(inner, dropped)
            for name, inner in out["properties"].items()
            if name not in (*dropped, *MARKS)
        }
    if isinstance(out.get("items"), Mapping):
        out["items"] = _without(out["items"], dropped)
    return out


def by_kind(entries: Sequence[Mapping[str, Any]]) -> dict[str, list[int]]:
    """The numbers of each resource's operations."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        numbers[entry["kind"]].append(number)
    return numbers


def shown_schemas(
    entries: Sequence[Mapping[str, Any]], slices: Sequence[Mapping[str, Any]], numbers: Sequence[int]
) -> list[Schema]:
    """The schemas of records in the answers of those operations: of what reads them, else of all that tell one."""
    for rules in (READING, RECORDS):
        schemas = [record_schema(slices[number]["response"]) for number in numbers if entries[number]["rule"] in rules]
        if shown := [schema for schema in schemas if properties(schema)]:
            return shown
    return []


def record_schema(response: Schema | None) -> Schema:
    """The schema of a record in an answer: inside its envelope, list, or member that has the records."""
    inner, _ = unwrapped(response or {})
    inner = richest(inner)
    while main_type(inner) == "array":
        inner = richest(inner.get("items", {}))
    member = rows_member(properties(inner))
    return richest(properties(inner)[member].get("items", {})) if member else inner


def richest(schema: Schema) -> Schema:
    """The alternative with the most members, which is shown where no view is asked for; the schema where it has none."""
    if "properties" in schema:
        return schema
    options = [option for option in variants(schema) if properties(option) or main_type(option) == "array"]
    return max(options, key=lambda option: len(properties(option)), default=schema)


def _lacking(accepted: Schema, shown: Sequence[Schema], depth: int) -> dict[str, Any] | None:
    """What is accepted and none of the schemas shows, as the properties to add; None where they show everything."""
    parts = [properties(richest(schema)) for schema in shown]
    if not parts or not all(parts) or depth > DEEPEST:
        return None
    exact = {name for members in parts for name in members}
    covered = {name for members in parts for name, schema in members.items() for name in _sources(name, schema)}
    additions: dict[str, Any] = {}
    for name, schema in properties(richest(accepted)).items():
        # One of some words is no reference: nothing that has its name tells it.
        if name not in (exact if "enum" in richest(schema) else covered):
            if name not in OWN:
                additions[name] = _shown(schema)
            continue
        inner = [members[name] for members in parts if name in members]
        addition = _inside(schema, inner, depth + 1)
        if addition is not None:
            # As another answer shows it: a number that is a text there is one here.
            additions[name] = {**addition, _WHOLE: _as_shown(_shown(schema), inner[0])}
    return {"properties": additions} if additions else None


def _as_shown(accepted: dict[str, Any], shown: Schema) -> dict[str, Any]:
    """An attribute with the members that its body has, each with the schema of another answer that shows it."""
    shown = richest(shown)
    if "items" in accepted:
        return {**accepted, "items": _as_shown(accepted["items"], shown.get("items", {}))}
    fields = properties(shown)
    return {**accepted, "properties": {name: fields.get(name, inner) for name, inner in properties(accepted).items()}}


def _addition_for(shown: Schema, lacking: Mapping[str, Any]) -> dict[str, Any]:
    """What one answer lacks: of an attribute of which it has nothing, all."""
    out = {key: value for key, value in lacking.items() if key != _WHOLE}
    if "items" in out:
        out["items"] = _addition_for(richest(shown.get("items", {})), out["items"])
    if "properties" in out:
        fields = properties(shown)
        out["properties"] = {
            name: _addition_for(richest(fields[name]), member)
            if _WHOLE in member and name in fields
            else member.get(_WHOLE, member)
            for name, member in out["properties"].items()
        }
    return out


def _inside(accepted: Schema, shown: Sequence[Schema], depth: int) -> dict[str, Any] | None:
    accepted = richest(accepted)
    if main_type(accepted) == "array":
        lists = [richest(schema) for schema in shown]
        if not lists or any(main_type(schema) != "array" for schema in lists):
            return None
        addition = _inside(accepted.get("items", {}), [schema.get("items", {}) for schema in lists], depth)
        return None if addition is None else {"items": addition}
    return _lacking(accepted, shown, depth) if properties(accepted) else None


def _sources(name: str, schema: Schema) -> Iterator[str]:
    """The attributes that a property is made of."""
    yield name
    form = main_type(richest(schema))
    if form == "object":
        yield from object_names(name)
    elif form == "array":
        yield from [inflections.pluralize(name[:-4])] if name.endswith("_ids") else list_names(name)
        yield f"{inflections.singularize(name)}_id"
    elif name.endswith("_id"):
        yield name[:-3]


def _shown(schema: Schema) -> dict[str, Any]:
    """The schema of a body for an answer: anything may be unset there."""
    schema = richest(schema)
    if schema.get("format") == "binary":
        return {"type": ["object", "string", "null"], "properties": FILE}
    out = {key: value for key, value in schema.items() if key not in _OF_BODIES}
    if "properties" in out:
        out["properties"] = {name: _shown(inner) for name, inner in out["properties"].items()}
    for key in out.keys() & {"anyOf", "oneOf"}:
        out[key] = [_shown(inner) for inner in out[key]]
    if isinstance(out.get("items"), Mapping):
        out["items"] = _shown(out["items"])
    elif types(out):
        out["type"] = [*types(out), "null"]
        if "enum" in out and None not in out["enum"]:
            out["enum"] = [*out["enum"], None]
    return out


# Beside what is lacking within an attribute: the schema of all of it.
_WHOLE = "whole"
# What a schema says of bodies alone.
_OF_BODIES = frozenset({"required", "writeOnly", "default", "minLength", "minItems", "maxItems", "pattern", "description"})
FILE = {
    "id": {"type": ["integer", "null"]},
    "name": {"type": ["string", "null"]},
    "filename": {"type": ["string", "null"]},
    "url": {"type": ["string", "null"]},
    "content_type": {"type": ["string", "null"]},
    "size": {"type": ["integer", "null"]},
}
FILES = {"type": "array", "items": {"type": "object", "properties": FILE}}


def _placed(schema: Schema, lacking: Mapping[str, Any]) -> dict[str, Any]:
    """The compiled schema of an answer with the record in it joined with what it lacks."""
    parts = schema.get("properties", {})
    name = rows_member(parts)
    if name is not None:
        return {**schema, "properties": {**parts, name: _placed(parts[name], lacking)}}
    if "items" in schema and "properties" not in schema:
        return {**schema, "items": _placed(schema["items"], lacking)}
    key = next((key for key in ("anyOf", "oneOf") if key in schema), None)
    if key is None or "properties" in schema:
        return _united(schema, lacking)
    best = schema[key].index(max(schema[key], key=lambda option: len(properties(option))))
    options = list(schema[key])
    options[best] = _placed(options[best], lacking)
    return {**schema, key: options}


def _united(schema: Schema, lacking: Mapping[str, Any]) -> dict[str, Any]:
    """A resolved schema with the properties that it lacks, inside objects and lists too."""
    if "items" in lacking:
        return {**schema, "items": _united(schema.get("items", {}), lacking["items"])}
    parts = dict(schema.get("properties", {}))
    for name, addition in lacking["properties"].items():
        sparse = "type" not in addition and (addition.keys() <= {"properties", "items"}) and name in parts
        parts[name] = _united(parts[name], addition) if sparse else parts.get(name, addition)
    return {**schema, "properties": parts}
