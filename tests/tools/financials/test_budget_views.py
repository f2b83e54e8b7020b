"""Views of the budget over the engine: rows, groups, columns, and snapshots that keep them."""

from tests.tools.financials.test_budget import V2, Budget, vendor
from tests.world import PROJECT, approved


def test_commitments_direct_costs_and_change_orders_fill_the_columns(budget: Budget) -> None:
    world = budget.world
    body = {"project_id": PROJECT, "work_order_contract": {"title": "Concrete"}}
    contract = world.ask("POST", "/rest/v1.0/work_order_contracts", body)[1]["id"]
    budget.coded(f"/rest/v1.0/work_order_contracts/{contract}/line_items", "4000")
    assert budget.shown()["committed_costs"] == 0
    approved(world, contract)
    order = {"project_id": PROJECT, "contract_id": contract, "change_order": {"title": "More", "status": "pending"}}
    order_id = world.ask("POST", "/rest/v1.0/potential_change_orders", order)[1]["id"]
    budget.coded(f"/rest/v1.0/potential_change_orders/{order_id}/line_items", "300.50")
    cost = {"invoice_number": "7", "direct_cost_type": "invoice", "vendor_id": vendor(world), "status": "pending",
            "line_items": [{"wbs_code_id": budget.code, "quantity": 2, "unit_cost": 50}]}  # fmt: skip
    assert world.ask("POST", f"/rest/v1.1/projects/{PROJECT}/direct_costs", {"direct_cost": cost})[0] == 201
    told = budget.shown()
    assert (told["committed_costs"], told["pending_cost_changes"], told["direct_costs"]) == (4000, 300.5, 100)
    assert (told["projected_costs"], told["budget_forecast"]) == (4400.5, 5599.5)
    assert (told["estimated_cost_at_completion"], told["projected_over_under"]) == (10000, 0)
    (row,) = budget.rows()
    assert (row["id"], row["original_budget_amount"], row["wbs_code_id"]) == (budget.line, "10000.00", budget.code)
    assert (row["Committed Costs"], row["Direct Costs"], row["Pending Cost Changes"]) == ("4000.00", "100.00", "300.50")
    assert (row["budget_forecast"]["amount"], row["budget_forecast"]["automatically_calculated"]) == ("5599.50", True)
    (group,) = budget.rows("summary_rows")
    assert (group["original_budget_amount"], group["budget_line_item_ids"]) == ("10000.00", [str(budget.line)])
    assert group["budget_forecast"] == {"amount": "5599.50"}


def test_a_snapshot_keeps_the_rows_of_its_time(budget: Budget) -> None:
    world = budget.world
    view = world.ask("GET", f"/rest/v1.0/budget_views?project_id={PROJECT}")[1][0]
    assert view["name"] == "Procore Standard Budget"
    body = {"project_id": PROJECT, "budget_template_id": view["id"], "name": "January"}
    status, made = world.ask("POST", "/rest/v1.0/budget_view_snapshots", body)
    assert (status, made["data"]["budget_view"], made["data"]["approval_status"]) == (201, {"id": view["id"]}, "under_review")
    budget.change(original_budget_amount=1)
    path = f"/rest/v1.0/budget_view_snapshots/{made['data']['id']}"
    kept = world.ask("GET", f"{path}/detail_rows?project_id={PROJECT}")[1]
    assert [row["original_budget_amount"] for row in kept] == ["10000.00"]
    assert [row["original_budget_amount"] for row in budget.rows()] == ["1.00"]
    groups = world.ask("GET", f"{path}/summary_rows?project_id={PROJECT}")[1]
    assert [row["budget_line_item_ids"] for row in groups] == [[str(budget.line)]]
    assert world.ask("POST", "/rest/v1.0/budget_view_snapshots", {**body, "budget_template_id": 4711})[0] == 422


def test_rows_are_filtered_and_grouped_and_costs_without_a_budget_are_rows_too(budget: Budget) -> None:
    world, other = budget.world, budget.add(1, original_budget_amount=500)
    code = world.ask("GET", f"/rest/v1.1/budget_line_items/{other}?project_id={PROJECT}")[1]["wbs_code"]["id"]
    assert [row["id"] for row in budget.rows(query=f"&budget_line_item_id[]={other}")] == [other]
    assert [row["original_budget_amount"] for row in budget.rows("summary_rows", "&group_by=project")] == ["10500.00"]
    world.ask("DELETE", f"{V2}/budget_line_items/{other}")
    cost = {"invoice_number": "7", "direct_cost_type": "invoice", "vendor_id": vendor(world), "status": "pending",
            "line_items": [{"wbs_code_id": code, "manual_amount": 9.5}]}  # fmt: skip
    world.ask("POST", f"/rest/v1.1/projects/{PROJECT}/direct_costs", {"direct_cost": cost})
    (row,) = budget.rows(query="&budget_row_type=unbudgeted")
    assert (row["unbudgeted_reason"], row["wbs_code_id"], row["Direct Costs"]) == ("not_in_budget", code, "9.50")
    assert len(budget.rows(query="&budget_row_type=budgeted")) == 1
    names = [column["name"] for column in budget.rows("budget_detail_columns")]
    assert {"Committed Costs", "Direct Costs", "Revised Budget"} <= set(names)


def test_a_line_tells_the_division_of_its_cost_code(budget: Budget) -> None:
    told = budget.shown()
    assert told["division"]["id"] in budget.costs
    assert told["cost_code"]["full_code"].startswith(told["division"]["full_code"].split("-")[0])
