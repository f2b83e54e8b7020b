"""Rows within a record of which webhooks tell as of records: line items of change events, adjustments of budget changes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mockcore.events import CREATE, DELETE, UPDATE, Event


def fields_by_kind(entries: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The attributes with such rows, by resource: of ``change_events.lines``; a name without a full stop is a resource."""
    fields: dict[str, list[str]] = defaultdict(list)
    for kind, dot, field in (entry.partition(".") for entry in entries):
        if dot:
            fields[kind].append(field)
    return dict(fields)


def events_of(event: Event, fields: Sequence[str]) -> Iterator[Event]:
    """What happened to the rows of a record by what happened to it; their resource is named ``change_events.lines``."""
    changes = event.changes or {}
    for field in fields:
        if event.name == UPDATE and field not in changes:
            continue
        before, after = changes.get(field) or (None, event.body.get(field))
        old, new = ({row["id"]: row for row in rows or () if row.get("id")} for rows in (before, after))
        if event.name == DELETE:
            old, new = new, {}
        for number, row in {**old, **new}.items():
            name = CREATE if number not in old else DELETE if number not in new else UPDATE
            if old.get(number) != new.get(number):
                place = (event.company_id, event.project_id, event.record_id)
                yield Event(name, f"{event.kind}.{field}", number, *place, row)
