from tests.world import COMPANY, World, world

__all__ = ["world"]


def test_the_caller_is_a_user_and_sees_the_companies_of_its_app(world: World) -> None:
    status, user = world.ask("GET", "/rest/v1.0/me")
    assert (status, isinstance(user["id"], int)) == (200, True)
    assert COMPANY in [company["id"] for company in world.ask("GET", "/rest/v1.0/companies")[1]]
