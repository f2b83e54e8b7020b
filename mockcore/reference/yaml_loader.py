"""YAML as values, by yaml's safe loader in C where the platform has it, without what makes its Python side slow.

Ours are the two inner loops alone: what a scalar without quotes is, asked once for each spelling, and values from nodes.
"""

from typing import Any

import yaml

SAFE: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT, _MAP, _SEQUENCE, _MERGE = (f"tag:yaml.org,2002:{name}" for name in ("str", "map", "seq", "merge"))
_KINDS = {yaml.MappingNode: _MAP, yaml.SequenceNode: _SEQUENCE}


class Loader(SAFE):  # type: ignore[misc]
    """For ``yaml.load``. Raises: as the safe loader; ConstructorError also for a value inside itself."""

    def __init__(self, stream: Any) -> None:
        super().__init__(stream)
        self._values: dict[Any, Any] = {}
        self._tags: dict[Any, str] = {}

    def resolve(self, kind: Any, value: str | None, implicit: Any) -> str:
        """The tag of a node that names none."""
        if kind is not yaml.ScalarNode:
            return _KINDS[kind]
        key = value, implicit
        tag = self._tags.get(key)
        if tag is None:
            tag = self._tags[key] = super().resolve(kind, value, implicit)
        return tag

    def construct_document(self, node: yaml.Node) -> Any:
        """The value of a document."""
        try:
            return self._value(node)
        except RecursionError as error:
            raise yaml.constructor.ConstructorError(None, None, "a value is inside itself", node.start_mark) from error

    def _value(self, node: Any) -> Any:
        if node.__class__ is yaml.ScalarNode and node.tag == _TEXT:
            return node.value
        if node.tag not in (_MAP, _SEQUENCE):
            return self.construct_object(node, deep=True)
        if node not in self._values:
            # An alias is the value of its anchor.
            self._values[node] = self._mapping(node) if node.tag == _MAP else [self._value(inner) for inner in node.value]
        return self._values[node]

    def _mapping(self, node: Any) -> dict[Any, Any]:
        if any(key.tag == _MERGE for key, _ in node.value):
            self.flatten_mapping(node)
        try:
            return {self._value(key): self._value(inner) for key, inner in node.value}
        except TypeError:
            # Says which key, and where.
            return dict(self.construct_mapping(node, deep=True))
