"""What stands behind the columns of the budget, over the engine."""

from tests.tools.financials.test_budget import Budget
from tests.world import PROJECT


def test_the_details_behind_the_columns_are_the_lines_with_a_wbs_code(budget: Budget) -> None:
    world = budget.world
    body = {"project_id": PROJECT, "work_order_contract": {"title": "Concrete"}}
    contract = world.ask("POST", "/rest/v1.0/work_order_contracts", body)[1]["id"]
    budget.coded(f"/rest/v1.0/work_order_contracts/{contract}/line_items", "4000")
    view = world.ask("GET", f"/rest/v1.0/budget_views?project_id={PROJECT}")[1][0]["id"]
    path = f"/rest/v1.0/budget_views/{view}/budget_details?project_id={PROJECT}"
    rows = world.ask("POST", path, {"filters": {}})[1]
    assert [row["detail_type"]["name"] for row in rows] == ["Budget Line Items", "Commitments"]
    assert rows[1]["contract"] == {"id": contract, "name": "Concrete"}
    filtered = world.ask("POST", path, {"filters": {"detail_type": ["commitments/line_items"]}})[1]
    assert filtered == rows[1:]
    values = world.ask("GET", f"/rest/v1.0/budget_detail_filters?project_id={PROJECT}&column_id=cost_type")[1]
    assert [row["value"] for row in values] == [[budget.kinds[0]]]
