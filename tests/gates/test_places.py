from mockcore.gates.places import Places
from tests.tiny import COMPANY, OTHER, OTHER_PROJECT, PROJECT, Tiny


def test_a_project_has_its_company_and_an_unknown_one_has_none() -> None:
    places = Places(Tiny().engine.world)
    assert [places.company_of(number) for number in (PROJECT, OTHER_PROJECT, 999)] == [COMPANY, OTHER, None]
    assert [places.has_company(number) for number in (COMPANY, OTHER, 999)] == [True, True, False]


def test_a_project_that_moves_is_looked_up_again() -> None:
    world = Tiny().engine.world
    places = Places(world)
    assert places.company_of(PROJECT) == COMPANY
    project = world.get("projects", PROJECT)
    assert project is not None
    world.delete(project, at="2026-01-15T15:00:00Z")
    assert places.company_of(PROJECT) is None
