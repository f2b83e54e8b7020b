"""What the server itself sets whenever a record's values are about to be stored: number, position, creator, dates of states."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from mockcore.reference.conform import identified
from mockcore.reference.operation import Kind
from mockcore.reference.schema import main_type, types
from mockcore.request.context import Context
from mockcore.store.records import Stored

CREATORS = ("created_by", "creator", "author", "created_by_user", "updated_by", "user")
CHANGERS = ("updated_by", "updated_by_id")
# What tells records of one number apart, and counts none: revisions share the number of what they revise, submittals and
# inspections are numbered through the project.
_UNCOUNTED = frozenset({"revision", "parent", "specification_section_id", "list_template_id"})
# Between the name of a status and the word of the overlay for it.
_SPACED = str.maketrans(" -", "__")


class Stamp(NamedTuple):
    """An attribute that states set: ``of`` is time, day or person."""

    name: str
    of: str
    states: frozenset[str]


@dataclass(frozen=True, slots=True)
class Owned:
    """How the server numbers a resource, whether it gives positions, by which attributes it knows who made and who changed.

    ``within`` are the attributes that name the list in which a number counts, ``stamps`` those that a state sets.
    """

    number: type | None
    within: tuple[str, ...]
    positioned: bool
    creators: tuple[tuple[str, str], ...]
    changer: str | None
    stamps: tuple[Stamp, ...]


def set_owned(context: Context, kind: Kind, values: dict[str, Any], record: Stored | None) -> None:
    """Completes the values of a new record, or those that change one, by what the server owns."""
    owned: Owned = kind.compiled.get("owned") or kind.compiled.setdefault("owned", _owned(kind, context.catalog.overlay))
    if owned.number is not None:
        _number(context, kind, owned, values, record)
    if record is None:
        if owned.positioned and values.get("position") is None:
            values["position"] = context.next_number(kind.name, name="position")
        for name, reference in owned.creators:
            if name not in values and values.get(reference) is None:
                values[reference] = context.user_id
    elif owned.changer is not None and owned.changer not in values:
        values[owned.changer] = context.user_id
    if owned.stamps and ("status" in values or "status_id" in values):
        _stamp(context, kind, owned, values, record)


def _number(context: Context, kind: Kind, owned: Owned, values: dict[str, Any], record: Stored | None) -> None:
    """Numbers a new record after the highest of its list, or lets the list go on from a number that was chosen."""
    new = record is None and values.get("number") in (None, "")
    if not new and "number" not in values:
        return
    body = {**record.body, **values} if record is not None and owned.within else values
    within = {name: value for name in owned.within if (value := body.get(name)) not in (None, "")}
    if new and owned.number is not None:
        values["number"] = owned.number(context.next_number(kind.name, within=within))
    else:
        context.reach_number(kind.name, values["number"], within=within)


def _stamp(context: Context, kind: Kind, owned: Owned, values: dict[str, Any], record: Stored | None) -> None:
    """Dates the state that a record enters, and clears what only a state sets that it leaves."""
    old = record.body if record else {}
    state = _state(context, kind, {**old, **values})
    before = _state(context, kind, old) if record else ""
    for name, what, states in owned.stamps:
        if name in values or (state in states) == (before in states and old.get(name) is not None):
            continue
        day = context.now()[:10]
        values[name] = {"time": context.now(), "day": day, "person": context.user_id}[what] if state in states else None


def _state(context: Context, kind: Kind, body: Mapping[str, Any]) -> str:
    status = body.get("status")
    if status is None and body.get("status_id") is not None:
        target = context.projector.references.kind_for("status", kind.name)
        referred = context.find(target, identified(body["status_id"]) or 0) if target else None
        status = (referred.body.get("status") or referred.body.get("name")) if referred else None
    return word(status)


def word(status: Any) -> str:
    """A status as the overlay writes it."""
    return str(status or "").lower().translate(_SPACED)


def _owned(kind: Kind, overlay: Mapping[str, Any]) -> Owned:
    fields = kind.fields
    number = (int if "integer" in types(fields["number"]) else str) if "number" in fields else None
    positioned = "position" in fields and types(fields["position"])[:1] in (("integer",), ("number",))
    creators = []
    for name in CREATORS:
        if name in fields and main_type(fields[name]) == "object":
            creators.append((name, f"{name}_id"))
        elif name in fields and name.startswith("created_by") and "integer" in types(fields[name]):
            creators.append((name, name))
    if "created_by_id" in fields:
        creators.append(("created_by_id", "created_by_id"))
    changer = "updated_by_id" if not {*CHANGERS}.isdisjoint(fields) else None
    scope = (overlay.get("unique") or {}).get(kind.name, {}).get("number", ())
    within = tuple(name for name in scope if name not in _UNCOUNTED)
    return Owned(number, within, positioned, tuple(creators), changer, tuple(stamps(kind, overlay)))


def stamps(kind: Kind, overlay: Mapping[str, Any]) -> list[Stamp]:
    """What the states of a resource set, by the overlay."""
    out: dict[str, Stamp] = {}
    for entry, states in (overlay.get("states") or {}).items():
        owner, _, name = entry.rpartition(".")
        if name not in kind.fields or name in kind.attributes or owner not in ("", kind.name):
            continue
        person = name.endswith(("_by", "_by_id"))
        what = "person" if person else "day" if kind.fields[name].get("format") == "date" else "time"
        stored = f"{name.removesuffix('_id')}_id" if person else name
        out.setdefault(stored, Stamp(stored, what, frozenset(states)))
    return list(out.values())
