"""From method and path to an operation: a trie over the path segments, its cost independent of the number of operations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from mockcore.errors import MethodNotAllowed, UnknownRoute
from mockcore.path_patterns import segments

_PARAMETER = "{}"
_HERE = "/"
Node = dict[str, Any]


@dataclass(slots=True)
class Match:
    """The operation's number and the path parameters in order."""

    operation: int
    values: list[str]


def build(operations: Iterable[tuple[int, str, str]]) -> Node:
    """The trie of (number, method, path); an operation may have several paths with the same parameters.

    Without a method the path is known to lead nowhere: no parameter stands for its last segment.

    Raises: ValueError when two have the same method and shape.
    """
    root: Node = {}
    for number, method, path in operations:
        node = root
        for segment in segments(path):
            node = node.setdefault(_label(segment), {})
        here = node.setdefault(_HERE, {})
        if not method:
            continue
        if method in here:
            raise ValueError(f"{method} {path} shadows another operation.")
        here[method] = number
    return root


def match(root: Node, method: str, path: str) -> Match:
    """Finds the operation; a static segment wins over a parameter.

    Raises: UnknownRoute, or MethodNotAllowed with the methods that the path has.
    """
    parts = segments(path)
    values: list[str] = []
    # A brace in a path is not the label of a parameter: the slow way tells them apart.
    here = None if "{" in path else _direct(root, parts, values)
    if here is None:
        values = []
        here = _find(root, parts, 0, values)
    if not here:
        raise UnknownRoute()
    number = here.get(method)
    if number is None:
        allowed = allow(here)
        raise MethodNotAllowed(headers={"Allow": ", ".join(allowed)})
    return Match(number, values)


def methods(root: Node, path: str) -> list[str] | None:
    """The methods of a path, or None where it is unknown."""
    here = _find(root, segments(path), 0, [])
    return allow(here) if here else None


def allow(here: Mapping[str, int]) -> list[str]:
    """The Allow header's methods: those declared, HEAD where there is GET, OPTIONS always."""
    return [*sorted(here), *(["HEAD"] if "GET" in here else []), "OPTIONS"]


def _label(segment: str) -> str:
    if not segment.startswith("{"):
        return segment
    return _PARAMETER + segment.partition("}")[2]


def _direct(node: Node, parts: list[str], values: list[str]) -> dict[str, int] | None:
    """The way without turning back, which nearly every path takes."""
    for segment in parts:
        child = node.get(segment)
        if child is None:
            child = node.get(_PARAMETER)
            if child is None or "." in segment or "%" in segment or not segment or segment[0] in "{/":
                return None
            values.append(segment)
        node = child
    methods: dict[str, int] | None = node.get(_HERE)
    return methods


def _find(node: Node, parts: list[str], index: int, values: list[str]) -> dict[str, int] | None:
    if index == len(parts):
        methods: dict[str, int] | None = node.get(_HERE)
        return methods
    segment = parts[index]
    if segment != _HERE and not segment.startswith(_PARAMETER):
        static = node.get(segment)
        if static is not None:
            here = _find(static, parts, index + 1, values)
            if here is not None:
                return here
    stem, dot, suffix = segment.rpartition(".")
    for label, value in ((f"{_PARAMETER}.{suffix}" if dot else "", stem), (_PARAMETER, segment)):
        child = node.get(label) if value else None
        if child is not None:
            values.append(unquote(value))
            here = _find(child, parts, index + 1, values)
            if here is not None:
                return here
            values.pop()
    return None
