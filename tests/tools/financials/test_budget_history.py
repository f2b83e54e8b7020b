"""The history of the budget over the engine."""

from tests.tools.financials.test_budget import V2, Budget


def test_the_history_of_the_budget_tells_each_change_the_latest_first(budget: Budget) -> None:
    path = f"{V2}/budget_change_history"
    assert budget.world.ask("GET", path) == (200, {"data": []})
    for amount in (12000, 15000):
        assert budget.change(original_budget_amount=amount)[0] == 200
    latest, before = budget.world.ask("GET", path)[1]["data"]
    assert budget.world.ask("GET", f"{path}?page=2&per_page=1")[1]["data"] == [before]
    assert [latest["column"], latest["old_value"], latest["new_value"]] == ["original_budget_amount", "12000.00", "15000.00"]
    assert [before["old_value"], before["new_value"]] == ["10000.00", "12000.00"]
    assert latest["budget_code"]
