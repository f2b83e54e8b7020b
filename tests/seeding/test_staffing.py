"""The people of a company are brought together with its firms."""

from tests.world import World, world

__all__ = ["world"]


def test_whoever_the_seed_names_stays_as_it_says(world: World) -> None:
    _, people = world.ask("GET", "/rest/v1.0/companies/4264590/users")
    by_name = {person["name"]: person["email_address"] for person in people}
    assert by_name["Test Architect"] == "sandbox+arch@example.com"
