"""The properties of one object, each with where it comes from, as one function of a record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from mockcore.reference.living import Deleted, living


class RecordLike(Protocol):
    """What a projection reads of a record."""

    id: int
    kind: str
    version: int
    text: str
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

    ``cache`` is of what was rendered for the length of a request, ``version_cache`` of what rests on one record
    and on the directory (``derivations.DIRECTORY``).
    ``private_seen`` grows with each private record that was met: what was rendered meanwhile is the caller's alone.
    """

    cache: dict[Any, Any]
    private_seen: int

    @property
    def deleted(self) -> Deleted:
        """The ids of deleted records; false where there are none."""
        ...

    @property
    def version_cache(self) -> dict[Any, Any]:
        """By function, id and version of the record."""
        ...

    def find(self, kind: str, identifier: int) -> RecordLike | None:
        """The record a reference points to."""

    def children(self, kind: str, parent_id: int) -> Sequence[RecordLike]:
        """The live records below a record."""

    def creator_of(self, record: RecordLike) -> int | None:
        """The user who made a record; None where nobody is known."""

    def shows(self, record: RecordLike) -> bool:
        """Whether an answer may show a record of a resource with a private flag; ``private_seen`` counts the private ones."""


Resolver = Callable[[RecordLike, Source], Any]
# Makes a property of the value of an attribute: the value, the record, the source.
Maker = Callable[[Any, RecordLike, Source], Any]
# A property that rests on an attribute: its name, the attribute of that name where it goes before, what makes it, and the
# other attributes that go before.
Dependent = tuple[str, str | None, Maker, tuple[str, ...]]
_NO_TYPES: frozenset[type] = frozenset()


@dataclass(frozen=True, slots=True)
class Stated:
    """A property made of the first of the attributes named ``keys`` that has a value; ``default`` where none has.

    ``fit`` makes it of the attribute of its own name, where values of the ``plain`` types are shown as they are, and ``make``
    of the others, or of all of them without a ``fit``; the value of ``single`` stands for a list of it alone. ``own`` tells
    that neither looks at any other record.
    """

    default: Any
    keys: tuple[str, ...]
    fit: Callable[[Any], Any] | None = None
    make: Maker | None = None
    own: bool = False
    plain: frozenset[type] = frozenset()
    single: str = ""


def laid_out(parts: Mapping[str, Resolver | Stated], derivations: Mapping[str, Resolver] | None = None) -> Resolver:
    """Renders a record with those properties, in that order; ``derivations`` give those that would be empty without them.

    Most properties of a document are not stored of most records: what it costs grows with the attributes that are.
    """
    blank = _blank(parts)
    render = partial(_rendered, blank, _lists(blank), _by_attribute(parts), _always(parts))
    return partial(_completed, render, blank, list((derivations or {}).items()))


def _completed(
    render: Resolver, blank: Mapping[str, Any], derivations: list[tuple[str, Resolver]], record: RecordLike, source: Source
) -> Any:
    if source.deleted:
        record = living(record, source.deleted)
    shown = render(record, source)
    body = record.body
    for name, derive in derivations:
        value = shown[name]
        if (not value or value == blank[name]) and body.get(name) is None:
            shown[name] = derive(record, source)
    return shown


def _rendered(
    blank: dict[str, Any],
    lists: list[str],
    by_attribute: Mapping[str, tuple[frozenset[type], Callable[[Any], Any] | None, list[Dependent]]],
    always: list[tuple[str, Resolver]],
    record: RecordLike,
    source: Source,
) -> Any:
    body = record.body
    names = body.keys()
    shown = blank.copy()
    for name in lists:
        shown[name] = []
    for key, value in body.items():
        if value is None or key not in by_attribute:
            continue
        plain, fit, dependents = by_attribute[key]
        if fit is not None:
            shown[key] = value if value.__class__ in plain else fit(value)
        for name, own, make, before in dependents:
            if own is not None and body.get(own) is not None:
                continue
            if not before or names.isdisjoint(before) or first(body, before) is None:
                shown[name] = make(value, record, source)
    for name, resolve in always:
        shown[name] = resolve(record, source)
    return shown


def first(body: Mapping[str, Any], names: Sequence[str]) -> Any:
    """The value of the first of those attributes that has one."""
    for name in names:
        if (value := body.get(name)) is not None:
            return value
    return None


def _blank(parts: Mapping[str, Resolver | Stated]) -> dict[str, Any]:
    """What stands for the properties of a record without attributes."""
    return {name: origin.default if isinstance(origin, Stated) else None for name, origin in parts.items()}


def _lists(blank: Mapping[str, Any]) -> list[str]:
    """The properties of which each record must have a list of its own."""
    return [name for name, default in blank.items() if isinstance(default, list)]


def _by_attribute(
    parts: Mapping[str, Resolver | Stated],
) -> dict[str, tuple[frozenset[type], Callable[[Any], Any] | None, list[Dependent]]]:
    """What each attribute shows: for the property of its own name the types shown as they are and the fitting; the others."""
    stated = [(name, origin) for name, origin in parts.items() if isinstance(origin, Stated)]
    direct = {name: (origin.plain, origin.fit) for name, origin in stated if origin.fit is not None and name in origin.keys}
    dependents = _dependents(parts)
    return {name: (*direct.get(name, (_NO_TYPES, None)), dependents.get(name, [])) for name in {**direct, **dependents}}


def _dependents(parts: Mapping[str, Resolver | Stated]) -> dict[str, list[Dependent]]:
    """The properties that rest on each attribute besides."""
    by_attribute: dict[str, list[Dependent]] = {}
    for name, origin in parts.items():
        if isinstance(origin, Stated) and origin.make is not None:
            keys = tuple(dict.fromkeys(origin.keys))
            for place, key in enumerate(keys):
                if origin.fit is None or key != name:
                    make = partial(_listed, origin.make) if key == origin.single else origin.make
                    before = tuple(other for other in keys[:place] if other != name)
                    by_attribute.setdefault(key, []).append((name, name if name in keys[:place] else None, make, before))
    return by_attribute


def _listed(make: Maker, value: Any, record: RecordLike, source: Source) -> Any:
    return make([value], record, source)


def _always(parts: Mapping[str, Resolver | Stated]) -> list[tuple[str, Resolver]]:
    """The properties that do not rest on attributes alone."""
    return [(name, origin) for name, origin in parts.items() if not isinstance(origin, Stated)]
