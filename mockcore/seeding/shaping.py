"""What a generated record must not get from chance alone: states, days, people's names, totals of contracts."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from mockcore.clock import instant, stamp
from mockcore.domain.daily_logs import KINDS as DAILY_LOGS
from mockcore.domain.line_items import LINES, TOTALS
from mockcore.fake import Fake
from mockcore.reference.operation import Kind
from mockcore.reference.schema import Schema
from mockcore.request.owned_values import Stamp, word
from mockcore.store.records import Stored

# A record that a list shows is in none of these states.
GONE = frozenset({"recycled", "deleted", "null"})
GONE_FLAGS = frozenset(
    {"archived", "in_recycle_bin", "is_recycle_bin", "deletion_in_progress", "permanently_deleted", "source_activity_deleted"}
)
# States that the document leaves to free text. Source: assumed, except that a daily log's entry is approved.
STATES: dict[str, tuple[str, ...]] = {
    "change_events": ("Open", "Pending", "Closed"),
    "coordination_issues": ("open", "ready_for_review", "closed"),
    "punch_item_assignments": ("unresolved", "ready_for_review", "resolved"),
    "timesheets": ("pending", "reviewed", "approved"),
    **dict.fromkeys(DAILY_LOGS, ("approved",)),
}
_STATE = re.compile(r"(.+_)?status")
_DERIVED = re.compile(r".*(total|balance|percentage_paid|(pending|draft|approved)_change|revised_contract).*|amount")
_UNITS = ("ea", "ls", "hr", "sf", "lf", "cy", "ton")
_WORKING_DAY = {"time_in": "T07:00:00Z", "time_out": "T15:30:00Z", "datetime": "T12:00:00Z"}


def living(name: str, schema: Schema) -> Schema | None:
    """The schema to draw a value from: without the states of deleted records, None where nothing may be drawn."""
    if name in GONE_FLAGS or (_STATE.fullmatch(name) and "enum" not in schema and schema.get("type") != "boolean"):
        return None
    if name == "uom":
        return {"enum": list(_UNITS)}
    if "enum" in schema:
        return {**schema, "enum": [value for value in schema["enum"] if value not in GONE]}
    return schema


def shape(record: Stored, kind: Kind, fake: Fake, now: datetime) -> None:
    """Settles the record's state, days, name and last change."""
    body = record.body
    if kind.name in STATES and ("status" in kind.fields or "status" in kind.attributes):
        body["status"] = fake.random.choice(STATES[kind.name])
    if {"first_name", "last_name"} <= body.keys():
        body["name"] = f"{body['first_name']} {body['last_name']}"
        body["login"] = body.get("email_address") or body.get("login")
    if kind.name in DAILY_LOGS or kind.name == "timecard_entries":
        day = body["date"] = record.created_at[:10]
        body |= {name: day + time for name, time in _WORKING_DAY.items() if name in body}
    created = instant(record.created_at)
    record.updated_at = stamp(created + timedelta(seconds=fake.random.randrange(int((now - created).total_seconds()))))


def date_state(record: Stored, stamps: Iterable[Stamp]) -> None:
    """A record has the dates and people of the state that it is in, and of no other; a company's own states tell none."""
    body, state = record.body, word(record.body.get("status"))
    if not state and body.get("status_id") is not None:
        return
    moment = {"time": record.updated_at, "day": record.updated_at[:10], "person": body.get("created_by_id")}
    for mark in stamps:
        if state not in mark.states:
            body.pop(mark.name, None)
            body.pop(mark.name.removesuffix("_id"), None)
        elif body.get(mark.name) is None:
            body[mark.name] = moment[mark.of]


def add_up(records: Mapping[str, Iterable[Stored]]) -> None:
    """Contracts cost what their lines cost; figures that only payments or changes could tell are left out."""
    sums: dict[int, float] = {}
    for line in (record for kind in LINES for record in records.get(kind, ())):
        sums[line.parent_id or 0] = sums.get(line.parent_id or 0, 0.0) + float(line.body.get("amount") or 0)
    for contract in (record for kind in dict.fromkeys(LINES.values()) for record in records.get(kind, ())):
        body: dict[str, Any] = contract.body
        had = [name for name in TOTALS if name in body]
        for name in [name for name in body if _DERIVED.fullmatch(name)]:
            del body[name]
        body |= {name: f"{sums.get(contract.id, 0.0):.2f}" for name in dict.fromkeys([*had, "grand_total"])}
