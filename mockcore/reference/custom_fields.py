"""Custom fields of a record as an answer shows them: those that the company has defined, by the type of their definition.

Source: documented, configurable fieldsets; observed (one that is not defined is dropped).
"""

from collections.abc import Iterator
from typing import Any

from mockcore.reference.coercion import Problems, coerced, whole
from mockcore.reference.layout import RecordLike, Source
from mockcore.reference.references import CUSTOM_FIELD
from mockcore.reference.schema import Schema

DEFINITIONS = "custom_field_definitions"
ENTRIES = "custom_field_definitions/custom_field_lov_entries"
# What answers call a definition's type, and the schema of its values.
_NAMES = {"number": "decimal"}
_SCHEMAS: dict[str, Schema] = {"number": {"type": "number"}, "decimal": {"type": "number"}, "boolean": {"type": "boolean"}}
_CHOICE, _CHOICES = "lov_entry", "lov_entries"


def custom_fields(record: RecordLike, source: Source) -> Any:
    """``custom_field_12: value`` as it is read back, however it was written."""
    # Most records have none: looking at each name costs more than all the rest of a short record.
    if "custom_field" not in " ".join(record.body):
        return {}
    fields = {name: value for name, value in record.body.items() if name.startswith("custom_field")}
    fields = {**(fields.get("custom_fields") or {}), **fields}
    return dict(_shown(fields, source))


def _shown(fields: dict[str, Any], source: Source) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, value in fields.items():
        number = whole(name.removeprefix(CUSTOM_FIELD))
        definition = source.find(DEFINITIONS, number) if number is not None else None
        if definition is not None and definition.deleted_at is None:
            yield name, _custom_field(definition, value, source)


def _custom_field(definition: RecordLike, value: Any, source: Source) -> dict[str, Any]:
    if isinstance(value, dict) and "data_type" in value:
        value = value.get("value")
    kind = str(definition.body.get("data_type") or "string")
    if kind == _CHOICES:
        value = [_entry(one, source) for one in (value if isinstance(value, list) else [value] if value else [])]
    elif kind == _CHOICE:
        value = _entry(value, source)
    elif kind in _SCHEMAS:
        value = coerced(_SCHEMAS[kind], value, Problems(), CUSTOM_FIELD)
    return {"data_type": _NAMES.get(kind, kind), "value": value}


def _entry(value: Any, source: Source) -> Any:
    """An entry of a list of values by its id; what is none of them stays as it was written."""
    number = whole(str(value.get("id") if isinstance(value, dict) else value))
    entry = source.find(ENTRIES, number) if number is not None else None
    return {"id": entry.id, "label": entry.body.get("label")} if entry is not None else value
