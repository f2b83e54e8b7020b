"""What the document must keep beyond OpenAPI's own rules, so that the engine can be derived from it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import jsonschema_rs

from mockcore.reference.document import operations

HONOURED = frozenset(
    {
        "$ref", "type", "properties", "items", "required", "enum", "const", "format", "default",
        "allOf", "anyOf", "oneOf", "additionalProperties", "readOnly", "writeOnly",
        "minimum", "maximum", "minLength", "maxLength", "pattern",
    }
)  # fmt: skip
IGNORED = frozenset({"title", "description", "example", "examples", "deprecated"})
KEYWORDS = HONOURED | IGNORED

# Of the overlay: what each section is from, and the hints, each of which says so itself.
SOURCES, OPERATIONS = "sources", "operations"

_SOURCE = re.compile(r"(?:reference|observed|assumed)\b|documented, \w")
_PATH_PARAMETER = re.compile(r"{(\w+)}")

Place = tuple[str, Mapping[str, Any]]


def check(document: Mapping[str, Any]) -> list[str]:
    """Every problem as one sentence; empty where the document is fit to be compiled."""
    problems = list(_operation_ids(document))
    problems += _path_parameters(document)
    for where, schema in schemas(document):
        problems += _keywords(where, schema)
    # An invalid keyword could make the validator refuse the whole document, so examples come last.
    return problems or list(_examples(document))


def check_overlay(overlay: Mapping[str, Any]) -> list[str]:
    """Every hint and section of the overlay that does not say where it is from, as one sentence each."""
    sources = overlay.get(SOURCES) or {}
    sections = set(overlay) - {SOURCES, OPERATIONS}
    problems = [f"The overlay's sources name the section {name}, which it does not have." for name in set(sources) - sections]
    problems += _sources((f"section {name}", sources.get(name)) for name in sections)
    hints = overlay.get(OPERATIONS) or {}
    return sorted(problems) + list(_sources((f"hint for {name}", hint.get("source")) for name, hint in hints.items()))


def schemas(document: Mapping[str, Any]) -> Iterator[Place]:
    """Every schema of the document with the place where it stands, nested ones included."""
    for section, parts in (document.get("components") or {}).items():
        for name, component in parts.items():
            where = f"components.{section}.{name}"
            yield from _inside(where, component) if section == "schemas" else _carried(where, component)
    for path, method, operation in operations(document):
        yield from _carried(f"{method.upper()} {path}", operation)


def _carried(where: str, node: Any) -> Iterator[Place]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == "schema":
                yield from _inside(where, value)
            elif key not in ("example", "examples"):
                yield from _carried(where, value)
    elif isinstance(node, list):
        for value in node:
            yield from _carried(where, value)


def _inside(where: str, schema: Any) -> Iterator[Place]:
    if not isinstance(schema, Mapping):
        return
    yield where, schema
    for name, inner in (schema.get("properties") or {}).items():
        yield from _inside(f"{where}.{name}", inner)
    for key in ("items", "additionalProperties"):
        yield from _inside(f"{where}.{key}", schema.get(key))
    for key in ("allOf", "anyOf", "oneOf"):
        for inner in schema.get(key) or ():
            yield from _inside(where, inner)


def _sources(said: Iterable[tuple[str, Any]]) -> Iterator[str]:
    for where, source in said:
        if source is None:
            yield f"The overlay's {where} has no source."
        elif not _SOURCE.match(str(source)):
            yield f"The overlay's {where} has the source {source!r}: it is reference, documented (a page), observed or assumed."


def _operation_ids(document: Mapping[str, Any]) -> Iterator[str]:
    count: Counter[str] = Counter()
    for path, method, operation in operations(document):
        if "operationId" in operation:
            count[operation["operationId"]] += 1
        else:
            yield f"{method.upper()} {path} has no operationId."
    yield from (f"The operationId {name} is used {times} times." for name, times in count.items() if times > 1)


def _path_parameters(document: Mapping[str, Any]) -> Iterator[str]:
    shared = (document.get("components") or {}).get("parameters") or {}
    for path, method, operation in operations(document):
        parameters = [*document["paths"][path].get("parameters", ()), *operation.get("parameters", ())]
        parameters = [
            shared[parameter["$ref"].rsplit("/", 1)[-1]] if "$ref" in parameter else parameter for parameter in parameters
        ]
        declared = {parameter["name"] for parameter in parameters if parameter["in"] == "path"}
        named = set(_PATH_PARAMETER.findall(path))
        for name in sorted(named - declared):
            yield f"{method.upper()} {path} does not declare its path parameter {name}."
        for name in sorted(declared - named):
            yield f"{method.upper()} {path} declares a path parameter {name} that its path lacks."


def _keywords(where: str, schema: Mapping[str, Any]) -> Iterator[str]:
    for key in schema:
        if key not in KEYWORDS and not key.startswith("x-"):
            yield f"{where} uses the schema keyword {key}, which the engine does not know."


def _examples(document: Mapping[str, Any]) -> Iterator[str]:
    components = {"components": document.get("components") or {}}
    for where, schema in schemas(document):
        samples = [*schema.get("examples", ()), *([schema["example"]] if "example" in schema else ())]
        if not samples:
            continue
        validator = jsonschema_rs.Draft202012Validator(_local(schema, components))
        for sample in samples:
            error = next(iter(validator.iter_errors(sample)), None)
            if error is not None:
                yield f"An example of {where} breaks its schema: {error.message}"


def _local(schema: Mapping[str, Any], components: Mapping[str, Any]) -> dict[str, Any]:
    """The schema as the root of what it refers to, so that ``#/components/...`` resolves."""
    return {**schema, "components": _needed(schema, components["components"])}


def _needed(schema: Any, components: Mapping[str, Any]) -> dict[str, Any]:
    needed: dict[str, Any] = {}
    waiting = list(_targets(schema))
    while waiting:
        name = waiting.pop().rsplit("/", 1)[-1]
        if name not in needed:
            needed[name] = components["schemas"][name]
            waiting.extend(_targets(needed[name]))
    return {"schemas": needed}


def _targets(node: Any) -> Iterator[str]:
    for _, schema in _inside("", node):
        if "$ref" in schema:
            yield schema["$ref"]
