"""What a request body means: the wrapper around the attributes, the context beside it, or the rows of a bulk action."""

from collections.abc import Mapping
from typing import Any

from mockcore.reference.schema import main_type, properties, variants

# Keys beside the wrapper that steer the request and are no attributes of the record.
STEERING = frozenset({"company_id", "project_id", "view", "run_configurable_validations", "send_emails", "send_email"})
PARTIAL = frozenset({"update", "singleton_update", "upsert"})
# A body without its wrapper is refused always, or where nothing else stands in it; with what narrows a question it never is.
ALWAYS, ALONE, NEVER = "always", "alone", ""
NARROWING = frozenset({"filters"})
# What stands beside a wrapper and has what the record is to say: its template, or the app that is installed.
SOURCES = ("template_id", "app_uid")
ROW_RULES = frozenset({"bulk_create", "bulk_upsert", "bulk_update", "bulk_delete", "bulk_restore", "sync"})


def body_slice(schema: Mapping[str, Any], media: list[str], required: bool, singular: str, rule: str) -> dict[str, Any]:
    """The body as the engine needs it: schema, media types, wrapper and when it is demanded, attributes, rows, context."""
    declared, schema = schema, _within(_joined(schema))
    parts = properties(schema)
    rows = _rows(parts, schema, rule)
    wrapper = None if rows is not None else _wrapper(parts, schema, singular)
    attributes = dict(properties(parts[wrapper])) if wrapper else {}
    if wrapper and rule in PARTIAL:
        # An update names what it changes; whatever it leaves out stays.
        partial = {key: value for key, value in parts[wrapper].items() if key != "required"}
        schema = {**schema, "properties": {**parts, wrapper: partial}}
    beside = {name: attribute for name, attribute in parts.items() if name not in (wrapper, rows)}
    attributes.update(
        {name: attribute for name, attribute in beside.items() if name not in STEERING and name not in attributes}
    )
    return {
        "schema": dict(schema),
        "document": None if schema is declared else dict(declared),
        "media": media,
        "required": required,
        "wrapper": wrapper,
        "demand": _demand(declared, wrapper, required, rule) if wrapper else NEVER,
        "rows": rows,
        "attributes": attributes,
        "context": [name for name in schema.get("required", ()) if name in STEERING],
    }


def _demand(schema: Mapping[str, Any], wrapper: str, required: bool, rule: str) -> str:
    """When a body without its wrapper, or with an empty one, is refused.

    Source: decisions, Missing and malformed parameters.
    """
    parts = properties(_joined(schema))
    if parts[wrapper].get("required"):
        return ALWAYS
    if any(name.endswith(SOURCES) for name in parts):
        return ALONE
    if wrapper in schema.get("required", ()):
        return ALWAYS
    if wrapper in NARROWING or (not required and rule not in ("create", "update")):
        return NEVER
    return ALWAYS if STEERING.issuperset(parts.keys() - {wrapper}) else ALONE


def _joined(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Alternative objects as one: every property of any of them, required where all require it."""
    options = variants(schema)
    if not options or "properties" in schema or any(main_type(attribute) != "object" for attribute in options):
        return schema
    united = {name: attribute for option in reversed(options) for name, attribute in properties(option).items()}
    shared = set.intersection(*(set(option.get("required", ())) for option in options))
    return {"type": "object", "properties": united, "required": sorted(shared)}


def _within(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema with alternative objects joined in the wrapper and in rows as well; itself where there are none."""
    parts = schema.get("properties", {})
    united = {name: _joined(attribute) for name, attribute in parts.items()}
    for name, attribute in united.items():
        if "items" in attribute and (row := _joined(attribute["items"])) is not attribute["items"]:
            united[name] = {**attribute, "items": row}
    if all(united[name] is attribute for name, attribute in parts.items()):
        return schema
    return {**schema, "properties": united}


def _wrapper(parts: Mapping[str, Any], schema: Mapping[str, Any], singular: str) -> str | None:
    maps = [name for name, attribute in parts.items() if main_type(attribute) == "object" and properties(attribute)]
    if not maps:
        return None
    if singular in maps:
        return singular
    tails = [name for name in maps if singular.endswith(f"_{name}") or name.endswith(f"_{singular}")]
    if len(tails) == 1:
        return tails[0]
    others = [name for name in parts if name not in maps and name not in STEERING and not name.endswith(("attachments", "_id"))]
    required = [name for name in maps if name in schema.get("required", ())]
    if len(required) == 1 and len(others) <= 2:
        return required[0]
    return maps[0] if len(maps) == 1 and not others else None


def _rows(parts: Mapping[str, Any], schema: Mapping[str, Any], rule: str) -> str | None:
    """The key of the array of rows; "" where the body is the array itself."""
    if main_type(schema) == "array":
        return ""
    if rule not in ROW_RULES:
        return None
    arrays = [name for name, attribute in parts.items() if main_type(attribute) == "array"]
    for name in ("updates", "deletes", "ids"):
        if name in arrays:
            return name
    if len(arrays) == 1:
        return arrays[0]
    nested = [name for name in arrays if properties(parts[name].get("items", {}))]
    return nested[0] if nested else None
