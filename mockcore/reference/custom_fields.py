"""Custom fields of a record as an answer shows them."""

from typing import Any

from mockcore.reference.layout import RecordLike, Source


def custom_fields(record: RecordLike, source: Source) -> Any:
    """``custom_field_12: value`` as it is read back, however it was written. Source: documented, configurable fieldsets."""
    # Most records have none: looking at each name costs more than all the rest of a short record.
    if "custom_field" not in " ".join(record.body):
        return {}
    fields = {name: value for name, value in record.body.items() if name.startswith("custom_field")}
    fields = {**(fields.get("custom_fields") or {}), **fields}
    return {name: _custom_field(value) for name, value in fields.items() if name.startswith("custom_field_")}


def _custom_field(value: Any) -> dict[str, Any]:
    if isinstance(value, dict) and isinstance(value.get("data_type"), str):
        return {"data_type": value["data_type"], "value": value.get("value")}
    names = {bool: "boolean", int: "decimal", float: "decimal", list: "lov_entries"}
    return {"data_type": names.get(type(value), "string"), "value": value}
