"""The fields that records of a resource may have, as a scenario writes them."""

from collections.abc import Iterator, Mapping
from typing import Any

from mockcore import inflections
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Kind
from mockcore.reference.references import list_keys, object_keys
from mockcore.reference.schema import Schema, main_type, properties, unwrapped


def field_names(name: str, catalog: Catalog) -> list[str]:
    """Fields of answers and of bodies, and the ids that stand for nested records; none where the document has no field."""
    return list(field_schemas(name, catalog))


def field_schemas(name: str, catalog: Catalog) -> dict[str, list[Schema]]:
    """The fields with what answers and bodies say of each; an id that stands for a nested record has no schema of its own."""
    kind = catalog.kind(name)
    answers = kind.fields or _answered(name, catalog)
    shown = {**kind.attributes, **answers}
    names = dict.fromkeys([*shown, *(key for field, schema in shown.items() for key in _ids(kind, field, schema))])
    return {field: [source[field] for source in (answers, kind.attributes) if field in source] for field in names}


def _answered(name: str, catalog: Catalog) -> Mapping[str, Any]:
    """The fields of a resource that has none of its own: those of the answers about it."""
    operations = [catalog.named(entry["id"]) for entry in catalog.entries if entry["kind"] == name]
    answers = (unwrapped(operation.response)[0] for operation in operations if operation.response)
    return {field: schema for answer in answers for field, schema in properties(answer.get("items") or answer).items()}


def _ids(kind: Kind, field: str, schema: Mapping[str, Any]) -> Iterator[str]:
    """What may stand in a record for an object or a list that its answer shows."""
    form = main_type(schema)
    if form == "object":
        yield from (*object_keys(field, kind.attributes), f"{field}_ids")
    elif form == "array":
        yield from (*list_keys(field, kind.attributes), f"{inflections.singularize(field)}_id")
