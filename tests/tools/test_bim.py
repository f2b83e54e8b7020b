"""BIM files, by the UUID that they were stored with."""

from mockcore.store.records import Placement, Stored
from tests.world import COMPANY, PROJECT, World

NAME = "0190a6b2-7c1d-7000-8000-000000000001"


def test_a_file_is_shown_by_its_uuid(world: World) -> None:
    path = "/rest/v1.0/global_bim_files/{}?" + f"project_id={PROJECT}&company_id={COMPANY}"
    place = Placement(COMPANY, PROJECT)
    world.engine.world.insert(Stored.new("bim_files", 77, {"uuid": NAME, "name": "Tower"}, "2026-01-01T00:00:00Z", place))
    assert world.ask("GET", path.format(NAME))[0] == 200
    assert world.ask("GET", path.format(NAME.replace("1", "2")))[0] == 404
