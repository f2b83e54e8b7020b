"""What an answer can say: the choices of an attribute that a request may give, wherever a record with it is shown.

The reference lists choices at requests and at answers separately, and for some attributes other ones.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from mockcore import inflections
from mockcore.reference.bodies import ROW_RULES, STEERING
from mockcore.reference.components import Components
from mockcore.reference.kinds import kinds_of, stems
from mockcore.reference.references import References
from mockcore.reference.schema import main_type

# The rules whose bodies are the attributes of records.
WRITES = frozenset({"create", "update", "upsert", "singleton_update", "find_or_create"}) | ROW_RULES
Node = dict[str, Any]
# What meets each attribute with choices: the resource, its name, and the schema that lists them.
Visit = Callable[[str, str, Node], None]


def widen(
    document: Node, entries: Sequence[Mapping[str, Any]], slices: Sequence[dict[str, Any]], overlay: Mapping[str, Any]
) -> None:
    """Adds to the choices of each attribute in answers those that requests have of it, in place.

    ``entries`` and ``slices`` are the compiled operations, in step; the slices get the answers anew.
    """
    kinds, _ = kinds_of(entries, slices, overlay.get("kinds") or {})
    references = References(stems(kinds, overlay), kinds)
    choices: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)

    def collect(kind: str, name: str, schema: Node) -> None:
        for value in schema["enum"]:
            if isinstance(value, str):
                choices[kind, name].setdefault(folded(value), value)

    def extend(kind: str, name: str, schema: Node) -> None:
        there = {folded(value) for value in schema["enum"] if value is not None}
        if main_type(schema) == "string" and any(isinstance(value, str) for value in schema["enum"]):
            schema["enum"] = [
                *schema["enum"],
                *(value for text, value in choices.get((kind, name), {}).items() if text not in there),
            ]

    requests, answers = _Walk(document, references, collect), _Walk(document, references, extend)
    for entry, detail in zip(entries, slices, strict=True):
        if detail["body"] and entry["rule"] in WRITES:
            requests.request(entry, detail["body"])
    for entry in entries:
        answers.answer(entry)
    components = Components(document)
    for entry, detail in zip(entries, slices, strict=True):
        detail["response"] = components.success(document["paths"][entry["path"]][entry["method"].lower()])[2]


def folded(value: Any) -> str:
    """A choice as answers compare it: ``In Review`` is ``in_review``."""
    return str(value).casefold().replace(" ", "_")


class _Walk:
    """Goes through the schemas of operations, with the resource of each object, as projections do; through each once."""

    def __init__(self, document: Node, references: References, visit: Visit) -> None:
        self._components = document.get("components", {})
        self._paths = document["paths"]
        self._references = references
        self._visit = visit
        self._passed: set[tuple[int, str]] = set()

    def request(self, entry: Mapping[str, Any], body: Mapping[str, Any]) -> None:
        """The attributes in a body: inside its wrapper and beside it, or of its rows."""
        declared = self._component(self._operation(entry)["requestBody"])
        schemas = [content.get("schema") or {} for content in (declared.get("content") or {}).values()]
        inside = body["wrapper"] or body["rows"]
        for schema in schemas:
            for name, attribute in self._properties(schema):
                if name == inside:
                    self._object(self._rows(attribute), entry["kind"])
                elif name not in STEERING:
                    self._property(name, attribute, entry["kind"])
            if body["rows"] == "":
                self._object(self._rows(schema), entry["kind"])

    def answer(self, entry: Mapping[str, Any]) -> None:
        """The records in the good answers."""
        for status, response in self._operation(entry)["responses"].items():
            if str(status).startswith("2"):
                for content in (self._component(response).get("content") or {}).values():
                    self._record(content.get("schema") or {}, entry["kind"])

    def _operation(self, entry: Mapping[str, Any]) -> Node:
        operation: Node = self._paths[entry["path"]][str(entry["method"]).lower()]
        return operation

    def _record(self, schema: Node, kind: str) -> None:
        schema = self._component(schema)
        inner = (schema.get("properties") or {}).get("data")
        for attribute in [inner] if inner is not None else [schema, *self._branches(schema)]:
            self._object(self._rows(attribute), kind)

    def _rows(self, schema: Node) -> Node:
        schema = self._component(schema)
        while "items" in schema:
            schema = self._component(schema["items"])
        return schema

    def _object(self, schema: Node, kind: str) -> None:
        key = (id(schema), kind)
        if key in self._passed:
            return
        self._passed.add(key)
        for name, attribute in self._properties(schema):
            self._property(name, attribute, kind)

    def _properties(self, schema: Node) -> Iterator[tuple[str, Node]]:
        schema = self._component(schema)
        yield from (schema.get("properties") or {}).items()
        for branch in self._branches(schema):
            yield from self._properties(self._rows(branch))

    def _property(self, name: str, schema: Node, kind: str) -> None:
        for option in (schema, *self._branches(self._component(schema))):
            inner = self._rows(option)
            if "enum" in inner:
                self._visit(kind, name, inner)
            if any(True for _ in self._properties(inner)):
                self._object(inner, self._kind_inside(name, kind, inner is not self._component(option)))

    def _kind_inside(self, name: str, kind: str, many: bool) -> str:
        stem = inflections.singularize(name) if many else name
        return self._references.kind_for(stem, kind) or f"{kind}.{name}"

    def _branches(self, schema: Node) -> Iterator[Node]:
        for key in ("allOf", "anyOf", "oneOf"):
            yield from map(self._component, schema.get(key) or ())

    def _component(self, node: Node) -> Node:
        while "$ref" in node:
            _, _, section, name = node["$ref"].split("/", 3)
            node = self._components[section][name]
        return node
