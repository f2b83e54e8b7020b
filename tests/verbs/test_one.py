from mockcore.verbs.one import without
from tests.tiny import PROJECT, Tiny, record
from tests.world import COMPANY, World

WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"


def test_a_record_is_shown_as_it_was_created_and_changed() -> None:
    tiny = Tiny()
    number = tiny.make(status="open")[1]["id"]
    tiny.ask("PATCH", f"{WIDGETS}/{number}", {"widget": {"status": "closed"}})
    status, shown, _ = tiny.ask("GET", f"{WIDGETS}/{number}")
    assert (status, shown["name"], shown["status"]) == (200, "Pump", "closed")


def test_a_record_that_is_not_there_is_not_found() -> None:
    assert Tiny().ask("GET", f"{WIDGETS}/999")[0] == 404


def test_what_is_added_to_a_list_comes_after_what_is_there_and_what_is_deleted_is_that_alone() -> None:
    world = World()
    fields = f"/rest/v1.0/workforce-planning/v2/companies/{COMPANY}/custom-fields"
    body = {"name": "Skill", "type": "select", "values": ["weld", "rig"], "integration_only": False}
    one = f"{fields}/{world.ask('POST', fields, body)[1]['id']}"
    assert world.ask("POST", f"{one}/values", {"values": ["rig", "crane"]}) == (200, {"success": True})
    assert world.ask("GET", one)[1]["values"] == ["weld", "rig", "crane"]
    assert world.ask("DELETE", f"{one}/values", {"values": ["rig"]}) == (200, {"success": True})
    assert world.ask("GET", one)[1]["values"] == ["weld", "crane"]
    world.engine.close()


def test_a_part_that_is_deleted_is_every_attribute_of_its_name() -> None:
    project = record("projects", 7, 1, name="Tower", logo_id=5, logo_url="https://x", groups=[{"id": 1}, {"id": 2}])
    assert without(project, "logo", {}) == {"logo_id": None, "logo_url": None}
    assert without(project, "groups", {"groups": [{"id": "2"}]}) == {"groups": [{"id": 1}]}
