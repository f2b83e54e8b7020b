"""Budget views: the standard view's rows and columns, worked out from the budget, and snapshots that keep them.

Source: documented, budget tutorial (a key for each column beside the fields; the forecast is ``budget_forecast``); reference.
The columns are those of the standard view; their names are assumed.
"""

from typing import Any

from mockcore.domain.amounts import NONE, money_text
from mockcore.domain.budget_columns import COLUMNS, FORECAST, SNAPSHOT_ROWS, SNAPSHOTS, STANDARD, VIEWS, amount_of, figures
from mockcore.domain.budget_lock import locked
from mockcore.domain.budget_sums import LINES, Row, rows
from mockcore.domain.cost_codes import code_parts, root_of
from mockcore.domain.currency import CURRENCY, of_project
from mockcore.domain.references import referenced, referred
from mockcore.domain.work_breakdown import TIER
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed
from mockcore.request.paging import paged
from mockcore.store.records import Stored

REASON = "unbudgeted_reason"
FILTERS = {"cost_code_id[]": "cost_code_id", "category_id[]": "category_id", "budget_line_item_id[]": "id",
           "root_cost_code_id[]": "root_cost_code_id", "biller[]": "biller_id"}  # fmt: skip
GROUPS = {"project": "project_id", "biller": "biller_id", "category": "category_id", "cost_code": "cost_code_id"}


def detail_rows(context: Context) -> list[dict[str, Any]]:
    """A row for each WBS code that has a budget or costs."""
    details = [_detail(context, code, row) for code, row in rows(context).items()]
    return sorted(details, key=lambda row: (str(row["cost_code"] or ""), str(row["category"] or "")))


def _detail(context: Context, code: int, row: Row) -> dict[str, Any]:
    project = context.find("projects", context.project_id or 0)
    company = context.find("companies", context.company_id or 0)
    line = row.lines[0] if row.lines else None
    cost_code, kind = code_parts(context, code, line)
    root = root_of(context, cost_code)
    name = project.body.get("name") if project else None
    return {
        "id": line.id if line else code,
        "deletable": line is not None and not locked(context),
        "company_id": context.company_id,
        "company": company.body.get("name") if company else None,
        "project_id": context.project_id,
        "project": name,
        "wbs_code_id": code,
        "biller_id": context.project_id,
        "biller": name,
        "biller_type": "Project",
        "cost_code_id": cost_code.id if cost_code else None,
        "cost_code": _named(cost_code),
        "cost_code_origin_id": cost_code.body.get("origin_id") if cost_code else None,
        "root_cost_code_id": root.id if root else None,
        "root_cost_code": _named(root),
        "category_id": kind.id if kind else None,
        "category": kind.body.get("name") if kind else None,
        REASON: None if line else "not_in_budget",
        CURRENCY: of_project(context),
        **figures(code, row),
    }


def _named(code: Stored | None) -> str | None:
    return f"{code.body.get('full_code') or code.body.get('code')} {TIER} {code.body.get('name')}" if code else None


def _filtered(context: Context, details: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that the query asks for."""
    query = context.inputs.query
    kind = query.get("budget_row_type") or "all"
    if kind != "all":
        details = [row for row in details if (row[REASON] is None) == (kind == "budgeted")]
    for name, field in FILTERS.items():
        condition = query.get(name) or query.get(name.removesuffix("[]"))
        if condition:
            values = {str(value) for value in (condition if isinstance(condition, list) else [condition])}
            details = [row for row in details if str(row[field]) in values]
    sort = str(query.get("sort") or "")
    if sort.lstrip("-") in ("biller_type", "project", "biller", "category_id", "cost_code", "root_cost_code"):
        details = sorted(details, key=lambda row: str(row[sort.lstrip("-")] or ""), reverse=sort.startswith("-"))
    return details


def summed(details: list[dict[str, Any]], group: str) -> list[dict[str, Any]]:
    """The rows in groups, by what ``group_by`` names; by root cost code for none."""
    by = group.removesuffix("_name") or "root_cost_code"
    key = GROUPS.get(by, "root_cost_code_id")
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in details:
        groups.setdefault(row[key], []).append(row)
    out = []
    for number, members in groups.items():
        first = members[0]
        group_row: dict[str, Any] = {"id": str(number) if number is not None else "", "name": first.get(by)}
        group_row |= {"biller_type": first["biller_type"], "currency_configuration": first["currency_configuration"]}
        group_row["budget_line_item_ids"] = [str(row["id"]) for row in members if row[REASON] is None]
        for name, label, type_, _ in COLUMNS:
            field = name if type_ == STANDARD else label
            group_row[field] = money_text(sum((amount_of(row[field]) for row in members), NONE))
        group_row[FORECAST] = {"amount": group_row[FORECAST]}
        out.append(group_row)
    return out


@action("GET budget_views/{}/detail_rows")
def list_details(context: Context) -> list[Any]:
    """The budget by WBS code. Raises: NotFound for an unknown view."""
    context.record(VIEWS)
    return paged(context, _filtered(context, detail_rows(context)))


@action("GET budget_views/{}/summary_rows")
def list_summary(context: Context) -> list[Any]:
    """The budget in groups. Raises: NotFound for an unknown view."""
    context.record(VIEWS)
    details = _filtered(context, detail_rows(context))
    return paged(context, summed(details, str(context.inputs.query.get("group_by") or "")))


@action("GET budget_view_snapshots/{}/detail_rows")
def snapshot_details(context: Context) -> list[Any]:
    """The rows as they were. Raises: NotFound."""
    snapshot = context.record(SNAPSHOTS)
    return paged(context, _filtered(context, list(snapshot.body.get(SNAPSHOT_ROWS) or ())))


@action("GET budget_view_snapshots/{}/summary_rows")
def snapshot_summary(context: Context) -> list[Any]:
    """The groups as they were. Raises: NotFound."""
    snapshot = context.record(SNAPSHOTS)
    details = _filtered(context, list(snapshot.body.get(SNAPSHOT_ROWS) or ()))
    return paged(context, summed(details, str(context.inputs.query.get("group_by") or "")))


@before(SNAPSHOTS, "create")
def keep_rows(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A snapshot keeps the rows of its time. Raises: Unprocessable for an unknown view."""
    number = values.get("budget_view_id") or values.get("budget_template_id")
    referenced(context, VIEWS, number, "budget_template_id")
    values["budget_view_id"] = number
    values["snapshot_type"] = values.get("snapshot_type") or "ad_hoc"
    values["approval_status"] = values.get("approval_status") or "under_review"
    values[SNAPSHOT_ROWS] = detail_rows(context)


@computed(LINES, "division")
def division(line: Stored, context: Context) -> Stored | None:
    """The outermost cost code above a budget line item's own."""
    return root_of(context, referred(context, "cost_codes", line.body.get("cost_code_id")))


@computed(VIEWS, "links")
@computed(SNAPSHOTS, "links")
def links(record: Stored, context: Context) -> dict[str, str]:
    """Where the rows of a view are, and those of a snapshot."""
    at = f"{context.call.url}/rest/v1.0/{record.kind}/{record.id}"
    return {name: f"{at}/{name}?project_id={context.project_id}" for name in ("detail_rows", "summary_rows")}


@action("GET budget_views/{}/budget_detail_columns")
def columns(context: Context) -> list[Any]:
    """The columns of the view."""
    context.record(VIEWS)
    shown = enumerate(COLUMNS)
    flags = {"aggregatable": True, "filterable": False, "groupable": False}
    return [{**flags, "id": name, "name": label, "position": at + 1, "type": type_} for at, (name, label, type_, _) in shown]
