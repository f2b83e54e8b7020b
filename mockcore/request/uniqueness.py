"""Numbers and codes that are taken once: in a project or company, and there in one list, as the overlay says (``unique``)."""

from collections.abc import Mapping
from typing import Any

from mockcore.errors import Reason, Unprocessable
from mockcore.reference.operation import Kind
from mockcore.request.context import Context
from mockcore.store.records import Stored
from mockcore.store.selection import PLACES

# A revision has the number of what it revises.
REVISES = "previous_revision_id"
# Where nothing is said of a revision, it is the first.
_FIRST = frozenset({None, "", "0", 0})


def check_unique(context: Context, kind: Kind, values: Mapping[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable on the number or code of new values when another live record of its list has it."""
    rules: Mapping[str, list[str]] | None = kind.compiled.get("unique")
    if rules is None:
        rules = kind.compiled["unique"] = (context.catalog.overlay.get("unique") or {}).get(kind.name, {})
    for name, scope in rules.items():
        if name in values or (record is not None and not values.keys().isdisjoint(scope)):
            _check(context, kind, name, scope, _Record(context, kind, values, record))


class _Record:
    """What a record comes to with new values, and where it lies."""

    def __init__(self, context: Context, kind: Kind, values: Mapping[str, Any], record: Stored | None) -> None:
        self._values, self._old = values, record.body if record else {}
        self.id = record.id if record else None
        inside = kind.scope == "project" and not kind.members
        self.project_id = record.project_id if record else _project(context, values) if inside else None
        self.parent_id = record.parent_id if record else context.parent_id

    def value(self, name: str) -> Any:
        """An attribute, or the id of what the path leads to."""
        if name == "parent" and self.parent_id is not None:
            return self.parent_id
        return self._values[name] if name in self._values else self._old.get(name)

    def place(self) -> str:
        """The list of the project in which the record lies, as the store knows it."""
        places = (self.parent_id, *(self.value(name) for name in PLACES))
        return str(next((place for place in places if place is not None), 0))


def _project(context: Context, values: Mapping[str, Any]) -> int | None:
    number = context.project_id if context.project_id is not None else values.get("project_id")
    return number if isinstance(number, int) else None


def _check(context: Context, kind: Kind, name: str, scope: list[str], new: _Record) -> None:
    label = new.value(name)
    if label in (None, "") or new.value(REVISES) is not None:
        return
    text = str(label).lower() if name == "login" else str(label)
    place = new.place() if not {"parent", *PLACES}.isdisjoint(scope) else None
    for other in context.records.by_label(kind.name, context.company_id, new.project_id, text, place):
        if other.id != new.id and all(_same(attribute, new.value(attribute), other) for attribute in scope):
            raise Unprocessable(fields={"email_address" if name == "login" else name: [Reason.TAKEN]})


def _same(name: str, value: Any, other: Stored) -> bool:
    there = other.parent_id if name == "parent" else other.body.get(name)
    return str(value) == str(there) or (value in _FIRST and there in _FIRST)
