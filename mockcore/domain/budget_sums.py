"""The columns of the budget, by WBS code, from everything in the project that has one.

Source: reference for the columns; documented, budget tutorial. The formulas between the columns are assumed from the standard
budget view; which states count stands in ``status_effects``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from mockcore.domain.amounts import NONE, money
from mockcore.domain.change_orders import contract_of, outermost
from mockcore.domain.line_items import COMMITMENTS, DIRECT_COSTS, POTENTIAL
from mockcore.domain.status_effects import APPROVED, PENDING, effect
from mockcore.request.context import Context
from mockcore.store.query import Selection
from mockcore.store.records import Stored

LINES, MODIFICATIONS, CHANGES = "budget_line_items", "budget_modifications", "budget_changes"
FORECASTS = "manual_forecast_line_items"


@dataclass(slots=True)
class Row:
    """The figures of one WBS code."""

    original: Decimal = NONE
    moved: Decimal = NONE
    pending_moves: Decimal = NONE
    approved_orders: Decimal = NONE
    pending_orders: Decimal = NONE
    committed: Decimal = NONE
    pending_costs: Decimal = NONE
    direct: Decimal = NONE
    manual: Decimal | None = None
    lines: list[Stored] = field(default_factory=list)

    @property
    def approved_changes(self) -> Decimal:
        """Budget changes and approved change orders of the prime contract."""
        return self.moved + self.approved_orders

    @property
    def revised(self) -> Decimal:
        """The revised budget."""
        return self.original + self.approved_changes

    @property
    def pending_changes(self) -> Decimal:
        """Budget changes under review and pending change orders of the prime contract."""
        return self.pending_moves + self.pending_orders

    @property
    def projected(self) -> Decimal:
        """The projected budget."""
        return self.revised + self.pending_changes

    @property
    def costs(self) -> Decimal:
        """The projected costs."""
        return self.committed + self.direct + self.pending_costs

    @property
    def automatic(self) -> Decimal:
        """What is left of the budget to be spent."""
        return max(NONE, self.projected - self.costs)

    @property
    def forecast(self) -> Decimal:
        """The forecast to complete: by hand where there is one."""
        return self.automatic if self.manual is None else self.manual

    @property
    def at_completion(self) -> Decimal:
        """The estimated cost at completion."""
        return self.costs + self.forecast

    @property
    def over_under(self) -> Decimal:
        """What the projected budget leaves."""
        return self.projected - self.at_completion


Rows = dict[int, Row]


def rows(context: Context) -> Rows:
    """The figures of every WBS code of the project, worked out once a request."""
    return context.once(("budget", context.project_id), lambda: _rows(context))


def everything(context: Context, kind: str) -> list[Stored]:
    """The live records of the project."""
    return context.every(Selection(kind, company_id=context.company_id, project_id=context.project_id))


def _rows(context: Context) -> Rows:
    by_code: Rows = {}
    codes: dict[int, int] = {}
    for line in everything(context, LINES):
        code = line.body.get("wbs_code_id")
        if isinstance(code, int):
            codes[line.id] = code
            row = by_code.setdefault(code, Row())
            row.original += money(line.body.get("original_budget_amount"))
            row.direct += money(line.body.get("direct_costs"))
            row.lines.append(line)
    _moves(context, by_code, codes)
    _costs(context, by_code)
    _orders(context, by_code)
    for forecast in everything(context, FORECASTS):
        code = forecast.body.get("wbs_code_id") or codes.get(forecast.body.get("budget_line_item_id") or 0)
        if isinstance(code, int):
            row = by_code.setdefault(code, Row())
            row.manual = (row.manual or NONE) + money(forecast.body.get("amount"))
    return by_code


def _moves(context: Context, by_code: Rows, codes: dict[int, int]) -> None:
    """Budget modifications, and budget changes that took their place."""
    for move in everything(context, MODIFICATIONS):
        amount = money(move.body.get("transfer_amount"))
        for name, sign in (("to_budget_line_item_id", 1), ("from_budget_line_item_id", -1)):
            code = codes.get(move.body.get(name) or 0)
            if code is not None:
                by_code.setdefault(code, Row()).moved += sign * amount
    for change in everything(context, CHANGES):
        for adjustment in change.body.get("adjustment_line_items") or ():
            code = adjustment.get("wbs_code_id")
            if not isinstance(code, int):
                continue
            does = effect(change)
            if does == APPROVED:
                by_code.setdefault(code, Row()).moved += money(adjustment.get("amount"))
            elif does == PENDING:
                by_code.setdefault(code, Row()).pending_moves += money(adjustment.get("amount"))


def _costs(context: Context, by_code: Rows) -> None:
    """Lines of commitments and of direct costs."""
    for kind in (COMMITMENTS, DIRECT_COSTS):
        effects = {record.id: effect(record) for record in everything(context, kind)}
        for code, line in _coded(everything(context, f"{kind}/line_items")):
            does, amount = effects.get(line.parent_id or 0), money(line.body.get("amount"))
            if does == APPROVED:
                row = by_code.setdefault(code, Row())
                row.committed += amount if kind == COMMITMENTS else NONE
                row.direct += NONE if kind == COMMITMENTS else amount
            elif does == PENDING:
                by_code.setdefault(code, Row()).pending_costs += amount


def _orders(context: Context, by_code: Rows) -> None:
    """Lines of change orders: those of commitments cost, those of the prime contract raise the budget."""
    orders = {record.id: record for record in everything(context, POTENTIAL)}
    for code, line in _coded(everything(context, f"{POTENTIAL}/line_items")):
        order = orders.get(line.parent_id or 0)
        contract = contract_of(context, order.body.get("contract_id")) if order else None
        does = effect(outermost(context, order)) if order and contract else None
        if contract is None or does not in (APPROVED, PENDING):
            continue
        row, amount, costs = by_code.setdefault(code, Row()), money(line.body.get("amount")), contract.kind == COMMITMENTS
        if does == APPROVED:
            row.committed += amount if costs else NONE
            row.approved_orders += NONE if costs else amount
        else:
            row.pending_costs += amount if costs else NONE
            row.pending_orders += NONE if costs else amount


def _coded(lines: Iterable[Stored]) -> list[tuple[int, Stored]]:
    return [(code, line) for line in lines if isinstance(code := line.body.get("wbs_code_id"), int)]


def row_of(line: Stored, context: Context) -> Row:
    """The figures of a budget line item; one without a WBS code has its own amount only."""
    code = line.body.get("wbs_code_id")
    row = rows(context).get(code) if isinstance(code, int) else None
    return row or Row(original=money(line.body.get("original_budget_amount")), direct=money(line.body.get("direct_costs")))
