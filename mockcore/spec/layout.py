"""The properties of one object, each with where it comes from, as one function of a record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class RecordLike(Protocol):
    """What a projection reads of a record."""

    id: int
    kind: str
    version: int
    company_id: int | None
    project_id: int | None
    parent_id: int | None
    key: str | None
    created_at: str
    updated_at: str
    deleted_at: str | None

    @property
    def body(self) -> dict[str, Any]:
        """The attributes."""
        ...


class Source(Protocol):
    """Where references are looked up. ``memo`` keeps what was rendered for the length of a request."""

    memo: dict[Any, Any]

    def find(self, kind: str, identifier: int) -> RecordLike | None:
        """The record a reference points to."""

    def children(self, kind: str, parent_id: int) -> Sequence[RecordLike]:
        """The live records below a record."""


Resolver = Callable[[RecordLike, Source], Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """A property that rests on attributes named ``keys``: ``default`` where none of them is stored.

    ``fit`` makes it of the attribute of its own name alone, ``resolve`` of all of them.
    """

    default: Any
    keys: tuple[str, ...]
    fit: Callable[[Any], Any] | None = None
    resolve: Resolver | None = None


def laid_out(parts: Mapping[str, Resolver | Stated]) -> Resolver:
    """Renders a record with those properties, in that order.

    Most properties of a document are not stored of most records: what it costs grows with the attributes that are.
    """
    blank = {name: part.default if isinstance(part, Stated) else None for name, part in parts.items()}
    lists = [name for name, default in blank.items() if isinstance(default, list)]
    always = [(name, part) for name, part in parts.items() if not isinstance(part, Stated)]
    stated = _by_attribute(parts)
    keys = stated.keys()

    def render(record: RecordLike, source: Source) -> Any:
        body = record.body
        shown = blank.copy()
        for name in lists:
            shown[name] = []
        for key in keys & body.keys():
            value = body[key]
            for name, part in stated[key] if value is not None else ():
                if part.fit is not None and key == name:
                    shown[name] = part.fit(value)
                elif part.resolve is not None and (part.fit is None or body.get(name) is None):
                    shown[name] = part.resolve(record, source)
        for name, resolve in always:
            shown[name] = resolve(record, source)
        return shown

    return render


def _by_attribute(parts: Mapping[str, Resolver | Stated]) -> dict[str, list[tuple[str, Stated]]]:
    """The properties that rest on each attribute."""
    found: dict[str, list[tuple[str, Stated]]] = {}
    for name, part in parts.items():
        if isinstance(part, Stated):
            for key in part.keys:
                found.setdefault(key, []).append((name, part))
    return found
