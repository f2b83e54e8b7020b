"""Copies of bid board projects, and lines that are based on items of a catalog."""

from typing import Any

from tests.world import COMPANY, World, world

__all__ = ["world"]
BOARD = f"/rest/v2.0/companies/{COMPANY}/estimating/bid_board_projects"


def made(world: World, path: str, body: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = world.ask("POST", path, body)[1]["data"]
    return data


def test_a_copy_is_a_template_with_all_that_lies_below_its_original(world: World) -> None:
    original = made(world, BOARD, {"name": "Bridge", "status": "ESTIMATING"})
    proposal = made(world, f"{BOARD}/{original['id']}/proposals", {"name": "Base", "type": "ESTIMATE"})
    made(world, f"{BOARD}/{original['id']}/proposals/{proposal['id']}/line_items", {"name": "Rebar"})

    copy = made(world, f"{BOARD}/{original['id']}/clone", {"name": "Bridges", "as_template": True})

    proposals = world.ask("GET", f"{BOARD}/{copy['id']}/proposals")[1]["data"]
    lines = world.ask("GET", f"{BOARD}/{copy['id']}/proposals/{proposals[0]['id']}/line_items")[1]["data"]
    assert (copy["is_template"], proposals[0]["name"], [line["name"] for line in lines]) == (True, "Base", ["Rebar"])
    assert proposals[0]["id"] != proposal["id"]


def test_a_line_based_on_an_item_that_is_not_there_is_refused(world: World) -> None:
    original = made(world, BOARD, {"name": "Bridge", "status": "ESTIMATING"})
    proposal = made(world, f"{BOARD}/{original['id']}/proposals", {"name": "Base", "type": "ESTIMATE"})
    body = {"name": "Rebar", "cost_item": {"based_on_item_id": "5"}}

    status, _ = world.ask("POST", f"{BOARD}/{original['id']}/proposals/{proposal['id']}/line_items", body)

    assert status == 422
