"""Daily logs: entries of a day, approved when the API makes them. Source: documented, daily logs; observed."""

from typing import Any

import inflection

from mockcore.behaviours.context import Context
from mockcore.behaviours.contract import action, before, narrow
from mockcore.errors import BadRequest
from mockcore.store.query import Condition, Wanted, total
from mockcore.store.records import Stored

KINDS = (
    "accident_logs", "call_logs", "daily_construction_report_logs", "delay_logs", "delivery_logs", "dumpster_logs",
    "equipment_logs", "inspection_logs", "manpower_logs", "notes_logs", "plan_revision_logs", "productivity_logs",
    "quantity_logs", "safety_violation_logs", "visitor_logs", "waste_logs", "weather_logs", "work_logs",
)  # fmt: skip
MAX_DAYS = 91


def date_it(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An entry without a date is today's; the API's entries are approved."""
    if not values.get("date"):
        values["date"] = str(values.get("datetime") or context.now())[:10]
    values.setdefault("status", "approved")


def only_days(context: Context, wanted: Wanted) -> None:
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
        wanted.conditions.append(Condition("date", "today", today))
    if start:
        wanted.conditions.append(Condition("date", "ge", str(start)))
    if end:
        wanted.conditions.append(Condition("date", "lt", f"{end}~"))
    if not any(part.field == "status" for part in wanted.conditions) and query.get("filters[status]") != "all":
        wanted.conditions.append(Condition("status", "unless", "approved"))
    wanted.conditions = [part for part in wanted.conditions if not (part.field == "status" and "all" in (part.value or ()))]


for _kind in KINDS:
    before(_kind, "create")(date_it)
    narrow(_kind)(only_days)


@action("GET daily_logs/count", "GET daily_logs/counts")
def counts(context: Context) -> list[dict[str, Any]]:
    """How many entries of each type the days have."""
    out = []
    for position, kind in enumerate(name for name in KINDS if context.catalog.has_kind(name)):
        wanted = context.scoped(kind)
        only_days(context, wanted)
        number = total(context.records.database, wanted)
        out.append({"module_name": inflection.titleize(kind.rsplit("/", 1)[-1]), "count": number, "position": position + 1})
    return out
