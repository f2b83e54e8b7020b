"""Project status snapshots over the engine."""

from tests.tools.financials.test_budget import V2, Budget
from tests.world import COMPANY, PROJECT


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
