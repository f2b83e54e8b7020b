"""The figures of a WBS code: its budget, what moves it, what is committed and what is still to come."""

from decimal import Decimal

from mockcore.domain.budget_sums import CHANGES, FORECASTS, LINES, MODIFICATIONS, row_of, rows
from mockcore.domain.line_items import COMMITMENTS, DIRECT_COSTS, POTENTIAL
from mockcore.request.context import Context

CODE, OTHER = 900_001, 900_002


def test_modifications_and_approved_changes_move_the_budget_and_those_under_review_are_pending(context: Context) -> None:
    source = context.put(LINES, {"wbs_code_id": CODE, "original_budget_amount": 100})
    target = context.put(LINES, {"wbs_code_id": OTHER, "original_budget_amount": 50})
    names = {"from_budget_line_item_id": source.id, "to_budget_line_item_id": target.id}
    context.put(MODIFICATIONS, {**names, "transfer_amount": "30"})
    for status, amount in (("approved", 7), ("under_review", 11), ("void", 13)):
        adjustment = {"wbs_code_id": OTHER, "amount": amount}
        context.put(CHANGES, {"status": status, "adjustment_line_items": [adjustment]})
    assert (rows(context)[CODE].revised, rows(context)[OTHER].revised) == (70, 87)
    assert rows(context)[OTHER].projected == 98


def test_an_approved_commitment_is_committed_and_one_on_its_way_is_pending(context: Context) -> None:
    for status, amount in (("Approved", "40"), ("Out For Signature", "25"), ("Draft", "99")):
        contract = context.put(COMMITMENTS, {"status": status})
        context.put(f"{COMMITMENTS}/line_items", {"wbs_code_id": CODE, "amount": amount}, contract.id)
    row = rows(context)[CODE]
    assert (row.committed, row.pending_costs, row.costs) == (40, 25, 65)


def test_change_orders_of_a_commitment_cost_and_those_of_the_prime_contract_raise_the_budget(context: Context) -> None:
    for kind in (COMMITMENTS, "prime_contracts"):
        contract = context.put(kind, {"status": "Approved"})
        order = context.put(POTENTIAL, {"status": "approved", "contract_id": contract.id})
        context.put(f"{POTENTIAL}/line_items", {"wbs_code_id": CODE, "amount": "15"}, order.id)
    row = rows(context)[CODE]
    assert (row.committed, row.approved_orders) == (15, 15)


def test_a_forecast_by_hand_takes_the_place_of_what_is_left(context: Context) -> None:
    line = context.put(LINES, {"wbs_code_id": CODE, "original_budget_amount": 100})
    cost = context.put(DIRECT_COSTS, {"status": "pending"})
    context.put(f"{DIRECT_COSTS}/line_items", {"wbs_code_id": CODE, "amount": "10"}, cost.id)
    assert row_of(line, context).forecast == 90
    context.put(FORECASTS, {"budget_line_item_id": line.id, "amount": "95"})
    row = row_of(line, context)
    assert (row.forecast, row.at_completion, row.over_under) == (95, 105, -5)


def test_a_line_without_a_wbs_code_has_its_own_amount_only(context: Context) -> None:
    line = context.put(LINES, {"original_budget_amount": 12.5})
    assert row_of(line, context).projected == Decimal("12.5")


def test_a_direct_cost_counts_from_pending_on(context: Context) -> None:
    for status, amount in (("draft", "1"), ("pending", "20"), ("revise_and_resubmit", "300"), ("approved", "4000")):
        cost = context.put(DIRECT_COSTS, {"status": status})
        context.put(f"{DIRECT_COSTS}/line_items", {"wbs_code_id": CODE, "amount": amount}, cost.id)
    assert rows(context)[CODE].direct == 4320
