"""Budget changes over the engine: what counts in which status, and which adjustments stay."""

from tests.tools.financials.test_budget import CHANGES, V2, Budget


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
    assert world.ask("PATCH", one, {"adjustment_line_items": [{"id": first, "amount": 1}]})[0] == 409
    assert world.ask("DELETE", one)[0] == 409
    listed = world.ask("GET", f"{V2}/budget_changes/adjustment_line_items")[1]["data"]
    assert [(row["budget_change_id"], row["amount"], row["budget_change_status"]) for row in listed] == [
        (str(made["id"]), 500, "approved")
    ]
    assert world.ask("PATCH", one, {"status": "void"})[0] == 200
    assert budget.shown()["revised_budget"] == 10000
    assert world.ask("DELETE", one)[0] == 204
