"""The budget over the engine: figures of line items, the lock, modifications, changes, views and snapshots."""

from typing import Any

import pytest

from mockcore.call import Call
from tests.world import COMPANY, PROJECT, World

V2 = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}"
CHANGES = f"/rest/v1.0/projects/{PROJECT}/budget_changes"
MODIFICATIONS = f"/rest/v1.0/projects/{PROJECT}/budget_modifications"


class Budget:
    """A budget line of 10,000.00 and the WBS code that it has."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.costs = [row["id"] for row in world.ask("GET", f"/rest/v1.0/cost_codes?project_id={PROJECT}")[1]]
        kinds = world.ask("GET", f"/rest/v1.0/line_item_types?company_id={COMPANY}&project_id={PROJECT}")[1]
        self.kinds = [row["id"] for row in kinds]
        self.line = self.add(0, original_budget_amount=10000)
        self.code = self.world.ask("GET", f"/rest/v1.1/budget_line_items/{self.line}?project_id={PROJECT}")[1]["wbs_code"]["id"]

    def add(self, cost: int, **given: Any) -> int:
        line = {"cost_code_id": self.costs[cost], "line_item_type_id": self.kinds[0], **given}
        status, made = self.world.ask("POST", "/rest/v1.0/budget_line_items", {"project_id": PROJECT, "budget_line_item": line})
        assert status == 201, made
        return int(made["id"])

    def shown(self, line: int | None = None) -> Any:
        return self.world.ask("GET", f"/rest/v1.0/budget_line_items/{line or self.line}?project_id={PROJECT}")[1]

    def change(self, **given: Any) -> tuple[int, Any]:
        body = {"project_id": PROJECT, "budget_line_item": given}
        return self.world.ask("PATCH", f"/rest/v1.0/budget_line_items/{self.line}", body)

    def coded(self, path: str, amount: str) -> None:
        line = {"amount": amount, "wbs_code_id": self.code}
        assert self.world.ask("POST", path, {"project_id": PROJECT, "line_item": line})[0] == 201

    def rows(self, kind: str = "detail_rows", query: str = "") -> list[Any]:
        view = self.world.ask("GET", f"/rest/v1.0/budget_views?project_id={PROJECT}")[1][0]["id"]
        return list(self.world.ask("GET", f"/rest/v1.0/budget_views/{view}/{kind}?project_id={PROJECT}{query}")[1])


@pytest.fixture
def budget(world: World) -> Budget:
    return Budget(world)


def test_commitments_direct_costs_and_change_orders_fill_the_columns(budget: Budget) -> None:
    world = budget.world
    body = {"project_id": PROJECT, "work_order_contract": {"title": "Concrete"}}
    contract = world.ask("POST", "/rest/v1.0/work_order_contracts", body)[1]["id"]
    budget.coded(f"/rest/v1.0/work_order_contracts/{contract}/line_items", "4000")
    assert budget.shown()["committed_costs"] == 0
    approve = {"project_id": PROJECT, "work_order_contract": {"status": "Approved"}}
    world.ask("PATCH", f"/rest/v1.0/work_order_contracts/{contract}", approve)
    order = {"project_id": PROJECT, "contract_id": contract, "change_order": {"title": "More", "status": "pending"}}
    order_id = world.ask("POST", "/rest/v1.0/potential_change_orders", order)[1]["id"]
    budget.coded(f"/rest/v1.0/potential_change_orders/{order_id}/line_items", "300.50")
    cost = {"invoice_number": "7", "direct_cost_type": "invoice", "vendor_id": vendor(world),
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


def vendor(world: World) -> int:
    return int(world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/vendors")[1][0]["id"])


def test_an_automatic_amount_is_quantity_times_unit_cost(budget: Budget) -> None:
    line = budget.add(1, quantity=12, unit_cost=125.5, calculation_strategy="automatic")
    assert (budget.shown(line)["original_budget_amount"], budget.shown(line)["revised_budget"]) == (1506, 1506)


def test_a_locked_budget_keeps_its_original_amounts(budget: Budget) -> None:
    world, path = budget.world, f"/rest/v1.0/projects/{PROJECT}/budget"
    assert world.ask("GET", path) == (200, {"locked": False})
    assert world.ask("POST", f"{path}/lock") == (201, {"locked": True})
    assert world.ask("GET", path) == (200, {"locked": True})
    status, told = budget.change(original_budget_amount=1)
    assert (status, list(told["errors"])) == (422, ["original_budget_amount"])
    assert budget.change(uom="ea")[0] == 200
    line = {"cost_code_id": budget.costs[1], "line_item_type_id": budget.kinds[0], "original_budget_amount": 5}
    assert world.ask("POST", "/rest/v1.0/budget_line_items", {"project_id": PROJECT, "budget_line_item": line})[0] == 422
    assert budget.add(2) > 0
    status, told = world.ask("DELETE", f"{V2}/budget_line_items/{budget.line}")
    assert (status, told["error"]["code"]) == (422, "VALIDATION_ERROR")
    assert world.ask("DELETE", f"{path}/lock") == (200, {"locked": False})
    assert budget.change(original_budget_amount=1)[0] == 200
    assert budget.shown()["original_budget_amount"] == 1


def test_modifications_move_the_budget_until_there_are_budget_changes(budget: Budget) -> None:
    world, other = budget.world, budget.add(1, original_budget_amount=500)
    move = {"from_budget_line_item_id": budget.line, "to_budget_line_item_id": other, "transfer_amount": "450.0"}
    status, made = world.ask("POST", MODIFICATIONS, {"budget_modification": move})
    assert status == 201
    assert [budget.shown(line)["revised_budget"] for line in (budget.line, other)] == [9550, 950]
    lost = {"to_budget_line_item_id": 4711, "transfer_amount": "1"}
    assert world.ask("POST", MODIFICATIONS, {"budget_modification": lost})[0] == 422
    lock = f"/rest/v1.0/projects/{PROJECT}/budget/lock"
    assert world.ask("DELETE", lock)[0] == 422
    assert world.ask("POST", CHANGES, {"status": "draft", "title": "New way"})[0] == 201
    for method, path in (
        ("POST", MODIFICATIONS),
        ("PATCH", f"{MODIFICATIONS}/{made['id']}"),
        ("DELETE", f"{MODIFICATIONS}/{made['id']}"),
    ):
        headers = {"authorization": f"Bearer {world.token}", "content-type": "application/json"}
        body = b'{"budget_modification": {"to_budget_line_item_id": %d, "transfer_amount": "1"}}' % other
        reply = world.engine.handle(Call(method, path, "", headers, b"" if method == "DELETE" else body))
        assert (reply.status, dict(reply.headers)["Allow"]) == (405, "GET")
    assert world.ask("GET", f"{MODIFICATIONS}/{made['id']}")[1]["transfer_amount"] == "450.0"
    assert world.ask("DELETE", f"{lock}?destroy_all_budget_line_item_transfers=true")[0] == 200
    assert world.ask("GET", MODIFICATIONS)[1] == []


def test_a_budget_change_counts_by_its_status_and_keeps_what_an_update_does_not_name(budget: Budget) -> None:
    world = budget.world
    automatic = {"calculation_strategy": "automatic", "quantity": 2, "unit_cost": 25}
    rows = [
        {"wbs_code_id": budget.code, "type": "budget_change", "amount": 4500, "ref": "one"},
        {"wbs_code_id": budget.code, "type": "change_event", **automatic},
    ]
    status, told = world.ask("POST", CHANGES, {"status": "draft", "title": "Equipment", "adjustment_line_items": rows})
    made = told["data"]
    assert (status, made["status"], [row["amount"] for row in made["adjustment_line_items"]]) == (201, "draft", [4500, 50])
    one = f"{CHANGES}/{made['id']}"
    assert budget.shown()["revised_budget"] == 10000
    assert world.ask("PATCH", one, {"status": "under_review"})[1]["data"]["amount"] == 4550
    assert (budget.shown()["revised_budget"], budget.shown()["pending_budget_changes"]) == (10000, 4550)
    first, second = (row["id"] for row in made["adjustment_line_items"])
    told = world.ask("PATCH", one, {"adjustment_line_items": [{"id": first, "amount": 500}]})[1]["data"]
    assert [row["amount"] for row in told["adjustment_line_items"]] == [500, 50]
    told = world.ask("PATCH", one, {"adjustment_line_items": [{"id": second, "_delete": True}]})[1]["data"]
    assert [row["ref"] for row in told["adjustment_line_items"]] == ["one"]
    assert world.ask("PATCH", one, {"status": "approved"})[0] == 200
    assert (budget.shown()["revised_budget"], budget.rows()[0]["budget_modifications"]) == (10500, "500.00")
    assert world.ask("PATCH", one, {"adjustment_line_items": [{"id": first, "amount": 1}]})[0] == 422
    assert world.ask("DELETE", one)[0] == 422
    listed = world.ask("GET", f"{V2}/budget_changes/adjustment_line_items")[1]["data"]
    assert [(row["budget_change_id"], row["amount"], row["budget_change_status"]) for row in listed] == [
        (str(made["id"]), 500, "approved")
    ]
    assert world.ask("PATCH", one, {"status": "void"})[0] == 200
    assert budget.shown()["revised_budget"] == 10000
    assert world.ask("DELETE", one)[0] == 204


def test_a_forecast_by_hand_takes_the_place_of_the_automatic_one(budget: Budget) -> None:
    path = f"/rest/v1.0/projects/{PROJECT}/manual_forecast_line_items"
    given = {"budget_line_item_id": budget.line, "quantity": 3, "unit_cost": 100.5}
    status, made = budget.world.ask("POST", path, given)
    assert (status, made["data"]["amount"]) == (201, "301.50")
    assert (budget.shown()["budget_forecast"], budget.shown()["projected_over_under"]) == (301.5, 9698.5)
    assert budget.rows()[0]["budget_forecast"]["calculation_strategy"] == "manual"


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
    cost = {"invoice_number": "7", "direct_cost_type": "invoice", "vendor_id": vendor(world),
            "line_items": [{"wbs_code_id": code, "manual_amount": 9.5}]}  # fmt: skip
    world.ask("POST", f"/rest/v1.1/projects/{PROJECT}/direct_costs", {"direct_cost": cost})
    (row,) = budget.rows(query="&budget_row_type=unbudgeted")
    assert (row["unbudgeted_reason"], row["wbs_code_id"], row["Direct Costs"]) == ("not_in_budget", code, "9.50")
    assert len(budget.rows(query="&budget_row_type=budgeted")) == 1
    names = [column["name"] for column in budget.rows("budget_detail_columns")]
    assert {"Committed Costs", "Direct Costs", "Revised Budget"} <= set(names)


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


def test_change_order_statuses_are_those_that_a_change_order_may_have(world: World) -> None:
    told = world.ask("GET", f"/rest/v1.0/change_order/statuses?company_id={COMPANY}")[1]
    assert {"draft", "pending", "approved", "void"} <= {row["mapped_to_status"] for row in told}


def test_a_sync_with_a_wrong_row_is_refused_as_a_whole(budget: Budget) -> None:
    world, path = budget.world, "/rest/v1.0/budget_line_items/sync"
    right = {"id": budget.line, "wbs_code_id": budget.code, "original_budget_amount": 25}
    status, told = world.ask(
        "POST", path, {"project_id": PROJECT, "budget_line_items": [right, {**right, "wbs_code_id": 4711}]}
    )
    assert (status, told) == (422, {"errors": {"wbs_code_id": ["does not exist"]}})
    assert budget.shown()["original_budget_amount"] == 10000
    assert world.ask("POST", path, {"project_id": PROJECT, "budget_line_items": [right]})[0] == 200
    assert budget.shown()["original_budget_amount"] == 25


def test_project_status_snapshots_are_listed_with_the_totals_of_their_columns(budget: Budget) -> None:
    world = budget.world
    view = world.ask("GET", f"/rest/v1.0/budget_views?project_id={PROJECT}")[1][0]["id"]
    body = {"project_id": PROJECT, "budget_template_id": view}
    for name, kind in (("January", "project_status_snapshot"), ("Idea", "ad_hoc")):
        assert world.ask("POST", "/rest/v1.0/budget_view_snapshots", {**body, "name": name, "snapshot_type": kind})[0] == 201
    path = f"budget_views/{view}/project_status_snapshots"
    (inside,) = world.ask("GET", f"{V2}/{path}")[1]["data"]
    assert (inside["name"], inside["status"]) == ("January", "under_review")
    assert {"budget_column_id": "original_budget_amount", "total": 10000} in inside["column_totals"]
    (everywhere,) = world.ask("GET", f"/rest/v2.0/companies/{COMPANY}/{path}")[1]["data"]
    assert everywhere["project"]["id"] == str(PROJECT)
    told = world.ask("GET", f"/rest/v2.0/companies/{COMPANY}/{path}/summary")[1]["data"]
    assert {"budget_column_id": "revised_budget", "total": 10000} in told["grand_total"]


def test_a_line_tells_the_division_of_its_cost_code(budget: Budget) -> None:
    told = budget.shown()
    assert told["division"]["id"] in budget.costs
    assert told["cost_code"]["full_code"].startswith(told["division"]["full_code"].split("-")[0])


def test_the_history_of_the_budget_tells_each_change_the_latest_first(budget: Budget) -> None:
    path = f"{V2}/budget_change_history"
    assert budget.world.ask("GET", path) == (200, {"data": []})
    for amount in (12000, 15000):
        assert budget.change(original_budget_amount=amount)[0] == 200
    latest, before = budget.world.ask("GET", path)[1]["data"]
    assert budget.world.ask("GET", f"{path}?page=2&per_page=1")[1]["data"] == [before]
    assert [latest["column"], latest["old_value"], latest["new_value"]] == ["original_budget_amount", "12000", "15000"]
    assert [before["old_value"], before["new_value"]] == ["10000", "12000"]
    assert latest["budget_code"]
