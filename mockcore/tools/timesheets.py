"""Timecards and timesheets: hours from times, approval, signatures. Source: field productivity tutorial; reference.

That a shift which ends before it begins ends on the next day, and that given times overrule given hours, is assumed.
"""

from datetime import datetime, timedelta
from typing import Any

from mockcore.domain.references import referenced, referred
from mockcore.domain.times_of_day import moment
from mockcore.errors import Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, narrow
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

SHEETS, ENTRIES, SIGNATURES = "timesheets", "timecard_entries", "timesheets/signatures"
APPROVALS = ("pending", "reviewed", "approved", "completed")


@before(ENTRIES, "create", "update")
def count_hours(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Times are of the entry's date, today's unless it says so; the hours are out less in less lunch.

    A time that cannot be read is none.
    """
    merged = {**(record.body if record else {}), **values}
    day = str(merged.get("date") or merged.get("datetime") or context.now())[:10]
    for name in ("time_in", "time_out"):
        if values.get(name):
            values[name] = merged[name] = moment(str(values[name]), day)
    if merged.get("time_in") and merged.get("time_out") and {"time_in", "time_out", "lunch_time"} & values.keys():
        began, ended = (datetime.fromisoformat(merged[name]) for name in ("time_in", "time_out"))
        worked = ended - began if ended > began else ended - began + timedelta(days=1)
        values["hours"] = _hours_text(worked.total_seconds() / 3600 - _minutes(merged.get("lunch_time")) / 60)
    if record is None:
        values["approval_status"] = values.get("approval_status") or APPROVALS[0]
        values["date"] = merged.get("date") or day
    if "timesheet_id" in values:
        sheet = referred(context, SHEETS, values["timesheet_id"])
        values["timesheet_status"] = sheet.body.get("status") if sheet else None


def _minutes(value: Any) -> float:
    try:
        return float(value or 0)
    except (TypeError, ValueError):
        return 0.0


def _hours_text(hours: float) -> str:
    return str(round(max(hours, 0.0), 2))


@narrow(ENTRIES)
def only_days(context: Context, selection: Selection) -> None:
    """``log_date``, ``start_date`` and ``end_date`` choose the days."""
    query = context.inputs.query
    start, end = (query.get("log_date") or query.get(name) for name in ("start_date", "end_date"))
    if start:
        selection.conditions.append(Condition("date", "ge", str(start)[:10]))
    if end:
        selection.conditions.append(Condition("date", "lt", f"{str(end)[:10]}~"))


@after(ENTRIES, "create", "update", "delete", "restore")
def list_entries(context: Context, entry: Stored) -> None:
    """A timesheet shows its entries."""
    sheet = context.current(SHEETS, entry.body.get("timesheet_id") or 0)
    if sheet is None or sheet.deleted_at is not None:
        return
    numbers = [row.id for row in _entries(context, sheet)]
    if sheet.body.get("timecard_entry_ids") != numbers:
        context.change(sheet, {"timecard_entry_ids": numbers})


def _entries(context: Context, sheet: Stored) -> list[Stored]:
    selection = Selection(ENTRIES, company_id=sheet.company_id)
    selection.conditions = [Condition("timesheet_id", "eq", sheet.id)]
    return context.every(selection)


@before(SHEETS, "create", "update")
def wait_for_approval(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A new timesheet is pending. Raises: Unprocessable for a status that is none."""
    if record is None:
        values["status"] = values.get("status") or APPROVALS[0]
    if values.get("status") is not None and values["status"] not in APPROVALS:
        raise Unprocessable(fields={"status": [f"is not one of: {', '.join(APPROVALS)}"]})


@after(SHEETS, "update")
def approve_entries(context: Context, sheet: Stored) -> None:
    """The entries of a timesheet are approved with it, and wait with it."""
    status = sheet.body.get("status")
    for entry in _entries(context, sheet):
        if status and entry.body.get("approval_status") != status:
            context.change(entry, {"approval_status": status, "timesheet_status": status})


@action("PATCH timecard_entries/{}/sign")
def sign(context: Context) -> Stored:
    """The entry bears a signature from now on. Raises: Unprocessable for one that is not there."""
    entry = context.record(ENTRIES)
    signature = referenced(context, SIGNATURES, context.parameter("signature_id"), "signature_id")
    shown = {"id": signature.id, **signature.body}
    context.change(entry, {"procore_signature_id": signature.id, "procore_signature": shown, "signed": True})
    return entry


@action("PATCH timecard_entries/{}/remove_signature")
def remove_signature(context: Context) -> Stored:
    """The entry bears none any more."""
    entry = context.record(ENTRIES)
    context.change(entry, {"procore_signature_id": None, "procore_signature": None, "signed": False})
    return entry
