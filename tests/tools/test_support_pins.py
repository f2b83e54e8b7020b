"""Support pins over the engine: one at a time, for a day."""

from datetime import timedelta

from tests.world import COMPANY, World

PINS = f"/rest/v2.0/companies/{COMPANY}/support_pins"


def test_a_pin_replaces_the_one_before_and_ends_after_a_day(world: World) -> None:
    assert world.ask("GET", PINS)[0] == 404
    first = world.ask("POST", PINS)[1]["data"]["data"]
    assert first["pin_plaintext"].isdigit()
    assert world.ask("GET", PINS) == (200, {"data": first})
    second = world.ask("POST", PINS)[1]["data"]["data"]
    assert second["id"] != first["id"]
    assert world.ask("GET", PINS)[1]["data"] == second
    world.engine.clock.set(world.engine.clock.now() + timedelta(hours=25), frozen=True)
    assert world.ask("GET", PINS)[0] == 404
