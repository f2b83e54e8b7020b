"""What was changed in records, by whom and when. Source: reference."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from mockcore import inflections
from mockcore.reference.schema import properties
from mockcore.request.context import Context
from mockcore.request.envelope import enveloped, row_schema
from mockcore.request.paging import UNPAGED
from mockcore.store.records import Stored
from mockcore.verbs.answer import Answer, rule
from mockcore.verbs.derived import label
from mockcore.verbs.lists import read_selection
from mockcore.verbs.one import target
from mockcore.verbs.shapes import fitted, shape

PEOPLE = "users"
# More than a record has: the ids of rows that tell one field each.
MOST_FIELDS = 1000


@rule("change_history")
def change_history(context: Context) -> Answer:
    """What was changed: of the record of the path, of those whose ids are given, else of all."""
    layout = shape(context)
    schema = layout.schema["properties"][layout.key]["items"] if layout.key else row_schema(context)
    schema = layout.schema if layout.many else schema
    resolve = context.projector.item(schema, f"{context.operation.kind}/changes")
    entries = [
        entry
        for owner in _owners(context)
        for row in context.records.history(owner.id)
        for entry in _entries(context, owner, row, properties(schema))
    ]
    shown: Any = [resolve(entry, context) for entry in entries]
    if layout.many:
        return Answer(value=enveloped(context, shown))
    return Answer(value=fitted(context, {layout.key: shown}) if layout.key else shown[-1] if shown else {})


def _owners(context: Context) -> list[Stored]:
    if context.operation.parents:
        return [target(context)]
    named = context.parameter("ids")
    if isinstance(named, list):
        return [context.locate(context.operation.kind, number or "") for number in named]
    selection = read_selection(context)
    selection.limit = UNPAGED
    return context.select(selection)


def _entries(context: Context, owner: Stored, row: tuple[Any, ...], shown: Mapping[str, Any]) -> Iterator[Stored]:
    """What one change is told as: each of its fields where a row names one, those that the rows are about, else the whole."""
    changes: dict[str, list[Any]] = orjson.loads(row[4])
    about = [name.removeprefix("old_") for name in shown if name.startswith("old_") and name != "old_value"]
    if not about and "column" not in shown:
        yield _entry(context, owner, row, changes, next(iter(changes), ""))
        return
    for place, name in enumerate(changes):
        if not about or name in about:
            yield _entry(context, owner, (row[0] * MOST_FIELDS + place, *row[1:]), changes, name)


def _entry(context: Context, owner: Stored, row: tuple[Any, ...], changes: Mapping[str, list[Any]], name: str) -> Stored:
    number, user_id, event, at, _ = row
    user = context.find(PEOPLE, user_id) if user_id else None
    old, new = changes.get(name, [None, None])
    title = inflections.humanize(name)
    body = {
        "action": event, "event": event, "event_type": event, "change_type": event, "type": event,
        "column": name, "field": name, "field_name": name, "attribute": name, "property": name,
        "readable_column": title, "formatted_column": title, f"old_{name}": old, f"new_{name}": new,
        "old_value": _plain(old), "new_value": _plain(new), "from": _plain(old), "to": _plain(new),
        "changed_by": label(user) if user else None, "created_by_id": user_id, "user_id": user_id,
        "ref_id": owner.id, "status": new if name == "status" else None, "changes": changes, "date": at[:10], "timestamp": at,
        "event_data": {"changes": changes}, f"{inflections.singularize(owner.kind.rpartition('/')[2])}_id": owner.id,
    }  # fmt: skip
    return owner.below(owner.kind, number, body, at)


def _plain(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return orjson.dumps(value).decode()
