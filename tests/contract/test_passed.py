"""What a path passes or names must be there, also where it belongs to another tool than the rest of the path."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World

V1, V2 = f"/rest/v1.0/projects/{PROJECT}", f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}"
NOWHERE = 987654321
PATHS = [
    f"GET /rest/v1.0/companies/{COMPANY}/configurable_field_sets/{NOWHERE}/project_options",
    f"GET {V1}/contracts/{NOWHERE}/invoice_configuration",
    f"GET {V1}/payments/commitments/{NOWHERE}/subtiers",
    f"GET {V1}/submittals/next_available_number/{NOWHERE}",
    f"GET {V1}/submittals/{NOWHERE}/revisions",
    f"GET {V2}/coordination_issues/{NOWHERE}/statuses",
    f"GET {V2}/inspection_template_items/{NOWHERE}/evidence_configuration",
    f"GET {V2}/compliance/invoices/{NOWHERE}/documents",
    f"POST {V2}/budget_notes/{NOWHERE}",
]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    made = World()
    yield made
    made.engine.close()


@pytest.mark.parametrize("asked", PATHS)
def test_nothing_is_told_of_what_is_not_there(world: World, asked: str) -> None:
    assert world.ask(*asked.split(" "))[0] == 404


def test_a_contract_is_a_commitment_or_a_prime_contract(world: World) -> None:
    for path, name in (("work_order_contracts", "work_order_contract"), ("prime_contract", "prime_contract")):
        status, made = world.ask("POST", f"/rest/v1.0/{path}", {"project_id": PROJECT, name: {"title": "Steel"}})
        assert status in (200, 201)
        assert world.ask("GET", f"{V1}/contracts/{made['id']}/invoice_configuration")[1]["contract_id"] == made["id"]


NOBODY = [
    ("v1.0/punch_items", "punch_item", {"name": "Paint", "form_ids": [NOWHERE]}, "form_ids"),
    ("v1.0/projects/225100/incidents", "incident", {"injuries": [{"affected_person_id": NOWHERE}]}, "injuries"),
]


@pytest.mark.parametrize(("path", "wrapper", "values", "field"), NOBODY)
def test_a_reference_to_nothing_is_named_also_within_rows(
    world: World, path: str, wrapper: str, values: dict[str, Any], field: str
) -> None:
    status, answer = world.ask("POST", f"/rest/{path}", {"project_id": PROJECT, wrapper: values})
    assert (status, "does not exist" in answer["errors"][field][0]) == (422, True)
