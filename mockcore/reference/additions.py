"""What completion adds to answers, in the document: where an answer names a component, it goes on naming one.

Client generators make one class of each component, and one of each operation whose answer has a schema of its own.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from mockcore.reference.components import Components
from mockcore.reference.document import references
from mockcore.reference.schema import Schema, component_name, main_type, properties

ACCEPTED = "x-accepted"
Addition = Mapping[str, Any]


class Additions:
    """The properties that are added to the records in a document's answers; ``settle`` writes them into the components."""

    def __init__(self, document: Mapping[str, Any], entries: Sequence[Mapping[str, Any]], lists: Collection[str]) -> None:
        self._document, self._entries, self._lists = document, entries, lists
        self._schemas: dict[str, Any] = document.get("components", {}).get("schemas", {})
        self._resolve = Components(document).schema
        self._nodes: dict[str, list[tuple[dict[str, Any], Addition]]] = defaultdict(list)
        self._numbers: dict[str, set[int]] = defaultdict(set)

    def add(self, number: int, schema: Schema, addition: Addition) -> dict[str, Any]:
        """The schema of an operation's answer with the addition to the record in it."""
        target = self._resolve(schema)
        parts = target.get("properties", {})
        name = rows_member({member: self._resolve(inner) for member, inner in parts.items()} if "data" in parts else parts)
        if name is not None:
            envelope = schema if name in schema.get("properties", {}) else target
            inner = self.add(number, envelope["properties"][name], addition)
            return {**envelope, "properties": {**envelope["properties"], name: inner}}
        if "properties" in target:
            return self._joined(number, schema, addition)
        if "items" in target:
            return {**target, "items": self.add(number, schema.get("items", target["items"]), addition)}
        key = next((key for key in ("anyOf", "oneOf") if key in schema), None)
        if key is None:
            return self._joined(number, schema, addition)
        best = target[key].index(max(target[key], key=lambda option: len(properties(option))))
        options = list(schema[key])
        options[best] = self.add(number, options[best], addition)
        return {**schema, key: options}

    def _joined(self, number: int, schema: Schema, addition: Addition) -> dict[str, Any]:
        if "$ref" not in schema:
            return _with(schema, addition)
        node, name = dict(schema), component_name(schema["$ref"])
        self._nodes[name].append((node, addition))
        self._numbers[name].add(number)
        return node

    def settle(self) -> None:
        """Extends each component that nothing else uses than answers about one record; of others there is a second one."""
        uses = Counter(_names(self._document))
        answers = cache(lambda number: Counter(_names(self._operation(self._entries[number])["responses"])))
        for name, nodes in self._nodes.items():
            additions = [
                addition for place, (_, addition) in enumerate(nodes) if addition not in [one for _, one in nodes[:place]]
            ]
            if len(additions) == 1 and uses[name] == sum(answers(number)[name] for number in self._owners(name)):
                self._schemas[name] = _with(self._schemas[name], additions[0])
                continue
            names = [self._extended(name, addition) for addition in additions]
            for node, addition in nodes:
                node["$ref"] = f"#/components/schemas/{names[additions.index(addition)]}"

    def _owners(self, name: str) -> Iterator[int]:
        """The operations that answer with the addition, and those of their resources that answer about one record."""
        kinds = {self._entries[number]["kind"] for number in self._numbers[name]}
        for number, entry in enumerate(self._entries):
            if number in self._numbers[name] or (entry["kind"] in kinds and entry["rule"] not in self._lists):
                yield number

    def _extended(self, name: str, addition: Addition) -> str:
        """The name of a new component: the one of that name, with the addition."""
        names = (f"{name}Accepted{number or ''}" for number in (0, *range(2, 1000)))
        free = next(candidate for candidate in names if candidate not in self._schemas)
        self._schemas[free] = _with({"$ref": f"#/components/schemas/{name}"}, addition)
        return free

    def _operation(self, entry: Mapping[str, Any]) -> Mapping[str, Any]:
        operation: Mapping[str, Any] = self._document["paths"][entry["path"]][entry["method"].lower()]
        return operation


def rows_member(members: Mapping[str, Schema]) -> str | None:
    """The member of an answer that has the records: that of a sync, of an envelope, or of a page with its numbers."""
    if "entities" in members:
        return "entities"
    page = "id" not in members and main_type(members.get("data", {})) == "array"
    return "data" if page or ("data" in members and members.keys() <= {"data", "error"}) else None


def _with(schema: Schema, addition: Addition) -> dict[str, Any]:
    """The schema with the addition as the last of its parts: generators read no parts of parts."""
    parts = schema["allOf"] if schema.keys() == {"allOf"} else [schema]
    return {"allOf": [*parts, {**addition, ACCEPTED: True}]}


def _names(node: Any) -> Iterator[str]:
    """The components that a part of the document refers to, each as often as it does."""
    return map(component_name, references(node))
