from tests.world import COMPANY, World, world

__all__ = ["world"]


def test_the_caller_is_a_user_and_sees_the_companies_of_its_app(world: World) -> None:
    status, user = world.ask("GET", "/rest/v1.0/me")
    assert (status, isinstance(user["id"], int)) == (200, True)
    assert COMPANY in [company["id"] for company in world.ask("GET", "/rest/v1.0/companies")[1]]


def test_a_company_is_shown_by_its_id_to_an_app_that_is_connected_there(world: World) -> None:
    assert world.ask("GET", f"/rest/v1.0/companies/{COMPANY}")[1]["name"] == "mockcore Sandbox Company"
    assert world.ask("GET", "/rest/v1.0/companies/4264591")[0] == 403
    assert world.ask("GET", "/rest/v1.0/companies/5")[0] == 404
