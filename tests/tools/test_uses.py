"""What settings say of their own use, and whether they can be deleted then."""

import pytest

from mockcore.reference.completion import record_schema
from mockcore.reference.schema import properties
from mockcore.tools.uses import DELETABLE, IN_USE
from tests.world import COMPANY, PROJECT, World

SETS = f"/rest/v1.0/companies/{COMPANY}/checklist/item/response_sets"
TEMPLATES = f"/rest/v1.0/companies/{COMPANY}/checklist/list_templates"


@pytest.mark.parametrize(("kind", "name"), [*((kind, "in_use") for kind in IN_USE), *DELETABLE.items()])
def test_each_of_the_fields_is_in_the_document(world: World, kind: str, name: str) -> None:
    catalog = world.engine.catalog
    shown = [catalog.operation(number) for number in range(len(catalog))]
    assert any(name in properties(record_schema(operation.response)) for operation in shown if operation.kind == kind)


def test_a_set_that_a_template_has_is_in_use_and_stays(world: World) -> None:
    number = world.ask("POST", SETS, {"response_set": {"name": "Poured"}})[1]["id"]
    assert world.ask("GET", f"{SETS}/{number}")[1].items() >= {"in_use": False, "deletable": True}.items()
    template = world.ask("POST", TEMPLATES, {"list_template": {"name": "Slab"}})[1]["id"]
    use = f"{TEMPLATES}/{template}/use_alternative_response_set"
    assert world.ask("PATCH", use, {"alternative_response_set_id": number})[0] == 200
    assert world.ask("GET", f"{SETS}/{number}")[1].items() >= {"in_use": True, "deletable": False}.items()
    assert world.ask("DELETE", f"{SETS}/{number}")[0] == 422
    assert world.ask("DELETE", f"{TEMPLATES}/{template}")[0] in (200, 204)
    assert world.ask("DELETE", f"{SETS}/{number}")[0] in (200, 204)


def test_what_procore_has_put_there_is_not_deletable(world: World) -> None:
    standard = next(row for row in world.ask("GET", SETS)[1] if row["procore_standard"])
    assert standard["deletable"] is False
    status, answer = world.ask("DELETE", f"{SETS}/{standard['id']}")
    assert (status, "cannot be deleted" in str(answer)) == (409, True)


def test_a_type_that_an_observation_has_is_in_use(world: World) -> None:
    path = f"/rest/v1.0/observations/types?project_id={PROJECT}"
    kinds = world.ask("GET", path)[1]
    body = {"project_id": PROJECT, "observation": {"name": "Missing rail", "type_id": kinds[-1]["id"], "status": "initiated"}}
    assert kinds[-1]["in_use"] is False
    assert world.ask("POST", "/rest/v1.0/observations/items", body)[0] == 201
    assert world.ask("GET", path)[1][-1]["in_use"] is True
