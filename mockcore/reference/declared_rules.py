"""Rules of values that the document's keywords do not say: laid into the schemas of bodies when the document is compiled.

A text that a record must have to be made is never blank afterwards either. The overlay adds texts (``presence``), the numbers
between which a value lies (``limits``), the texts that write numbers (``decimals``), and the texts that some attributes take
(``vocabularies``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from mockcore.reference.schema import DECIMAL, LIMITS, PRESENCE, VOCABULARY, nullable, properties, types

_NESTED = ("properties", "items", "anyOf", "oneOf")
# Formats of texts that say no more than that they may write numbers.
_NUMERIC = frozenset({None, "decimal", "float", "double", "number"})
Schema = Mapping[str, Any]


class DeclaredRules:
    """The rules of one document, for each of its resources."""

    def __init__(self, overlay: Mapping[str, Any]) -> None:
        self._presence: Mapping[str, list[str]] = overlay.get("presence") or {}
        self._limits: Mapping[str, Any] = overlay.get("limits") or {}
        self._vocabularies: Mapping[str, list[str]] = overlay.get("vocabularies") or {}
        self._decimals: list[str] = overlay.get("decimals") or []
        self._required: dict[str, list[set[str]]] = defaultdict(list)
        self._free: dict[str, set[str]] = defaultdict(set)

    def learn(self, entries: Iterable[Mapping[str, Any]], slices: Iterable[Mapping[str, Any]]) -> None:
        """Notes which texts each resource must have to be made."""
        for entry, detail in zip(entries, slices, strict=True):
            body = detail["body"]
            if entry["rule"] == "create" and body is not None:
                schema = _record(body)
                fields = properties(schema)
                texts = {name for name in schema.get("required", ()) if _is_text(fields.get(name, {}))}
                self._required[entry["kind"]].append(texts)
                self._free[entry["kind"]] |= fields.keys() - texts

    def texts(self, kind: str) -> set[str]:
        """The texts of a resource that are not blank where they are sent: each POST that takes them requires them."""
        required = set[str]().union(*self._required.get(kind, ())) - self._free[kind]
        return required.union(self._presence.get(kind, ()))

    def present(self, kind: str) -> list[str]:
        """The texts that no new record of a resource is without, by whichever operation it is made."""
        always = set[str].intersection(*self._required[kind]) if self._required.get(kind) else set[str]()
        return sorted(always)

    def body(self, body: Mapping[str, Any], kind: str) -> dict[str, Any]:
        """A body with the rules of its resource laid into its schema."""
        schema = self._laid(body["schema"], kind, "")
        path = record_path(body)
        if path is not None and (texts := sorted(self.texts(kind) & set(properties(_at(schema, path))))):
            schema = changed_at(schema, path, lambda inner: {**inner, PRESENCE: texts})
        inner = _at(schema, path or ())
        fields = {**properties(schema), **properties(inner)} if body["rows"] is None else properties(schema)
        attributes = {name: fields.get(name, attribute) for name, attribute in body["attributes"].items()}
        return {**body, "schema": schema, "attributes": attributes}

    def _laid(self, schema: Any, kind: str, name: str) -> Any:
        """A schema with the rules of its numbers, and of the texts that objects within it must have."""
        if not isinstance(schema, Mapping):
            return schema
        out = dict(schema)
        for key in _NESTED:
            inner = out.get(key)
            if key == "properties" and inner:
                out[key] = {field: self._laid(value, kind, field) for field, value in inner.items()}
            elif key == "items" and inner:
                out[key] = self._laid(inner, kind, name)
            elif inner:
                out[key] = [self._laid(value, kind, name) for value in inner]
        texts = sorted(field for field in out.get("required", ()) if _is_text(out.get("properties", {}).get(field, {})))
        return out | self._words(out, name) | self._number(out, kind, name) | ({PRESENCE: texts} if texts else {})

    def _words(self, schema: Schema, name: str) -> dict[str, Any]:
        """The texts that an attribute takes, where its schema lists none."""
        words = self._vocabularies.get(name)
        if words is None or "enum" in schema or "string" not in types(schema):
            return {}
        return {"enum": [*words, None] if nullable(schema) else words, VOCABULARY: True}

    def _number(self, schema: Schema, kind: str, name: str) -> dict[str, Any]:
        kinds = set(types(schema))
        text = kinds == {"string"} and "enum" not in schema and schema.get("format") in _NUMERIC
        if not name or not (text or {"integer", "number"} & kinds):
            return {}
        limits = self._limits_of(kind, name)
        decimal = text and any(fnmatchcase(name, pattern) for pattern in self._decimals)
        return ({LIMITS: limits} if limits else {}) | ({DECIMAL: True} if decimal else {})

    def _limits_of(self, kind: str, name: str) -> Sequence[float | None] | None:
        """The limits of an attribute: those of its resource, of its name, or of the pattern of its name."""
        for key in (f"{kind}.{name}", name):
            if key in self._limits:
                limits: Sequence[float | None] | None = self._limits[key]
                return limits
        return next((limits for pattern, limits in self._limits.items() if "*" in pattern and fnmatchcase(name, pattern)), None)


def _is_text(schema: Schema) -> bool:
    return types(schema) == ("string",) and not nullable(schema) and "enum" not in schema and schema.get("format") is None


def record_path(body: Mapping[str, Any]) -> tuple[str, ...] | None:
    """Where the schema of a record stands in that of a body; None where the rows are no objects."""
    if body["rows"] is None:
        return ("properties", body["wrapper"]) if body["wrapper"] else ()
    path = ("items",) if body["rows"] == "" else ("properties", body["rows"], "items")
    return path if properties(_at(body["schema"], path)) else None


def _record(body: Mapping[str, Any]) -> Schema:
    return _at(body["schema"], record_path(body) or ())


def _at(schema: Schema, path: Sequence[str]) -> Schema:
    for key in path:
        schema = schema.get(key) or {}
    return schema


def changed_at(schema: Schema, path: Sequence[str], change: Callable[[Schema], Schema]) -> Schema:
    """A schema with the one that stands in it at the path changed."""
    if not path:
        return change(schema)
    return {**schema, path[0]: changed_at(schema.get(path[0]) or {}, path[1:], change)}
