"""What every company and project begins with: entries of lists of types, statuses, responses, units and templates.

``company_defaults.yaml`` beside this module says which, each list with its source.
"""

import hashlib
import marshal
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from mockcore.file_cache import cached
from mockcore.reference.catalog import Catalog
from mockcore.store.records import Stored

FILE = Path(__file__).with_suffix(".yaml")
COMPANY, PROJECT = "company", "project"
REFERENCE = "@"
PARENT, NAME = "parent", "name"

Attributes = dict[str, Any]
# Stores a row of a resource below a parent, or below none.
Add = Callable[[str, Attributes, int | None], Stored]
# The records of a resource that there are already.
Present = Callable[[str], Sequence[Stored]]


@dataclass(frozen=True, slots=True)
class DefaultList:
    """The rows that a resource begins with, and the attribute by which others name one of them."""

    kind: str
    label: str
    rows: tuple[Attributes, ...]


@cache
def default_lists(level: str) -> dict[str, DefaultList]:
    """The lists of every company, or of every project, by resource; what a row refers to is in a list before its own."""
    return {kind: _list(kind, entry) for kind, entry in _content()[level].items()}


def _list(kind: str, entry: Mapping[str, Any]) -> DefaultList:
    label, each = entry.get("label") or NAME, entry.get("each") or {}
    named = [{label: name} for name in entry.get("names") or ()]
    return DefaultList(kind, label, tuple({**each, **row} for row in [*named, *(entry.get("rows") or ())]))


def _content() -> dict[str, Any]:
    """The file, read from the cache: YAML is slow to parse."""
    text = FILE.read_bytes()

    def make(target: Path) -> None:
        import yaml  # noqa: PLC0415 - slow to import, and needed once

        from mockcore.reference.yaml_loader import SAFE  # noqa: PLC0415 - likewise

        target.write_bytes(marshal.dumps(yaml.load(text, Loader=SAFE)))

    packed = cached(f"defaults-{hashlib.sha256(text).hexdigest()[:20]}.bin", make)
    content: dict[str, Any] = marshal.loads(packed[:])  # noqa: S302 - our own cache file
    return content


@dataclass(slots=True)
class Filling:
    """Fills the lists of one company or project that are empty. ``present`` finds what its rows may refer to."""

    catalog: Catalog
    present: Present
    _labels: dict[str, list[tuple[Any, int]]] = field(default_factory=dict)

    def fill(self, level: str, add: Add, filled: Container[str] = ()) -> None:
        """Adds the rows of each list but those that are ``filled`` already."""
        for kind, entry in default_lists(level).items():
            if kind not in filled and self.catalog.has_kind(kind):
                for row in entry.rows:
                    parent, body = self.resolved(row)
                    record = add(kind, body, parent)
                    self._labels.setdefault(kind, []).append((row.get(entry.label), record.id))

    def resolved(self, row: Attributes) -> tuple[int | None, Attributes]:
        """The parent of a row, and its attributes, with ids in the place of references."""
        body = {name: self._value(value) for name, value in row.items()}
        parent = body.pop(PARENT, None)
        return parent, body

    def _value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(item) for item in value]
        if not isinstance(value, str) or not value.startswith(REFERENCE):
            return value
        kind, _, label = value[len(REFERENCE) :].partition(" ")
        choices = self._labels.get(kind) or self._labels.setdefault(kind, self._stored(kind))
        return next((number for name, number in choices if name == label), choices[0][1] if choices else None)

    def _stored(self, kind: str) -> list[tuple[Any, int]]:
        label = default_lists(COMPANY)[kind].label
        return [(record.body.get(label), record.id) for record in self.present(kind)]
