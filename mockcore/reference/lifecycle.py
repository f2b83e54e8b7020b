"""The dated announcements about the API as rows: what each selects, and the phase that it is in at a time.

A row says in YAML what ``openapi/lifecycle.yaml`` and the control API take; ``parsed`` reads and checks it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from mockcore.clock import instant, stamp
from mockcore.close_names import hint
from mockcore.errors import OperatorError
from mockcore.grants import GRANTS, SERVICE_ACCOUNT
from mockcore.path_patterns import PathPattern, trimmed

ACTIVE, DEPRECATED, SUNSETTING, SUNSET = "active", "deprecated", "sunset_in_progress", "sunset"
PHASES = (DEPRECATED, SUNSETTING, SUNSET)
SELECTORS = ("path", "tool", "operations", "parameter", "grant", "events")
VAPID = "/vapid/"
REST = "/rest/v1.0/"
_OF_OPERATIONS = ("path", "tool", "operations", "parameter", "methods")
# What webhooks tell of: ``Project Users update``.
_EVENT = re.compile(r"[A-Z][A-Za-z ]* (create|update|delete)")
# Grant types, and the traditional service accounts among the clients of one of them.
_ANNOUNCEABLE = (*GRANTS, SERVICE_ACCOUNT)
ANNOUNCED = "announced"
KEYS = frozenset({"name", "title", *SELECTORS, "methods", *PHASES, "closed", "successor", "source", "timeline"})
_TEXTS = ("name", "title", "path", "tool", "parameter", "grant", "successor", "source", "timeline")


@dataclass(frozen=True, slots=True)
class Row:
    """One announcement. Times are seconds since 1970; ``closed``: apps registered from then on are refused.

    ``operations`` are the ids of what it selects; ``namespace`` says that it selects them below ``/vapid`` only.
    """

    name: str
    title: str
    operations: frozenset[str]
    namespace: bool
    parameter: str
    grant: str
    dates: Mapping[str, int]
    closed: int | None
    successor: str
    source: str
    timeline: str
    selection: Mapping[str, Any] = field(default_factory=dict)

    def phase(self, now: int) -> str:
        """The phase that holds at a time."""
        current = ACTIVE
        for phase in PHASES:
            if phase in self.dates and self.dates[phase] <= now:
                current = phase
        return current

    @property
    def events(self) -> frozenset[str]:
        """The events of webhooks that it selects: ``Project Users update``."""
        return frozenset(_texts(self.name, self.selection.get("events")))

    @property
    def boundaries(self) -> list[int]:
        """When something about it changes."""
        return [*self.dates.values(), *([] if self.closed is None else [self.closed])]

    def marks(self) -> dict[str, Any]:
        """What the document says of the operations that the row selects."""
        return {"deprecated": True} | ({"x-sunset": _date(self.dates[SUNSET])} if SUNSET in self.dates else {})

    def as_json(self) -> dict[str, Any]:
        """The row as it is written and shown."""
        shown: dict[str, Any] = {"name": self.name, "title": self.title, **self.selection}
        shown |= {phase: _date(at) for phase, at in self.dates.items()}
        if self.closed is not None:
            shown["closed"] = _date(self.closed)
        shown |= {"successor": self.successor or None, "source": self.source, "timeline": self.timeline or None}
        return shown


class Nameable:
    """The operations that rows may name: by id, by method and path, by tool."""

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        self.entries = list(entries)
        self.ids = {entry["id"] for entry in self.entries}
        self.slugs = {entry["slug"] for entry in self.entries}
        self.paths = {(entry["method"], _shape(entry["path"])): entry["id"] for entry in self.entries}
        self.shapes = {shape for _, shape in self.paths}


def parsed(text: Any, nameable: Nameable) -> Row:
    """Reads one row. Raises: OperatorError that names the row and what is wrong with it."""
    if not isinstance(text, Mapping):
        raise OperatorError("A lifecycle row is a mapping with a name, a selector and dates.")
    name = str(text.get("name") or "")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", name):
        raise _wrong(name, "its name has to be of lowercase letters, numbers and dashes")
    if strange := sorted(set(map(str, text)) - KEYS):
        raise _wrong(name, f"{strange[0]} is not known there: {hint(strange[0], sorted(KEYS))}")
    for key in _TEXTS:
        if not isinstance(text.get(key, ""), str | None):
            raise _wrong(name, f"{key} is not a text")
    dates = {phase: _moment(name, text[phase]) for phase in PHASES if text.get(phase) is not None}
    if not dates:
        raise _wrong(name, f"it has none of the dates {', '.join(PHASES)}")
    if list(dates.values()) != sorted(dates.values()):
        raise _wrong(name, "its phases are not in order: deprecated, then sunset_in_progress, then sunset")
    closed = _moment(name, text["closed"]) if text.get("closed") is not None else dates.get(DEPRECATED)
    operations, namespace = _selected(name, text, nameable)
    _check_successor(name, str(text.get("successor") or ""), nameable)
    return Row(
        name,
        str(text.get("title") or name),
        operations,
        namespace,
        str(text.get("parameter") or ""),
        str(text.get("grant") or ""),
        dates,
        closed,
        str(text.get("successor") or ""),
        str(text.get("source") or "a row of your own"),
        str(text.get("timeline") or ""),
        {key: text[key] for key in (*SELECTORS, "methods") if text.get(key) is not None},
    )


def parsed_all(texts: Any, nameable: Nameable) -> list[Row]:
    """Reads rows. Raises: OperatorError, also for two of one name in one timeline."""
    if not isinstance(texts, list):
        raise OperatorError("Lifecycle rows are a list under the key rows.")
    rows = [parsed(text, nameable) for text in texts]
    seen = set[tuple[str, str]]()
    for row in rows:
        if (row.name, row.timeline) in seen:
            raise _wrong(row.name, "there are two rows of this name")
        seen.add((row.name, row.timeline))
    return rows


def _selected(name: str, text: Mapping[str, Any], nameable: Nameable) -> tuple[frozenset[str], bool]:
    """The ids of the operations that a row selects, and whether it means them below /vapid only."""
    if grant := text.get("grant"):
        if grant not in _ANNOUNCEABLE:
            raise _wrong(name, f"there is no grant {grant}: {hint(str(grant), sorted(_ANNOUNCEABLE))}")
        if any(text.get(key) is not None for key in (*_OF_OPERATIONS, "events")):
            raise _wrong(name, "a grant is not selected together with operations")
        return frozenset(), False
    if events := _texts(name, text.get("events")):
        _check_events(name, text, events)
        return frozenset(), False
    if not any(text.get(key) for key in ("path", "tool", "operations")):
        raise _wrong(name, f"it selects nothing: give it one of {', '.join(SELECTORS)}")
    path = text.get("path") or ""
    if text.get("tool") and text["tool"] not in nameable.slugs:
        raise _wrong(name, f"there is no tool {text['tool']}: {hint(text['tool'], sorted(nameable.slugs))}")
    namespace = f"{path}/".startswith(VAPID)
    entries = _below(path, namespace, nameable)
    if not entries:
        raise _wrong(name, f"no operation has the path {path}")
    ids = {_named(name, operation, nameable) for operation in _texts(name, text.get("operations"))} or nameable.ids
    methods = {operation.upper() for operation in _texts(name, text.get("methods"))}
    selected = frozenset(
        entry["id"]
        for entry in entries
        if entry["id"] in ids and text.get("tool") in (None, entry["slug"]) and (not methods or entry["method"] in methods)
    )
    if not selected:
        raise _wrong(name, "no operation is selected by all that it asks for")
    return selected, namespace


def _check_events(name: str, text: Mapping[str, Any], events: list[str]) -> None:
    if strange := next((event for event in events if not _EVENT.fullmatch(event)), None):
        raise _wrong(name, f"{strange} is no event of webhooks, such as Project Users update")
    if any(text.get(key) is not None for key in _OF_OPERATIONS):
        raise _wrong(name, "events are not selected together with operations")


def _below(path: str, namespace: bool, nameable: Nameable) -> list[Mapping[str, Any]]:
    """The operations that a path pattern means; all without one."""
    if not path:
        return nameable.entries
    pattern = PathPattern(REST + path.removeprefix(VAPID) if namespace else path)
    return [entry for entry in nameable.entries if pattern.matches(entry["path"]) and (entry["vapid"] or not namespace)]


def _texts(name: str, value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(member, str) for member in listed):
        raise _wrong(name, "operations, methods and events are texts")
    return listed


def _named(name: str, text: str, nameable: Nameable) -> str:
    if text in nameable.ids:
        return text
    method, _, path = text.partition(" ")
    identifier = nameable.paths.get((method.upper(), _shape(path)))
    if identifier is None:
        candidates = [*nameable.ids, *(f"{method} {path}" for method, path in nameable.paths)]
        raise _wrong(name, f"there is no operation {text}: {hint(text, sorted(candidates))}")
    return str(identifier)


def _check_successor(name: str, successor: str, nameable: Nameable) -> None:
    if not successor or "://" in successor:
        return
    path = successor.partition(" ")[2] if " " in successor else successor
    shape = _shape(path)
    if not any(other == shape or other.startswith(f"{shape}/") for other in nameable.shapes):
        raise _wrong(name, f"its successor {successor} does not exist: {hint(shape, sorted(nameable.shapes))}")


def _shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", trimmed(path))


def _moment(name: str, value: Any) -> int:
    try:
        return int(instant(str(value)).timestamp())
    except OperatorError as error:
        raise _wrong(name, str(error).rstrip(".")) from None


def _date(at: int) -> str:
    text = stamp(datetime.fromtimestamp(at, UTC))
    return text.removesuffix("T00:00:00Z")


def _wrong(name: str, reason: str) -> OperatorError:
    return OperatorError(f"The lifecycle row {name or '(without a name)'} cannot be used: {reason.rstrip('?.')}.")
