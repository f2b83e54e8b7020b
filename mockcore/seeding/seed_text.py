"""A seed file as text: YAML 1.2 as editors read it, so that days, `no` and `12:30` are texts, and where each key stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mockcore.errors import OperatorError
from mockcore.reference.yaml_loader import SAFE

_TAG = "tag:yaml.org,2002:"
_TAGS = ("str", "null", "bool", "int", "float", "map", "seq")


class Row(dict[str, Any]):
    """A mapping of a seed file that knows where it stands: the file, and the line on which it begins, from 1."""

    file, line = "", 0

    @property
    def place(self) -> str:
        """Both, as sentences have them."""
        return f"{self.file}, line {self.line},"


def plain(value: Any) -> Any:
    """A value of a seed file without the places where it stands."""
    if isinstance(value, dict):
        return {key: plain(member) for key, member in value.items()}
    return [plain(member) for member in value] if isinstance(value, list) else value


class _Loader(SAFE):  # type: ignore[misc]
    """YAML 1.1 would make of `2026-01-15` a day, of `NO` false, of `12:30` seconds, of `01234` an octal number."""

    yaml_implicit_resolvers: dict[str, Any] = {}
    file = ""

    def row(self, node: yaml.MappingNode) -> Iterator[Row]:
        """A mapping, which may contain itself: it is there before what is in it."""
        row = Row()
        row.file, row.line = self.file, node.start_mark.line + 1
        yield row
        row.update(self.construct_mapping(node))


# The core schema of YAML 1.2, without infinity, and merging of mappings. A plain word is told by its first letter.
for _name, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("merge", "<<", ["<"]),
):
    _Loader.add_implicit_resolver(_TAG + _name, re.compile(rf"^(?:{_pattern})$"), _first)
_Loader.add_constructor(f"{_TAG}int", lambda loader, node: int(node.value))
_Loader.add_constructor(f"{_TAG}map", _Loader.row)
_Loader.add_constructor(f"{_TAG}float", lambda loader, node: float(node.value))


@dataclass(frozen=True, slots=True)
class SeedText:
    """What a file says, and its nodes, which know their lines."""

    file: Path
    content: Any
    node: Any

    def line(self, path: Sequence[str | int]) -> int:
        """The line, from 1, on which a key or a member of a list begins."""
        node = nearest = self.node
        for step in path:
            entry = _entry(node, step)
            if entry is None:
                break
            nearest, node = entry
        return int(nearest.start_mark.line) + 1 if nearest is not None else 1


def load(file: Path) -> SeedText:
    """The content of a seed file. Raises: OperatorError naming the file and, where there is one, the line."""
    lines: list[str] = []
    try:
        text = file.read_bytes().decode("utf-8-sig")
        lines = text.splitlines()
        loader = _Loader(text)
        loader.file = str(file)
        try:
            node = loader.get_single_node()
            _check(node, ())
            return SeedText(file, loader.construct_document(node) if node is not None else None, node)
        finally:
            loader.dispose()
    except UnicodeDecodeError:
        raise OperatorError(f"The seed {file} cannot be read: it is not UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        raise OperatorError(f"The seed {file}{_place(error)} cannot be read: {_reason(error, lines)}.") from None
    except (yaml.YAMLError, ValueError) as error:
        raise OperatorError(f"The seed {file} cannot be read: {' '.join(str(error).split())}.") from None
    except OSError as error:
        raise OperatorError(f"The seed {file} cannot be read: {error.strerror}.") from None


def _place(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    return f", line {mark.line + 1}," if mark is not None else ""


def _reason(error: yaml.MarkedYAMLError, lines: list[str]) -> str:
    mark = error.problem_mark
    rest = lines[mark.line][mark.column :] if mark is not None and mark.line < len(lines) else ""
    if rest and "cannot start any token" in str(error.problem):
        return "a tab does not indent" if rest[0] == "\t" else f"a text that begins with {rest[0]} stands in quotes"
    return ", ".join(text for text in (error.context, error.problem) if text)


def _check(node: Any, above: tuple[Any, ...]) -> None:
    """Keys are texts, each stands once, nothing contains itself, and there are no tags. Raises: MarkedYAMLError."""
    if any(node is outer for outer in above):
        raise yaml.MarkedYAMLError(problem="an anchor contains itself", problem_mark=node.start_mark)
    if node is not None and node.tag.removeprefix(_TAG) not in _TAGS:
        raise yaml.MarkedYAMLError(problem=f"the tag {node.tag} means nothing here", problem_mark=node.start_mark)
    inside = (*above, node)
    if isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for key, value in node.value:
            _check_key(key, names)
            _check(value, inside)
    elif isinstance(node, yaml.SequenceNode):
        for member in node.value:
            _check(member, inside)


def _check_key(key: Any, names: set[str]) -> None:
    if not isinstance(key, yaml.ScalarNode):
        raise yaml.MarkedYAMLError(problem="a key is a text", problem_mark=key.start_mark)
    if key.tag == f"{_TAG}merge":
        return
    if key.value in names:
        raise yaml.MarkedYAMLError(problem=f"the key {key.value!r} stands there twice", problem_mark=key.start_mark)
    names.add(key.value)
    key.tag = f"{_TAG}str"


def _entry(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """The key, and the value, at one step of a path; the last one that is not merged, else the first that is."""
    if isinstance(node, yaml.SequenceNode):
        member = node.value[step] if isinstance(step, int) and step < len(node.value) else None
        return (member, member) if member is not None else None
    pairs = list(_pairs(node))
    return next(((key, value) for key, value in reversed(pairs) if key.value == step), None)


def _pairs(node: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(node, yaml.SequenceNode):
        for member in node.value:
            yield from _pairs(member)
    elif isinstance(node, yaml.MappingNode):
        merged = [value for key, value in node.value if key.tag == f"{_TAG}merge"]
        for value in merged:
            yield from _pairs(value)
        yield from ((key, value) for key, value in node.value if key.tag != f"{_TAG}merge")
