"""What drawing sets and areas have in them, over the engine."""

from tests.world import PROJECT, World

HERE = f"/rest/v1.0/projects/{PROJECT}"


def test_a_set_counts_the_drawings_with_a_revision_in_it(world: World) -> None:
    world.ask("POST", f"{HERE}/drawing_sets", {"name": "Addendum", "date": "2026-12-01"})
    sets = world.ask("GET", f"{HERE}/drawing_sets")[1]
    assert [(row["published_drawings_count"], row["deletable"]) for row in sets] == [(2, False), (0, True)]


def test_an_area_without_drawings_can_be_deleted(world: World) -> None:
    world.ask("POST", f"{HERE}/drawing_areas", {"name": "Garage"})
    assert [row["area_deletable"] for row in world.ask("GET", f"{HERE}/drawing_areas")[1]] == [False, True]


def test_a_set_or_area_with_drawings_stays(world: World) -> None:
    for what in ("drawing_sets", "drawing_areas"):
        full = world.ask("GET", f"{HERE}/{what}")[1][0]["id"]
        status, answer = world.ask("DELETE", f"{HERE}/{what}/{full}")
        assert (status, "has drawings" in str(answer)) == (409, True), what
        fresh = world.ask("POST", f"{HERE}/{what}", {"name": "Garage", "date": "2026-12-01"})[1]["id"]
        assert world.ask("DELETE", f"{HERE}/{what}/{fresh}")[0] in (200, 204)
