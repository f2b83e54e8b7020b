"""The budget over the engine: figures of line items, the lock, modifications, changes, views and snapshots."""

from typing import Any

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
    assert status == 409
    assert told["errors"].startswith("The budget is locked: original_budget_amount ")
    assert budget.change(uom="ea")[0] == 200
    line = {"cost_code_id": budget.costs[1], "line_item_type_id": budget.kinds[0], "original_budget_amount": 5}
    assert world.ask("POST", "/rest/v1.0/budget_line_items", {"project_id": PROJECT, "budget_line_item": line})[0] == 409
    assert budget.add(2) > 0
    status, told = world.ask("DELETE", f"{V2}/budget_line_items/{budget.line}")
    assert (status, told["error"]["code"]) == (409, "CONFLICT")
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
    assert world.ask("POST", lock)[0] == 201
    assert world.ask("DELETE", f"{lock}?destroy_all_budget_line_item_transfers=false")[1] == {"locked": False}
    assert len(world.ask("GET", MODIFICATIONS)[1]) == 1
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
    assert world.ask("GET", f"{MODIFICATIONS}/{made['id']}")[1]["transfer_amount"] == "450.00"
    assert world.ask("DELETE", lock)[0] == 200
    assert world.ask("GET", MODIFICATIONS)[1] == []


def test_a_forecast_by_hand_takes_the_place_of_the_automatic_one(budget: Budget) -> None:
    path = f"/rest/v1.0/projects/{PROJECT}/manual_forecast_line_items"
    given = {"budget_line_item_id": budget.line, "quantity": 3, "unit_cost": 100.5}
    status, made = budget.world.ask("POST", path, given)
    assert (status, made["data"]["amount"]) == (201, "301.50")
    assert (budget.shown()["budget_forecast"], budget.shown()["projected_over_under"]) == (301.5, 9698.5)
    assert budget.rows()[0]["budget_forecast"]["calculation_strategy"] == "manual"


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
