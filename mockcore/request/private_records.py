"""Whom a private record names, as the document tells which attributes refer to people; ``Context`` asks who may see one."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import orjson

from mockcore import inflections
from mockcore.reference.layout import RecordLike
from mockcore.reference.operation import Kind
from mockcore.reference.references import REFERRING, References
from mockcore.reference.schema import Schema, properties, variants
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Records

PEOPLE = "users"
# How a record holds what refers to a person; with an underscore before it, what a rule holds beside the document's attributes.
_FORMS = ("{}", "{}_id", "{}_ids", "_{}_ids")
_DEEPEST = 5


def open_to(kind: Kind, references: References, user_id: int | None) -> Condition:
    """Admits the records of a resource with a private flag that a user sees who is no Admin of its tool: those that are
    not private, and those that the user made or that name the user. Nobody (None) is named by no record.
    """
    return Condition(str(kind.private), "open to", [user_id or 0, people_attributes(kind, references)])


def is_open(records: Records, record: RecordLike, kind: Kind, references: References, user_id: int | None) -> bool:
    """Whether a user who is no Admin of its tool sees a record: by the condition that lists ask."""
    if not kind.private or record.body.get(kind.private) in (None, False):
        return True
    conditions = [Condition("id", "eq", record.id), open_to(kind, references, user_id)]
    return records.first(Selection(record.kind, deleted="with", conditions=conditions)) is not None


def people_attributes(kind: Kind, references: References) -> str:
    """The names, as JSON, of the attributes of a resource that refer to people, wherever in a record they stand."""
    text: str | None = kind.compiled.get(people_attributes)
    if text is None:
        stems = {stem for stem in _stems(kind, references) if PEOPLE in references.alternatives(f"{stem}_id", kind.name)}
        names = sorted(
            {inflections.pluralize(stem) for stem in stems} | {form.format(stem) for stem in stems for form in _FORMS}
        )
        text = kind.compiled[people_attributes] = orjson.dumps(names).decode()
    return text


def _stems(kind: Kind, references: References) -> set[str]:
    """What an attribute may be called by: the document's words for people, and the names of the resource itself."""
    words = {name.rpartition(".")[2] for name, target in references.table.items() if PEOPLE in target}
    return words | {_stem(name) for name in set(_names({**kind.fields, **kind.attributes}, _DEEPEST))}


@cache
def _stem(name: str) -> str:
    return next((name.removesuffix(ending) for ending in REFERRING if name.endswith(ending)), inflections.singularize(name))


def _names(attributes: Mapping[str, Any], deeper: int) -> Iterator[str]:
    for name, schema in attributes.items():
        yield name
        for inner in _parts(schema) if deeper else ():
            yield from _names(properties(inner), deeper - 1)


def _parts(schema: Schema) -> Iterator[Schema]:
    items = schema.get("items") or {}
    yield from (schema, *variants(schema), items, *variants(items))
