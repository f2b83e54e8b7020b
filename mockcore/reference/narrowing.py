"""What no answer can show is no value of a body: free texts and numbers have the choices, days or numbers of the answers.

The reference describes bodies and answers apart, and bodies more loosely: a text in a body is one of five choices in every
answer. What is none of them would be accepted and read again nowhere, so that it is refused as other values that break a
rule. Source: decisions, What is accepted is shown.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from mockcore.reference.completion import STORING, by_kind, richest, shown_schemas
from mockcore.reference.declared_rules import changed_at, record_path
from mockcore.reference.schema import Schema, main_type, nullable, properties

# Formats of texts that bodies are not held to: a date-time that cannot be read is null, and the others are free texts.
_DAY = "date"


def narrow(entries: Sequence[Mapping[str, Any]], slices: Sequence[dict[str, Any]], kinds: Mapping[str, Any]) -> None:
    """Gives the bodies about each resource the forms of its answers, in place; entries and slices are in step."""
    for kind, own in by_kind(entries).items():
        shown = shown_schemas(entries, slices, own)
        renamed = kinds[kind].get("written") or {} if kind in kinds else {}
        for number in own if shown else ():
            detail = slices[number]
            path = record_path(detail["body"]) if detail["body"] and entries[number]["rule"] in STORING else None
            if path is not None:
                body = detail["body"]
                schema = changed_at(body["schema"], path, partial(_record, shown=shown, renamed=renamed))
                # Whoever asks for strict handling is told of what the document says.
                document = body.get("document") or (None if schema == body["schema"] else body["schema"])
                detail["body"] = {**body, "schema": schema, "document": document}


def _record(accepted: Schema, shown: Sequence[Schema], renamed: Mapping[str, str]) -> Schema:
    fields = {}
    for name, schema in properties(accepted).items():
        forms = [members[field] for members in map(properties, shown) if (field := renamed.get(name, name)) in members]
        fields[name] = _attribute(schema, [richest(form) for form in forms]) if forms else schema
    return {**accepted, "properties": fields}


def _attribute(accepted: Schema, forms: Sequence[Schema]) -> Schema:
    """The schema of an attribute in a body, as all of the answers have it."""
    shapes = {main_type(form) for form in forms}
    form = main_type(accepted)
    if shapes == {"array"} and form == "array" and accepted.get("items"):
        inner = [richest(schema.get("items") or {}) for schema in forms]
        return {**accepted, "items": _attribute(accepted["items"], inner)} if all(inner) else accepted
    if shapes == {"object"} and form == "object" and properties(accepted):
        return _record(accepted, forms, {})
    free = "enum" not in accepted and (form == "number" or (form == "string" and accepted.get("format") is None))
    return {**accepted, **_scalar(accepted, forms)} if free else accepted


def _scalar(accepted: Schema, forms: Sequence[Schema]) -> dict[str, Any]:
    shapes = {main_type(form) for form in forms}
    if shapes == {"string"} and main_type(accepted) == "string":
        if all("enum" in form for form in forms):
            return {"enum": [*dict.fromkeys(choice for form in forms for choice in form["enum"] if choice is not None)]}
        return {"format": _DAY} if all(form.get("format") == _DAY for form in forms) else {}
    numeric = "integer" if shapes == {"integer"} else "number" if shapes <= {"integer", "number"} else None
    return {"type": [numeric, "null"] if nullable(accepted) else numeric} if numeric else {}
