"""The tables of docs/reference/control-api.md, made of the OpenAPI document of the control API."""

import json
from collections.abc import Iterator
from typing import Any

from mockcore.web import site
from mockcore.web.control_document import document
from scripts.tables import cell, table

# What the page says of all requests together.
USUAL = ("400", "401", "403", "413", "503")
Operation = tuple[str, str, dict[str, Any]]


def routes() -> str:
    """For each tag what it is about, and a table of its requests: what they do, the names that they take, an example."""
    described = document(route for room in site.ROOMS for route in room.router.routes)
    schemas = described["components"]["schemas"]
    lines = []
    for tag in described["tags"]:
        lines += [f"## {tag['name']}", "", f"{tag['description']}.", ""]
        rows = [_row(operation, schemas) for operation in _of_tag(described, tag["name"])]
        lines += [table(["request", "what it does", "query", "body", "answers"], rows), ""]
    return "\n".join(lines).rstrip()


def _of_tag(described: dict[str, Any], tag: str) -> Iterator[Operation]:
    for path, item in described["paths"].items():
        for method, operation in item.items():
            if tag in operation["tags"]:
                yield method.upper(), path, operation


def _row(operation: Operation, schemas: dict[str, Any]) -> list[str]:
    method, path, said = operation
    names = [row["name"] for row in said.get("parameters", ()) if row["in"] == "query"]
    query = ", ".join(f"`{name}`" for name in names)
    statuses = [status for status in said["responses"] if status not in USUAL]
    return [f"`{method} {path}`", cell(said["summary"]), query, _body(said, schemas), ", ".join(statuses)]


def _body(said: dict[str, Any], schemas: dict[str, Any]) -> str:
    """The keys of a body, and an example of one."""
    if "requestBody" not in said:
        return ""
    (media, content), *_ = said["requestBody"]["content"].items()
    keys = ", ".join(f"`{name}`" for name in _keys(content["schema"], schemas))
    if "example" not in content:
        return f"{media}: {keys}" if keys else media
    example = f"`{cell(json.dumps(content['example']))}`"
    return f"{keys}; {example}" if keys else example


def _keys(schema: dict[str, Any], schemas: dict[str, Any]) -> list[str]:
    """The keys that a schema has, or one of those that it may be."""
    if "$ref" in schema:
        return _keys(schemas[schema["$ref"].rsplit("/", 1)[1]], schemas)
    options = [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
    return [*schema.get("properties", ()), *(key for option in options for key in _keys(option, schemas))]
