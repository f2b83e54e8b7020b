"""Project status snapshots: the budget snapshots of that type, with the totals of their columns.

Source: reference; the keys of a column's total are taken from the summary operation, which names them.
"""

from decimal import Decimal
from typing import Any

from mockcore.domain.amounts import NONE, money_text
from mockcore.domain.budget_columns import COLUMNS, SNAPSHOT_ROWS, SNAPSHOTS, STANDARD, VIEWS, amount_of
from mockcore.domain.currency import CURRENCY, of_project
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.request.paging import paged
from mockcore.store.query import Selection
from mockcore.store.records import Stored

TYPE = "project_status_snapshot"


def _snapshots(context: Context) -> list[Stored]:
    """Those of the view in the path; of one project where the path or a filter names it."""
    view = context.record(VIEWS)
    selection = Selection(SNAPSHOTS, company_id=context.company_id, project_id=context.project_id)
    chosen = context.inputs.query.get("filters[project_id]")
    projects = {str(value) for value in (chosen if isinstance(chosen, list) else [chosen])} if chosen else None
    return [
        snapshot
        for snapshot in context.every(selection)
        if snapshot.body.get("snapshot_type") == TYPE
        and snapshot.body.get("budget_view_id") == view.id
        and (projects is None or str(snapshot.project_id) in projects)
    ]


def _totals(snapshots: list[Stored]) -> dict[str, Decimal]:
    rows = [row for snapshot in snapshots for row in snapshot.body.get(SNAPSHOT_ROWS) or ()]
    return {
        name: sum((amount_of(row[name if type_ == STANDARD else label]) for row in rows), NONE)
        for name, label, type_, _ in COLUMNS
    }


def _shown(totals: dict[str, Decimal]) -> list[dict[str, Any]]:
    return [{"budget_column_id": name, "total": float(money_text(value))} for name, value in totals.items()]


@action("GET budget_views/{}/project_status_snapshots")
def listed(context: Context) -> list[dict[str, Any]]:
    """The snapshots, newest last."""
    rows = []
    for snapshot in _snapshots(context):
        creator = context.find("users", context.records.creator(snapshot.id) or 0)
        project = context.find("projects", snapshot.project_id or 0)
        row = {
            "id": str(snapshot.id),
            "name": snapshot.body.get("name"),
            "description": snapshot.body.get("description"),
            "status": snapshot.body.get("approval_status"),
            "created_at": snapshot.created_at,
            "created_by": {"id": str(creator.id), "display": creator.body.get("name")} if creator else None,
            CURRENCY: of_project(context, snapshot.project_id),
            "column_totals": _shown(_totals([snapshot])),
        }
        if context.project_id is None:
            row["project"] = {"id": str(snapshot.project_id), "name": project.body.get("name") if project else ""}
        rows.append(row)
    return paged(context, rows)


@action("GET budget_views/{}/project_status_snapshots/summary")
def summary(context: Context) -> dict[str, Any]:
    """The totals of all of them together."""
    totals = _shown(_totals(_snapshots(context)))
    return {"company_id": str(context.company_id), CURRENCY: of_project(context), "grand_total": totals}
