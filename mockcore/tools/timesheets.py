"""Timecards and timesheets: hours from times, approval, signatures. Source: field productivity tutorial; reference.

That a shift which ends before it begins ends on the next day, and that given times overrule given hours, is assumed.
"""

from datetime import datetime, timedelta
from typing import Any

from mockcore.domain.references import referenced, referred
from mockcore.domain.times_of_day import moment
from mockcore.errors import Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed, narrow
from mockcore.request.states import forbid
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

SHEETS, ENTRIES, SIGNATURES = "timesheets", "timecard_entries", "timesheets/signatures"
APPROVALS = ("pending", "reviewed", "approved", "completed")
# A timecard or timesheet with one of them stays as it is.
LOCKED = APPROVALS[2:]
# What may still be set of one that is locked.
UNLOCKED = frozenset({"approval_status", "timesheet_status", "updated_by_id", "origin_id", "origin_data"})
TIME_TYPES, REGULAR = "timecard_time_types", "Regular Time"


@before(ENTRIES, "update", "delete")
def stay(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An approved or completed timecard stays as it is until its approval is taken back.

    Raises: Conflict. Source: documented, field productivity tutorial (the statuses); what they lock is assumed.
    """
    status = record.body.get("approval_status") if record else None
    if status not in LOCKED or values.get("approval_status", status) not in LOCKED:
        return
    body = record.body if record else {}
    if not values or any(body.get(name) != value for name, value in values.items() if name not in UNLOCKED):
        forbid(ENTRIES, status, "its approval_status is set to pending or reviewed before it is changed or deleted")


@before(SHEETS, "delete")
def stay_approved(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An approved timesheet is not deleted. Raises: Conflict. Source: as ``stay``."""
    if record is not None and record.body.get("status") in LOCKED:
        forbid(SHEETS, record.body["status"], "its status is set to pending before it is deleted")


@before(ENTRIES, "create", "update")
def count_hours(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Times are of the entry's date, today's unless it says so; the hours are out less in less lunch.

    A time that cannot be read is none. Without a type of time it is regular (assumed).
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
        if values.get("timecard_time_type_id") is None:
            regular = context.first(TIME_TYPES, time_type=REGULAR)
            values["timecard_time_type_id"] = regular.id if regular else None
    if "timesheet_id" in values:
        sheet = referred(context, SHEETS, values["timesheet_id"])
        values["timesheet_status"] = sheet.body.get("status") if sheet else None


@computed(ENTRIES, "in_progress")
def in_progress(entry: Stored, context: Context) -> bool:
    """Whether somebody has come in and not gone out."""
    body = entry.body
    return bool(body.get("time_in") or body.get("clock_in_time")) and not (body.get("time_out") or body.get("clock_out_time"))


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
