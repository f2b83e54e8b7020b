"""Standard cost codes of the company become cost codes of its projects."""

from typing import Any

from tests.world import COMPANY, PROJECT, World, world

__all__ = ["world"]


def standard(world: World) -> tuple[int, list[int]]:
    """A list with a code and another below it: its id, and theirs."""
    made = world.ask(
        "POST", "/rest/v1.0/standard_cost_code_lists", {"company_id": COMPANY, "standard_cost_code_list": {"name": "Q"}}
    )[1]
    ids: list[int] = []
    for code in ("01", "01-010"):
        body = {"code": code, "name": code, **({"parent_id": ids[0]} if ids else {})}
        whole = {"company_id": COMPANY, "standard_cost_code_list_id": made["id"], "standard_cost_code": body}
        ids.append(world.ask("POST", "/rest/v1.0/standard_cost_codes", whole)[1]["id"])
    return made["id"], ids


def copy(world: World, tail: str, **body: Any) -> Any:
    return world.ask("POST", f"/rest/v1.0/cost_codes/{tail}", {"project_id": PROJECT, **body})


def test_a_list_is_copied_once_with_its_tiers(world: World) -> None:
    number, ids = standard(world)

    first = copy(world, "copy_from_standard_list", standard_cost_code_list_id=number)
    again = copy(world, "copy_from_standard_list", standard_cost_code_list_id=number)

    assert [(row["code"], row["standard_cost_code_id"]) for row in first[1]] == [("01", ids[0]), ("01-010", ids[1])]
    assert first[1][1]["parent"]["id"] == first[1][0]["id"]
    assert again == (201, [])


def test_some_of_a_list_are_copied_and_strangers_reported(world: World) -> None:
    number, ids = standard(world)

    status, answer = copy(
        world, "copy_subset_from_standard_list", standard_cost_code_list_id=number, standard_cost_code_ids=[ids[1], 5]
    )

    assert (status, answer["failures"], [row["code"] for row in answer["successes"]]) == (201, ["5"], ["01-010"])


def test_a_project_can_begin_with_them(world: World) -> None:
    first = world.ask("GET", f"/rest/v1.0/standard_cost_code_lists?company_id={COMPANY}")[1][0]["id"]
    codes = {
        "company_id": COMPANY,
        "standard_cost_code_list_id": first,
        "standard_cost_code": {"code": "99", "name": "Other"},
    }
    world.ask("POST", "/rest/v1.0/standard_cost_codes", codes)
    body = {"name": "New", "enable_copy_of_standard_cost_codes": True}

    project = world.ask("POST", "/rest/v1.0/projects", {"company_id": COMPANY, "project": body})[1]

    copies = world.ask("GET", f"/rest/v1.0/cost_codes?project_id={project['id']}")[1]
    assert [code["code"] for code in copies if code["code"] in ("01", "99")] == ["01", "99"]


def test_a_sub_job_that_there_is_not_is_refused(world: World) -> None:
    number, _ = standard(world)
    status, answer = copy(world, "copy_from_standard_list", standard_cost_code_list_id=number, sub_job_id=5)
    assert (status, answer["errors"]) == (422, {"sub_job_id": ["does not exist"]})
