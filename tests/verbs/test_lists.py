"""Pages of lists that are computed from what is stored."""

from collections.abc import Iterator

import pytest

from mockcore.call import Call
from tests.world import COMPANY, PROJECT, World

V1, V2 = f"/rest/v1.0/projects/{PROJECT}", f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}"
LISTS = [
    (f"{V1}/rfis/potential_assignees", 100),
    (f"{V1}/submittals/filter_options/status_id", 100),
    (f"{V1}/crews/ids", 100),
    (f"{V1}/punch_list/available_final_approvers", 100),
    (f"{V2}/punch_list/assignees", 10),
    (f"{V2}/inspections/inspectors", 10),
    (f"/rest/v1.1/projects/{PROJECT}/meetings", 100),
]


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    made = World()
    yield made
    made.engine.close()


def told(world: World, target: str) -> dict[str, str]:
    path, _, query = target.partition("?")
    reply = world.engine.handle(Call("GET", path, query, {"authorization": f"Bearer {world.token}"}, b""))
    return dict(reply.headers)


@pytest.mark.parametrize(("path", "default"), LISTS)
def test_a_computed_list_tells_its_total_and_page(world: World, path: str, default: int) -> None:
    headers = told(world, path)
    assert (headers["Per-Page"], headers["Total"].isdigit()) == (str(default), True)
    assert told(world, f"{path}?per_page=3")["Per-Page"] == "3"


def test_the_pages_of_a_computed_list_are_the_whole_of_it(world: World) -> None:
    path = f"{V1}/rfis/potential_assignees"
    whole = world.ask("GET", path)[1]
    pages = [world.ask("GET", f"{path}?page={page}&per_page=1")[1] for page in range(1, len(whole) + 2)]
    assert len(whole) > 1
    assert [row for page in pages for row in page] == whole
    assert 'rel="next"' in told(world, f"{path}?per_page=1")["Link"]


def test_ids_are_in_pages(world: World) -> None:
    for name in ("North", "South", "West"):
        assert world.ask("POST", f"{V1}/crews", {"crew": {"name": name}})[0] in (200, 201)
    ids = world.ask("GET", f"{V1}/crews/ids")[1]
    assert (len(ids), world.ask("GET", f"{V1}/crews/ids?page=2&per_page=2")[1]) == (3, ids[2:])
