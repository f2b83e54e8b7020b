"""How a generated record stands: its state tells its age, and whoever holds the ball, the flags and numbers agree with it."""

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any, NamedTuple

from mockcore.clock import instant
from mockcore.store.records import Stored

Body = dict[str, Any]
# After so many days most of what was asked is answered.
SETTLED_DAYS = 60


class States(NamedTuple):
    """The attribute of the state, the states of what is being worked on, and the one in which it ends."""

    name: str
    working: tuple[str, ...]
    done: str


STATES: dict[str, States] = {
    "rfis": States("status", ("open", "open", "open", "draft"), "closed"),
    "punch_items": States("workflow_status", ("work_required", "ready_for_review", "ready_to_close", "initiated"), "closed"),
    "observations/items": States("status", ("initiated", "ready_for_review", "not_accepted"), "closed"),
    "incidents": States("status", ("open",), "closed"),
    "coordination_issues": States("status", ("open", "ready_for_review"), "closed"),
    "checklist/lists": States("status", ("Open", "In Review"), "Closed"),
    "generic_tools/generic_tool_items": States("status", ("Open", "Open", "Draft"), "Closed"),
    "task_items": States("status", ("initiated", "in_progress"), "closed"),
    "change_events": States("status", ("Open", "Pending"), "Closed"),
    "instructions": States("status", ("draft", "issued"), "closed"),
}
# Who holds the ball of a punch item in which state.
_TURN = {
    "ready_for_review": "punch_item_manager_id",
    "initiated": "punch_item_manager_id",
    "ready_to_close": "final_approver_id",
}


def settle(record: Stored, random: Random, until: datetime, over: bool) -> None:
    """Gives a record the state of its age, and what follows from it; ``over`` is a project that is complete."""
    states, body = STATES.get(record.kind), record.body
    if states is not None and states.name in body:
        age = (until - instant(record.created_at)).days
        done = random.random() < (1.0 if over else 0.9 if age > SETTLED_DAYS else 0.25)
        body[states.name] = states.done if done else random.choice(states.working)
    follow = _FOLLOW.get(record.kind)
    if follow is not None:
        follow(body, until)


def _rfi(body: Body, until: datetime) -> None:
    status, assignees = body.get("status"), body.get("assignee_ids") or []
    body.pop("prefix", None)
    body["full_number"] = str(body.get("number"))
    body["draft"], body["accepted"] = status == "draft", status == "closed"
    body["assignee_id"] = next(iter(assignees), None)
    holders = {"open": assignees or [body.get("rfi_manager_id")], "draft": [body.get("rfi_manager_id")]}.get(str(status), [])
    body["ball_in_court_ids"] = [holder for holder in holders if holder]
    body["ball_in_court_id"] = next(iter(body["ball_in_court_ids"]), None)
    body["ball_in_court_role"] = ("assignee" if status == "open" and assignees else "manager") if holders else None
    for name, there in (("time_resolved", status == "closed"), ("initiated_at", status != "draft")):
        if not there:
            body.pop(name, None)
        elif not body.get(name):
            body[name] = "2026-01-01T00:00:00Z"


def _punch_item(body: Body, until: datetime) -> None:
    step, closed = str(body.get("workflow_status")), body.get("workflow_status") == "closed"
    body["status"] = "Closed" if closed else "Open"
    holder = body.get(_TURN.get(step, ""))
    holders = (
        [holder] if holder else body.get("assignee_ids") or [body.get("punch_item_manager_id") or body.get("created_by_id")]
    )
    body["ball_in_court_ids"] = [] if closed else holders
    body["has_resolved_responses"], body["has_unresolved_responses"] = closed, not closed
    if body.get("schedule_impact") in ("no_impact", "n_a", None):
        body.pop("schedule_impact_days", None)
    if body.get("cost_impact") != "yes_known":
        body.pop("cost_impact_amount", None)
    for name in ("altitude", "horizontal_accuracy", "vertical_accuracy", "latitude", "longitude"):
        body.pop(name, None)


def _correspondence(body: Body, until: datetime) -> None:
    body["status_type"] = body.get("status")
    for name in ("cost_impact", "schedule_impact"):
        if body.get(name) != "yes_known":
            body.pop(f"{name}_value", None)


def _insurance(body: Body, until: datetime) -> None:
    body["name"] = body.get("insurance_type") or body.get("name")
    over = str(body.get("expiration_date") or "9999") < str(until)[:10]
    body["status"] = "expired" if over else "non_compliant" if body.get("info_received") is False else "compliant"


def _bid_package(body: Body, until: datetime) -> None:
    body["accounting_method"] = "amount"


def _timecard(body: Body, until: datetime) -> None:
    # From seven to half past three, less the break.
    body["lunch_time"] = "30"
    body["hours"] = "8.0"


def _manpower(body: Body, until: datetime) -> None:
    workers = int(body.get("num_workers") or 4)
    body.update(num_workers=workers, num_hours="8.0", man_hours=f"{workers * 8.0:.1f}")


def _task(body: Body, until: datetime) -> None:
    body["milestone"], body["pending"] = False, False
    today, start, finish = (
        str(until)[:10],
        str(body.get("start") or ""),
        str(body.get("finish") or body.get("finish_datetime") or "9999"),
    )
    done = 100 if finish[:10] < today else 0 if start[:10] > today else body.get("percentage")
    body["percentage"] = min(int(done or 50), 95) if done not in (0, 100) else done
    for name, moment in (("start_datetime", start), ("finish_datetime", finish)):
        if name in body:
            body[name] = moment
    for name, moment, there in (("actual_start", start, body["percentage"] > 0), ("actual_finish", finish, done == 100)):
        if there and name in body:
            body[name] = moment
        else:
            body.pop(name, None)


def _equipment(body: Body, until: datetime) -> None:
    body["equipment_name"] = body.get("name")
    if body.get("ownership") != "RENTED":
        for name in ("rental_start_date", "rental_end_date"):
            body.pop(name, None)


_FOLLOW: dict[str, Callable[[Body, datetime], None]] = {
    "rfis": _rfi,
    "punch_items": _punch_item,
    "generic_tools/generic_tool_items": _correspondence,
    "insurances": _insurance,
    "bid_packages": _bid_package,
    "timecard_entries": _timecard,
    "manpower_logs": _manpower,
    "tasks": _task,
    "equipment_register": _equipment,
}
