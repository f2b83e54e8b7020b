"""What the overlay corrects of the document itself, before anything is derived from it: schemas, and those of answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from mockcore.reference.document import METHODS, SpecError
from mockcore.reference.schema import component_name, main_type, unwrapped
from mockcore.reference.views import IDS, PARAMETERS

Node = dict[str, Any]


def correct(document: Node, overlay: Mapping[str, Any]) -> None:
    """Puts the overlay's ``schemas`` and the ``views`` of its operations into the document, and ids where a view is of ids.

    Raises: SpecError for a view that names no schema.
    """
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name, correction in (overlay.get("schemas") or {}).items():
        schemas[name] = _joined(schemas.get(name), correction)
    hints = overlay.get("operations") or {}
    for label, operation in _operations(document):
        by_view = hints.get(label, {}).get("views")
        for holder in _answers(document, operation):
            if by_view:
                holder["schema"] = _of_views(holder.get("schema") or {}, by_view, schemas, label)
            elif IDS.intersection(_views(document, operation)):
                holder["schema"] = _with_ids(document, holder.get("schema") or {})
    admitting = _AdmittingNull(document)
    for _, operation in _operations(document):
        for holder in _answers(document, operation):
            admitting.walk(unwrapped(holder.get("schema") or {})[0])


class _AdmittingNull:
    """Goes through answers: where one has another record, there may be none. Source: assumed; an id of 0 is no record's."""

    def __init__(self, document: Node) -> None:
        self._schemas = document["components"]["schemas"]
        self._passed: set[int] = set()

    def walk(self, schema: Any) -> None:
        """Changes the properties of a schema that are records, and those inside, in place."""
        node = self._resolved(schema)
        if id(node) in self._passed:
            return
        self._passed.add(id(node))
        inside = node.get("properties") or {}
        for name, inner in inside.items():
            self.walk(inner)
            if self._is_record(inner):
                inside[name] = _or_null(inner)
        for inner in (*_branches(node), *([node["items"]] if isinstance(node.get("items"), dict) else [])):
            self.walk(inner)

    def _resolved(self, node: Any) -> Node:
        while "$ref" in node:
            node = self._schemas[component_name(node["$ref"])]
        resolved: Node = node
        return resolved

    def _is_record(self, schema: Node) -> bool:
        node = self._resolved(schema)
        return "id" in (node.get("properties") or {}) or any(map(self._is_record, _branches(node)))


def _branches(node: Node) -> list[Node]:
    return [branch for key in ("allOf", "anyOf", "oneOf") for branch in node.get(key) or ()]


def _or_null(schema: Node) -> Node:
    for key in ("anyOf", "oneOf"):
        if key in schema:
            there = any(branch.get("type") == "null" for branch in schema[key])
            return schema if there else {**schema, key: [*schema[key], {"type": "null"}]}
    if isinstance(schema.get("type"), list):
        return schema if "null" in schema["type"] else {**schema, "type": [*schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _joined(schema: Node | None, correction: Mapping[str, Any]) -> Node:
    """A schema with the properties of a correction; the correction alone where there is none, or where it has no properties."""
    if schema is None or "properties" not in correction:
        return dict(correction)
    if "properties" not in schema:
        return {"allOf": [schema, dict(correction)]}
    return {**schema, **correction, "properties": {**schema["properties"], **correction["properties"]}}


def _operations(document: Node) -> Iterator[tuple[str, Node]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield f"{method.upper()} {path}", item[method]


def _answers(document: Node, operation: Node) -> Iterator[Node]:
    """What holds the schema of each good answer."""
    for status, response in operation.get("responses", {}).items():
        if str(status).startswith("2"):
            yield from (_component(document, response).get("content") or {}).values()


def _component(document: Node, node: Node) -> Node:
    if "$ref" not in node:
        return node
    _, _, section, name = node["$ref"].split("/", 3)
    component: Node = document["components"][section][name]
    return component


def _views(document: Node, operation: Node) -> list[str]:
    for parameter in operation.get("parameters") or ():
        declared = _component(document, parameter)
        if declared.get("name") in PARAMETERS:
            return list(_component(document, declared.get("schema") or {}).get("enum") or ())
    return []


def _of_views(schema: Node, by_view: Mapping[str, str], schemas: Mapping[str, Any], label: str) -> Node:
    """The alternatives that the views name, in the list and the envelope where the answer has them."""
    if unknown := [name for name in by_view.values() if name not in schemas]:
        raise SpecError(f"overlay.yaml names for {label} a schema {unknown[0]}, which the document does not have.")
    options = [{"$ref": f"#/components/schemas/{name}"} for name in dict.fromkeys(by_view.values())]
    record: Node = options[0] if len(options) == 1 else {"anyOf": options}
    inner = (schema.get("properties") or {}).get("data")
    if inner is not None:
        return {**schema, "properties": {**schema["properties"], "data": _listed(inner, record)}}
    return _listed(schema, record)


def _listed(schema: Node, record: Node) -> Node:
    branches = [schema, *schema.get("anyOf", ()), *schema.get("oneOf", ())]
    return {"type": "array", "items": record} if any(main_type(branch) == "array" for branch in branches) else record


def _with_ids(document: Node, schema: Node) -> Node:
    """A list of records whose rows may be ids as well."""
    inner = (schema.get("properties") or {}).get("data")
    if inner is not None:
        return {**schema, "properties": {**schema["properties"], "data": _with_ids(document, inner)}}
    rows = schema.get("items")
    if not isinstance(rows, Mapping) or "anyOf" in rows or "oneOf" in rows:
        return schema
    record = document["components"]["schemas"][component_name(rows["$ref"])] if "$ref" in rows else rows
    identifier = (record.get("properties") or {}).get("id") or {"type": "integer"}
    return {**schema, "items": {"anyOf": [{"type": main_type(identifier) or "integer"}, rows]}}
