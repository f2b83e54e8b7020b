from tests.world import PROJECT, World, world

__all__ = ["world"]
PATH = f"/rest/v1.0/projects/{PROJECT}/locations/find_or_create"


def test_a_path_is_made_once_with_the_tiers_above_it(world: World) -> None:
    body = {"location": {"path": ["Tower", "Level 9"]}}
    entry = next(entry for entry in world.engine.catalog.entries if entry["rule"] == "find_or_create_by_path")
    target = entry["path"].replace("{project_id}", str(PROJECT))
    first, second = (world.ask(entry["method"], target, body | body["location"]) for _ in range(2))
    assert (first[0], second[0]) == (201, 200)
    assert first[1]["name"] == "Tower>Level 9"
    assert second[1]["id"] == first[1]["id"]
