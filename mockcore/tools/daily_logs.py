"""Daily logs: entries of a day, approved when the API makes them. Source: documented, daily logs; observed."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from mockcore import inflections
from mockcore.domain.daily_logs import HEADERS, KINDS, completed, refuse_completed
from mockcore.domain.references import reachable
from mockcore.errors import BadRequest, Forbidden, Reason, Unprocessable
from mockcore.reference.coercion import quantity
from mockcore.reference.schema import properties
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed, narrow
from mockcore.request.envelope import row_schema
from mockcore.request.filtering import filters
from mockcore.store.query import Condition, Selection, total
from mockcore.store.records import Stored

# What a day has besides, of other tools, and by which attribute.
BESIDE = {"images": "log_date", "timecard_entries": "date"}
# 13 weeks. Source: observed.
MOST_DAYS = 91
PRODUCTIVITY = "productivity_logs"
# What else of an entry is of its day.
TIMES = ("datetime", "time")
_DAY = 24 * 60
_CLOCK = re.compile(r"(\d\d):(\d\d)")


def date_it(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An entry without a date is today's; the API's entries are approved. Nothing is added to a completed day.

    Raises: Conflict for a completed day. Source: observed (approved); that it is locked is assumed.
    """
    if not values.get("date"):
        values["date"] = str(values.get("datetime") or context.now())[:10]
    values.setdefault("status", "approved")
    refuse_completed(context, values["date"])


def stay(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Entries of a completed day stay as they are, and none is moved there. Raises: Conflict. Source: as ``date_it``."""
    body = record.body if record else {}
    if values.get("datetime") and not values.get("date"):
        values["date"] = str(values["datetime"])[:10]
    for day in dict.fromkeys((body.get("date"), values.get("date") or body.get("date"))):
        refuse_completed(context, day)
    if values.get("date") and values["date"] != body.get("date"):
        values |= {name: at for name, at in _moved(body, values["date"]).items() if values.get(name) is None}


def _moved(body: Mapping[str, Any], day: str) -> dict[str, str]:
    """The moments of an entry on another day."""
    moments = {name: str(body[name]) for name in TIMES if "T" in str(body.get(name) or "")}
    return {name: f"{day}{at[at.index('T') :]}" for name, at in moments.items()}


def only_days(context: Context, selection: Selection) -> None:
    """``log_date``, ``start_date`` and ``end_date`` choose the days; without any, today's entries.

    An entry made today counts as today's whatever its date (assumed), so that what was just created is seen.
    """
    query = context.inputs.query
    start = query.get("log_date") or query.get("start_date") or query.get("filters[start_date]")
    end = query.get("log_date") or query.get("end_date") or query.get("filters[end_date]")
    if query.get("filters[date]") and ".." not in str(query["filters[date]"]):
        raise BadRequest(fields={"filters[date]": ["must be a range"]})
    if not start and not end and not any("id" in name or "date" in name or "_at" in name for name in query):
        today = str(context.clock.today())
        selection.conditions.append(Condition("date", "today", today))
    if start:
        selection.conditions.append(Condition("date", "ge", str(start)))
    if end:
        selection.conditions.append(Condition("date", "lt", f"{end}~"))
    if not any(term.field == "status" for term in selection.conditions) and query.get("filters[status]") != "all":
        selection.conditions.append(Condition("status", "unless", "approved"))
    selection.conditions = [
        term for term in selection.conditions if not (term.field == "status" and "all" in (term.value or ()))
    ]


for _kind in KINDS:
    before(_kind, "create")(date_it)
    before(_kind, "update", "delete")(stay)
    narrow(_kind)(only_days)


@action("GET daily_logs")
def all_types(context: Context) -> dict[str, Any]:
    """The entries of the days, of every type. Raises: BadRequest without dates, or for more than 13 weeks. Source: observed."""
    start, end = _days(context)
    if start is None or end is None:
        raise BadRequest(fields={"start_date" if start is None else "end_date": [Reason.MISSING]})
    if (end - start).days > MOST_DAYS:
        raise BadRequest(fields={"end_date": [f"is more than {MOST_DAYS} days after start_date"]})
    lists = properties(context.operation.response or {})
    shown = {}
    for kind in (*KINDS, *BESIDE):
        resolve = context.projector.item(lists[kind].get("items", {}), kind)
        records = _entries(context, kind) if kind in KINDS else _beside(context, kind, start, end)
        shown[kind] = [resolve(record, context) for record in records]
    return shown


def _beside(context: Context, kind: str, start: date, end: date) -> list[Stored]:
    selection = context.seen(kind)
    selection.conditions += [Condition(BESIDE[kind], "ge", str(start)), Condition(BESIDE[kind], "lt", f"{end}~")]
    return context.every(selection)


def _days(context: Context) -> tuple[date | None, date | None]:
    """The first and the last day that the query asks for."""
    query = context.inputs.query
    texts = [query.get("log_date") or query.get(name) or query.get(f"filters[{name}]") for name in ("start_date", "end_date")]
    try:
        start, end = (date.fromisoformat(str(text)[:10]) if text else None for text in texts)
    except ValueError:
        raise BadRequest(fields={"start_date": ["is not a valid date"]}) from None
    return start, end


@computed("manpower_logs", "man_hours")
def man_hours(entry: Stored, context: Context) -> str | None:
    """Workers times hours each."""
    workers, hours = (quantity(entry.body.get(name)) for name in ("num_workers", "num_hours"))
    return None if workers is None or hours is None else f"{round(workers * hours, 2)}"


@computed("delay_logs", "duration")
def duration(entry: Stored, context: Context) -> int | None:
    """Hours between beginning and end; those of the entry's own, where it has no times. Source: reference."""
    start, end = (_minutes(entry.body, name) for name in ("start_time", "end_time"))
    if start is None or end is None:
        own = quantity(entry.body.get("duration"))
        return None if own is None else int(own)
    return (end - start) % _DAY // 60


def _minutes(body: dict[str, Any], name: str) -> int | None:
    """The minute of the day that hour and minute, or a time, name."""
    hour, minute = (quantity(body.get(f"{name}_{field}")) for field in ("hour", "minute"))
    if hour is not None:
        return int(hour) * 60 + int(minute or 0)
    match = _CLOCK.search(str(body.get(name) or ""))
    return int(match[1]) * 60 + int(match[2]) if match else None


def earlier(name: str) -> Callable[[Stored, Context], str | None]:
    """The sum of a quantity over the earlier entries of the same line of a contract. Source: reference."""

    def shown(entry: Stored, context: Context) -> str | None:
        line = entry.body.get("line_item_id")
        if line is None:
            return None
        rows = context.once((PRODUCTIVITY, line), lambda: _of_line(context, entry.company_id, line))
        place = (str(entry.body.get("date")), entry.id)
        before = [row for row in rows if (str(row.body.get("date")), row.id) < place]
        return f"{round(sum((quantity(row.body.get(name)) or 0.0 for row in before), 0.0), 2)}"

    return shown


def _of_line(context: Context, company_id: int | None, line: int) -> list[Stored]:
    selection = Selection(PRODUCTIVITY, company_id=company_id)
    selection.conditions = [Condition("line_item_id", "eq", line)]
    return context.every(selection)


for _name in ("delivered", "used"):
    computed(PRODUCTIVITY, f"previously_{_name}")(earlier(f"quantity_{_name}"))


@computed("notes_logs", "daily_log_header_id")
def header_id(entry: Stored, context: Context) -> int | None:
    """The header of the entry's day, once there is one."""
    day = entry.body.get("date")
    header = context.once((HEADERS, day), lambda: context.first(HEADERS, log_date=day))
    return header.id if header is not None else None


def _noon(entry: Stored, context: Context) -> str | None:
    return entry.body.get("datetime") or (f"{entry.body['date']}T12:00:00Z" if entry.body.get("date") else None)


def _permissions(entry: Stored, context: Context) -> dict[str, bool]:
    """What the caller may do with the entry, by the level and whose it is; nothing while its day is completed."""
    permit = context.permit
    # It rests on who asks: nobody else is to be shown the same text.
    context.private_seen += 1
    day = entry.body.get("date")
    if context.once((HEADERS, "completed", day), lambda: completed(context, day)):
        return {"can_update": False, "can_delete": False}
    every = permit.level >= permit.others
    own = every or (context.user_id is not None and context.records.creator(entry.id) == context.user_id)
    return {"can_update": own, "can_delete": permit.level >= permit.removal}


for _kind in KINDS:
    computed(_kind, "datetime")(_noon)
    computed(_kind, "permissions")(_permissions)


@action("GET daily_logs/count", "GET daily_logs/counts", "GET daily_log_totals")
def counts(context: Context) -> list[dict[str, Any]]:
    """How many entries of each type the days have."""
    out = []
    for position, kind in enumerate(name for name in KINDS if context.catalog.has_kind(name)):
        selection = context.seen(kind)
        selection.conditions += filters(context, context.catalog.kind(kind))
        only_days(context, selection)
        number = total(context.records.storage, selection)
        out.append({"module_name": inflections.titleize(kind.rsplit("/", 1)[-1]), "count": number, "position": position + 1})
    return out


def _entries(context: Context, kind: str, day: str | None = None) -> list[Stored]:
    selection = context.seen(kind)
    selection.conditions += filters(context, context.catalog.kind(kind))
    if day is None:
        only_days(context, selection)
    else:
        selection.conditions.append(Condition("date", "eq", day))
    return context.every(selection)


@action("GET manpower_logs/daily_totals")
def daily_totals(context: Context) -> dict[str, Any]:
    """Workers and hours of the days: hours are workers times hours each."""
    workers, hours = 0, 0.0
    for record in _entries(context, "manpower_logs"):
        number = int(record.body.get("num_workers") or 0)
        workers += number
        hours += number * (quantity(record.body.get("num_hours")) or 0)
    return {"total_workers": workers, "total_man_hours": hours}


def _header(context: Context) -> Stored:
    number, day = context.parameter("id"), str(context.parameter("log_date") or context.clock.today())[:10]
    if isinstance(number, int):
        return context.locate(HEADERS, number)
    values = {"log_date": day, "log_datetime": f"{day}T12:00:00Z", "completed": False, "distributed": False}
    return context.first(HEADERS, log_date=day) or context.put(HEADERS, {**values, "completable": True, "distributable": True})


@action("GET daily_log_headers")
def header(context: Context) -> Stored:
    """The day's header: whether it is completed and distributed; made when first asked for."""
    return _header(context)


@action("PATCH daily_log_headers")
def finish_day(context: Context) -> Stored:
    """Completes or distributes the day, or takes that back. A completed day is locked until it is reopened."""
    day, changes = _header(context), dict[str, Any]()
    for name in ("completed", "distributed"):
        choice = context.attributes.get(name)
        if choice is not None and bool(choice) != bool(day.body.get(name)):
            changes |= {name: choice, f"{name}_at": context.now() if choice else None}
            changes[f"{name}_by_id"] = context.user_id if choice else None
    return context.change(day, changes)


@narrow(HEADERS)
def headers_of(context: Context, selection: Selection) -> None:
    """``start_date`` and ``end_date`` choose the days."""
    start, end = (context.inputs.query.get(name) for name in ("start_date", "end_date"))
    selection.conditions = [term for term in selection.conditions if term.field not in ("start_date", "end_date")]
    if start:
        selection.conditions.append(Condition("log_date", "ge", str(start)))
    if end:
        selection.conditions.append(Condition("log_date", "lt", f"{end}~"))


@action("POST daily_logs/clones")
def clone(context: Context) -> dict[str, Any]:
    """Copies a day's entries of the named types (all for none) to another day.

    Raises: Unprocessable for the same day, whose entries would double each time (assumed); Conflict for a completed one.
    """
    body = context.attributes
    start, end = (str(body.get(name) or context.clock.today())[:10] for name in ("from_date", "to_date"))
    if start == end:
        raise Unprocessable(fields={"to_date": ["must be another day than from_date"]})
    refuse_completed(context, end)
    named = {_kind_of(str(name)) for name in body.get("log_types") or ()}
    for kind in (name for name in KINDS if not named or name in named):
        for record in _entries(context, kind, start):
            copied = {name: value for name, value in record.body.items() if name not in ("origin_id", "position")}
            context.put(kind, {**copied, **_moved(copied, end), "date": end, "created_by_id": context.user_id})
    return {}


def _kind_of(name: str) -> str:
    """``WorkLog``, ``work_log`` and ``work_logs`` name the same type."""
    return inflections.pluralize(inflections.underscore(name.replace(" ", "_")))


@action("PATCH daily_logs/bulk_updates/bulk_update")
def bulk_update(context: Context) -> list[dict[str, Any]]:
    """Sets the status of entries of several types; each row tells whether it worked.

    Raises: Forbidden for whoever may not change others' entries. Source: documented, daily log guide (an Admin approves).
    """
    if context.permit.level < context.permit.others:
        raise Forbidden()
    shown: dict[str, Any] = {}
    for name in properties(row_schema(context)):
        rows = context.attributes.get(name) or []
        shown[name] = [_set_status(context, _kind_of(name), row) for row in rows if isinstance(row, dict)]
    return [shown]


def _set_status(context: Context, kind: str, row: dict[str, Any]) -> dict[str, Any]:
    number = row.get("id")
    record = reachable(context, kind, number)
    outcome = {"id": number, "status": row.get("status"), "success": False, "error": "Not Found"}
    if record is None:
        return outcome
    if completed(context, record.body.get("date")):
        return {**outcome, "error": "The daily log is completed"}
    context.change(record, {"status": row.get("status")})
    return {**outcome, "success": True, "error": None}
