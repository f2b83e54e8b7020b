"""The document says what a body without its wrapper meets: it is required, and it is not empty.

The reference leaves that out, and a request that it allows would be refused.
Source: decisions, Missing and malformed parameters.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from mockcore.reference.bodies import ALWAYS
from mockcore.reference.components import Components
from mockcore.reference.forms import FORM, MULTIPART

FORMS = frozenset({FORM, MULTIPART})


def demand(document: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], slices: Sequence[Mapping[str, Any]]) -> None:
    """Marks the wrapper of each body that needs one, and the rows of a form, which has no way to write an empty list."""
    components = Components(document)
    for entry, detail in zip(entries, slices, strict=True):
        body = detail["body"]
        if body is None or entry["method"] == "GET":
            continue
        operation = document["paths"][entry["path"]][entry["method"].lower()]
        if body["demand"] == ALWAYS:
            _mark(components, operation, body["wrapper"], {"minProperties": 1}, required=entry["method"] != "DELETE")
        elif body["rows"] and FORMS.issuperset(body["media"]):
            _mark(components, operation, body["rows"], {"minItems": 1}, required=body["required"])


def _mark(components: Components, operation: dict[str, Any], name: str, least: Mapping[str, int], *, required: bool) -> None:
    body = components.definition(operation["requestBody"])
    content = {
        media: {**holder, "schema": _marked(components, holder["schema"], name, least)}
        for media, holder in body["content"].items()
    }
    operation["requestBody"] = {**body, "content": content, "required": required or bool(body.get("required"))}


def _marked(components: Components, schema: Mapping[str, Any], name: str, least: Mapping[str, int]) -> dict[str, Any]:
    """The schema of a body with the property required and bounded; what other operations refer to stays as it is."""
    own = components.definition(schema)
    parts = own.get("properties", {})
    if name not in parts:
        return dict(schema)
    named = {*own.get("required", ()), name}
    required = [field for field in parts if field in named]
    return {**own, "required": required, "properties": {**parts, name: {**parts[name], **least}}}
