"""Specification sections over the engine: a label of number and description."""

from tests.world import PROJECT, World

V1 = "/rest/v1.0"


def test_a_section_is_called_by_number_and_description(world: World) -> None:
    concrete = {"number": "03", "description": "Concrete"}
    body = {"project_id": PROJECT, "specification_section_division": concrete}
    division = world.ask("POST", f"{V1}/specification_section_divisions?project_id={PROJECT}", body)[1]
    section = {"number": "033000", "description": "Cast-in-Place", "specification_section_division_id": division["id"]}
    body = {"project_id": PROJECT, "specification_section": section}
    status, answer = world.ask("POST", f"{V1}/specification_sections?project_id={PROJECT}", body)
    assert status == 201, answer
    assert answer["label"] == "033000 - Cast-in-Place"
