"""When things of a generated record happened: at work, after what they follow, and nothing that is done in the future."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from mockcore.clock import instant, stamp
from mockcore.store.records import Stored

_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
# The first that matches the name of a field decides: what is planned, in days after the record was made; else what has been.
_PLANNED: tuple[tuple[re.Pattern[str], tuple[int, int]], ...] = tuple(
    (re.compile(pattern), days)
    for pattern, days in (
        (r"(.*_)?(due|submit_by|bic_due|deadline|rfi_deadline)(_date|_at)?|bid_due_date", (7, 21)),
        (r"pre_?bid_.*|pre_bid_.*date", (2, 6)),
        (r"required_on_site_date", (75, 140)),
        (r"(anticipated_award|confirmed_delivery|delivery)_date", (30, 90)),
        (r"(revised_|original_)?(substantial_)?completion_date|contract_estimated_completion_date", (120, 240)),
    )
)
# What has been, in the order in which it comes; a field belongs to the last word that its name has.
_ORDER = (
    "letter_of_intent", "contract_date", "event", "occurred", "inspection_date", "notified", "initiated", "opened", "open_date",
    "applied",
    "sent", "issue", "received", "submitted", "reviewed", "current_step_sent", "responded", "answer", "current_step_returned",
    "returned", "approval_letter", "approved", "execution", "executed", "signed", "distributed", "actual_delivery", "invoice",
    "billing", "initiated_payment", "paid", "payment", "settled", "time_resolved", "resolved", "completed", "closed",
    "actual_completion", "termination",
)  # fmt: skip
_SUBMITTED = _ORDER.index("submitted")
_LEFT = re.compile(
    r".*(start|begin|finish|end|expir|effective|birth|dob|hired|baseline|meeting|log).*|date|time|datetime|time_(in|out)"
)


def working(moment: datetime, until: datetime) -> datetime:
    """The same moment within the hours of a site, later moments later; those of a weekend on Monday morning."""
    share = (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86_400
    if moment.weekday() > 4:
        monday = moment + timedelta(days=7 - moment.weekday())
        at = monday.replace(hour=15, minute=0, second=0) + timedelta(minutes=30 * (moment.weekday() - 5 + share))
    else:
        at = moment.replace(hour=16, minute=0, second=0) + timedelta(hours=8 * share)
    return min(at, until - timedelta(hours=1)).replace(microsecond=0)


def settle(record: Stored, random: Random, now: datetime) -> None:
    """Puts the days of a record in their order: planned ones after its making, others until its last change."""
    body, creation, changed = record.body, instant(record.created_at), instant(record.updated_at)
    # People are born before any time that a clock shows, so that days are compared as they are written.
    past, today = list[tuple[int, str]](), stamp(now)
    for name, value in body.items():
        if not isinstance(value, str) or not _DATE.fullmatch(value):
            continue
        days = next((days for pattern, days in _PLANNED if pattern.fullmatch(name)), None)
        rank = _rank(name)
        if days is not None:
            body[name] = _written(_weekday(creation + timedelta(days=random.randint(*days))), value)
        elif rank is not None:
            past.append((rank, name))
        elif value > today[: len(value)] and not _LEFT.fullmatch(name):
            body[name] = _written(creation, value)
    moments = sorted(random.random() for _ in past)
    for index, ((rank, name), share) in enumerate(zip(sorted(past), moments, strict=True)):
        # What begins with the record follows at once, and everything else until its last change.
        moment = creation + timedelta(minutes=5 * index) if rank < _SUBMITTED else creation + (changed - creation) * share
        body[name] = _written(min(moment, changed), body[name])


def follow(inside: Mapping[str, list[Stored]]) -> None:
    """No record of a project was made before what it belongs to, nor changed before it was made."""
    by_id = {record.id: record for records in inside.values() for record in records}
    # Those that belong to others have been made later, so that they have higher ids.
    for number in sorted(by_id):
        record = by_id[number]
        parent = by_id.get(record.parent_id or 0)
        if parent is not None:
            record.created_at = max(record.created_at, parent.created_at)
        record.updated_at = max(record.updated_at, record.created_at)


def _rank(name: str) -> int | None:
    return max((index for index, word in enumerate(_ORDER) if word in name), default=None)


def _weekday(moment: datetime) -> datetime:
    return moment + timedelta(days=max(0, 7 - moment.weekday()) if moment.weekday() > 4 else 0)


def _written(moment: datetime, model: str) -> str:
    text = stamp(moment.astimezone(UTC))
    return text if "T" in model else text[:10]


def within(body: dict[str, Any], names: tuple[str, ...], first: datetime, last: datetime) -> None:
    """Spreads the days of those names over a time, in the order of the names."""
    present = [name for name in names if body.get(name) is not None]
    for index, name in enumerate(present):
        moment = first + (last - first) * (index / max(len(present) - 1, 1))
        body[name] = _written(_weekday(moment) if name != present[-1] else moment, str(body[name]))
