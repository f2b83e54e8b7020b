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
    """Where references are looked up.

    ``memo`` keeps what was rendered for the length of a request, ``kept`` what rests on one record alone for longer.
    """

    memo: dict[Any, Any]

    @property
    def kept(self) -> dict[Any, Any]:
        """By function, id and version of the record."""
        ...

    def find(self, kind: str, identifier: int) -> RecordLike | None:
        """The record a reference points to."""

    def children(self, kind: str, parent_id: int) -> Sequence[RecordLike]:
        """The live records below a record."""


Resolver = Callable[[RecordLike, Source], Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """A property that rests on attributes named ``keys``: ``default`` where none of them is stored.

    ``fit`` makes it of the attribute of its own name alone, ``resolve`` of all of them. ``own`` tells that neither looks at
    any other record.
    """

    default: Any
    keys: tuple[str, ...]
    fit: Callable[[Any], Any] | None = None
    resolve: Resolver | None = None
    own: bool = False


def laid_out(parts: Mapping[str, Resolver | Stated]) -> Resolver:
    """Renders a record with those properties, in that order.

    Most properties of a document are not stored of most records: what it costs grows with the attributes that are.
    """
    blank = {name: part.default if isinstance(part, Stated) else None for name, part in parts.items()}
    lists = [(name, default) for name, default in blank.items() if isinstance(default, list)]
    always = [(name, part) for name, part in parts.items() if not isinstance(part, Stated)]
    stated = _by_attribute(parts)

    def render(record: RecordLike, source: Source) -> Any:
        body = record.body
        shown = blank.copy()
        for key, value in body.items():
            if value is None or key not in stated:
                continue
            for name, fit, resolve, besides in stated[key]:
                if fit is not None:
                    shown[name] = fit(value)
                elif shown[name] is blank[name] and (not besides or body.get(name) is None):
                    shown[name] = resolve(record, source)
        for name, default in lists:
            if shown[name] is default:
                shown[name] = []
        for name, resolve in always:
            shown[name] = resolve(record, source)
        return shown

    return render


# A property, what makes it of the attribute of its name alone, what makes it of others, and whether its name is one of them.
_Use = tuple[str, Callable[[Any], Any] | None, Resolver, bool]


def _by_attribute(parts: Mapping[str, Resolver | Stated]) -> dict[str, list[_Use]]:
    """The properties that rest on each attribute."""
    found: dict[str, list[_Use]] = {}
    for name, part in parts.items():
        if not isinstance(part, Stated):
            continue
        for key in part.keys:
            fit = part.fit if key == name else None
            if fit is not None or part.resolve is not None:
                found.setdefault(key, []).append((name, fit, part.resolve or _nothing, part.fit is not None))
    return found


def _nothing(record: RecordLike, source: Source) -> Any:
    return None
