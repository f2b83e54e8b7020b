"""The resources of the Daily Log tool, and the days that are completed. Source: reference."""

from typing import Any

from mockcore.request.context import Context
from mockcore.request.states import forbid

KINDS = (
    "accident_logs", "call_logs", "daily_construction_report_logs", "delay_logs", "delivery_logs", "dumpster_logs",
    "equipment_logs", "inspection_logs", "manpower_logs", "notes_logs", "plan_revision_logs", "productivity_logs",
    "quantity_logs", "safety_violation_logs", "visitor_logs", "waste_logs", "weather_logs", "work_logs",
)  # fmt: skip
HEADERS = "daily_log_headers"
ENTRY = "daily_logs"


def completed(context: Context, day: Any) -> bool:
    """Whether the log of a day of the project is completed."""
    return bool(day) and context.first(HEADERS, log_date=str(day)[:10], completed=True) is not None


def refuse_completed(context: Context, day: Any) -> None:
    """Raises: Conflict for a day whose log is completed. Source: reference (the state); that it locks the day is assumed."""
    if completed(context, day):
        forbid(ENTRY, f"completed for {str(day)[:10]}", "reopen the day before its entries are added, changed or deleted")
