"""Cost codes: a code goes on from those above it. Source: reference; that the codes are joined by a hyphen is observed."""

from typing import Any

from mockcore.domain.line_items import grouped
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import computed
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

COST_CODES, STANDARD = "cost_codes", "standard_cost_codes"
BUDGET_LINES = "budget_line_items"
JOINT = "-"


@computed(COST_CODES, "full_code", "sortable_code")
@computed(STANDARD, "full_code", "sortable_code")
def full_code(cost_code: Stored, context: Context) -> str | None:
    """The codes from the outermost on: ``03-310``. One that begins with the code above it already says so itself."""
    code = cost_code.body.get("code")
    full, seen, above = str(code or ""), {cost_code.id}, _above(cost_code, context)
    while above is not None and above.id not in seen:
        outer = str(above.body.get("code") or "")
        full = full if not outer or full.startswith(f"{outer}{JOINT}") else f"{outer}{JOINT}{full}"
        seen.add(above.id)
        above = _above(above, context)
    return full or None


def _above(cost_code: Stored, context: Context) -> Stored | None:
    number = identified(cost_code.body.get("parent_id"))
    return context.find(cost_code.kind, number) if number is not None else None


@computed(COST_CODES, "biller_type")
def biller_type(cost_code: Stored, context: Context) -> str:
    """Whether the costs are those of the project or of a sub job."""
    return "SubJob" if _sub_job(cost_code, context) else "Project"


@computed(COST_CODES, "biller")
def biller(cost_code: Stored, context: Context) -> Any:
    """The name of the project or sub job."""
    record = _biller(cost_code, context)
    return record.body.get("name") if record else None


@computed(COST_CODES, "biller_id")
def biller_id(cost_code: Stored, context: Context) -> int | None:
    """The id of the project or sub job."""
    record = _biller(cost_code, context)
    return record.id if record else None


@computed(COST_CODES, "biller_origin_id")
def biller_origin_id(cost_code: Stored, context: Context) -> Any:
    """What another system calls the project or sub job."""
    record = _biller(cost_code, context)
    return record.body.get("origin_id") if record else None


@computed(COST_CODES, "budgeted")
def budgeted(cost_code: Stored, context: Context) -> bool:
    """Whether the project's budget has a line of the code. Source: reference; assumed from the name."""
    if cost_code.project_id is None:
        return False
    if context.operation.method == "GET":
        return cost_code.id in grouped(context, BUDGET_LINES, cost_code.project_id, "cost_code_id")
    selection = Selection(BUDGET_LINES, company_id=context.company_id, project_id=cost_code.project_id)
    selection.conditions = [Condition("cost_code_id", "eq", cost_code.id)]
    return context.once((BUDGET_LINES, "of", cost_code.id), lambda: context.records.first(selection)) is not None


def _sub_job(cost_code: Stored, context: Context) -> Stored | None:
    number = identified(cost_code.body.get("sub_job_id"))
    return context.find("sub_jobs", number) if number is not None else None


def _biller(cost_code: Stored, context: Context) -> Stored | None:
    return _sub_job(cost_code, context) or (context.find("projects", cost_code.project_id) if cost_code.project_id else None)
