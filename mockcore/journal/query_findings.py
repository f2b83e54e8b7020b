"""Where a query breaks its operation's contract: undeclared names, filters, dates, choices, page sizes."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

from mockcore.journal.exchange import Exchange
from mockcore.journal.value_findings import Breaches, iso, listed, members
from mockcore.reference.input.query_values import PLACES
from mockcore.reference.operation import Operation
from mockcore.reference.schema import Schema, main_type

SECRETS = frozenset({"access_token", "client_secret", "refresh_token", "password"})
# What is told when no view is asked for, also where the document lists others only.
USUAL_VIEWS = ("normal", "default")
PAGES = frozenset({"page", "per_page"})
LARGEST_PAGE, RECOMMENDED_PAGE, LARGEST_V2_PAGE = 10_000, 2_000, 100
# Source: documented, dates: these two are ranges.
RANGES = re.compile(r"filters?\[(created_at|updated_at)\]")
_CUSTOM = re.compile(r"filters\[custom_field_\d+\]")


def in_query(exchange: Exchange, operation: Operation) -> Breaches:
    """(code, detail) of what the query of an exchange breaks."""
    values_by_name: dict[str, list[str]] = {}
    for name, value in parse_qsl(exchange.call.query, keep_blank_values=True):
        values_by_name.setdefault(name, []).append(value)
    declarations = {parameter.name: parameter.schema for parameter in operation.query}
    # A list may be paged where the reference does not say so; one record may not.
    paged = operation.method == "GET" and operation.rule not in ("show", "singleton")
    beside = PLACES | SECRETS | (PAGES if paged else frozenset())
    if operation.body is not None:
        beside |= {
            name for name, member in members(operation.body.schema).items() if main_type(member) not in ("object", "array")
        }
    for name, values in values_by_name.items():
        schema, declared = _declared(name, declarations)
        if schema is not None:
            yield from _of_one(name, schema, declared, values)
        elif name not in beside and not _CUSTOM.fullmatch(name.removesuffix("[]")):
            yield "unknown-parameter", name
    for name in sorted(PAGES & set(values_by_name) & (beside | set(declarations))):
        if re.fullmatch(r"0+|-\d+", values_by_name[name][-1]):
            yield "unknown-value", f"{name}: {values_by_name[name][-1][:20]} in place of 1 or more"
    if "per_page" in values_by_name and (PAGES & set(declarations)):
        yield from _size(values_by_name["per_page"][-1], declarations.get("per_page", {}), v2=operation.dialect == "v2")


def _declared(name: str, declarations: Mapping[str, Schema]) -> tuple[Schema | None, str]:
    """The schema of a name, and how it is declared; with or without ``[]``, and filter and filters are the same."""
    plain = name.removesuffix("[]")
    for spelt in (plain, plain.replace("filters[", "filter[", 1), plain.replace("filter[", "filters[", 1)):
        for declared in (spelt, f"{spelt}[]"):
            if declared in declarations:
                return declarations[declared], declared
    return _inner(name, declarations)


def _inner(name: str, declarations: Mapping[str, Schema]) -> tuple[Schema | None, str]:
    """The same for a member of a parameter that is an object."""
    for outer, schema in declarations.items():
        if main_type(schema) == "object" and name.startswith(f"{outer}["):
            parts, member = members(schema), name[len(outer) + 1 :].partition("]")[0]
            return (parts.get(member), name) if parts else ({}, name)
    return None, ""


def _of_one(name: str, schema: Schema, declared: str, values: list[str]) -> Breaches:
    many, bracketed = main_type(schema) == "array", name.endswith("[]")
    items = schema.get("items") or {} if many else schema
    if many and "[]" not in name and "[" in declared:
        yield from _scalar_filter(name, items, values)
    if bracketed and main_type(schema) in ("string", "integer", "number", "boolean"):
        yield "coerced-type", f"{name}: array in place of {main_type(schema)}"
    if RANGES.fullmatch(name):
        yield from _range(name, values[-1])
        return
    parts = [text for value in values for text in (value.strip("[]").split(",") if many else [value])]
    for value in parts:
        yield from _value(name, items, value.strip().strip('"'))


def _scalar_filter(name: str, items: Schema, values: list[str]) -> Breaches:
    """Ids may be given one by one, or as a list in JSON. Source: documented, filtering (observed for other filters)."""
    by_id = main_type(items) in ("integer", "number") or name.endswith(("id]", "ids]", "_id", "_ids"))
    if not by_id and not all(value.startswith("[") for value in values):
        yield "scalar-filter", name


def _range(name: str, value: str) -> Breaches:
    sides = value.strip('"').split("...")
    if len(sides) != 2 or not all(sides):
        yield ("date-range", name) if iso(sides[0]) or ".." in value else ("date-format", name)
    elif not all(map(iso, sides)):
        yield "date-format", name


def _value(name: str, schema: Schema, value: str) -> Breaches:
    shape = schema.get("format")
    if not value:
        return
    if name.startswith("sort"):
        yield from _sort(name, schema, value)
    elif shape in ("date", "date-time"):
        if not all(map(iso, value.split("..."))):
            yield "date-format", name
    elif "enum" in schema:
        usual = USUAL_VIEWS if name == "view" else ()
        yield from listed([*schema["enum"], *usual], value, name, json=False)
    elif main_type(schema) == "boolean" and value.lower() not in ("true", "false", "1", "0"):
        yield "coerced-type", f"{name}: text in place of boolean"


def _sort(name: str, schema: Schema, value: str) -> Breaches:
    """``-field`` is descending; several are joined by commas."""
    choices = {str(choice).lstrip("-") for choice in schema.get("enum") or ()}
    check = partial(listed, sorted(choices), name=name, json=False)
    for field in value.split(",") if choices else ():
        yield from check(field.strip().lstrip("-").removesuffix(":desc").removesuffix(":asc"))


def _size(text: str, schema: Mapping[str, Any], *, v2: bool) -> Breaches:
    most = schema.get("maximum", LARGEST_V2_PAGE if v2 else RECOMMENDED_PAGE)
    most = min(most, RECOMMENDED_PAGE)
    if text.isdigit() and int(text) > most:
        yield "oversized-page", f"per_page={text[:20]}, at most {most}"
