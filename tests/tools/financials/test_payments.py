"""Payments: projects that pay, and early pay programs."""

from typing import Any

from tests.world import COMPANY, PROJECT, World, world

__all__ = ["world"]
PAYMENTS = f"/rest/v1.0/companies/{COMPANY}/payments"
PROGRAM = {"name": "Fast", "preferredRate": 1, "standardRate": 2, "type": "self_funded"}


def row(world: World) -> Any:
    return next(row for row in world.ask("GET", f"{PAYMENTS}/projects")[1] if row["id"] == PROJECT)


def test_projects_are_enabled_and_disabled_with_who_pays_the_fees(world: World) -> None:
    assert row(world)["enabled"] is False
    assert world.ask("PATCH", f"{PAYMENTS}/projects/enable", {"projectIds": [PROJECT]})[0] == 200
    fees = {"projectIds": [PROJECT], "payorPaysFees": True}
    assert world.ask("PATCH", f"{PAYMENTS}/projects/payor_pays", fees)[0] == 200
    assert (row(world)["enabled"], row(world)["payorPaysFees"]) == (True, True)
    assert world.ask("PATCH", f"{PAYMENTS}/projects/disable", {"projectIds": [PROJECT]})[0] == 200
    assert row(world)["enabled"] is False
    assert world.ask("PATCH", f"{PAYMENTS}/projects/enable", {"projectIds": [5]})[0] == 422


def test_an_early_pay_program_ends_once(world: World) -> None:
    program = world.ask("POST", f"{PAYMENTS}/early_pay_programs", PROGRAM)[1]
    assert program["isActive"] is True
    chosen = {"projectIds": [PROJECT], "programId": program["id"]}
    assert world.ask("PATCH", f"{PAYMENTS}/projects/earlyPayPrograms", chosen)[0] == 200
    assert row(world)["programId"] == program["id"]
    path = f"{PAYMENTS}/early_pay_programs/{program['id']}/deactivate"
    assert world.ask("PATCH", path)[1]["isActive"] is False
    assert world.ask("PATCH", path)[0] == 409
