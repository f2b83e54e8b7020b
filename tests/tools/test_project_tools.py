"""The tools of a project, over REST."""

from collections.abc import Iterator

import pytest

from mockcore.engine import Engine
from mockcore.settings import Settings
from tests.contract.requests import Requests

TOOLS = "/rest/v1.0/projects/225100/tools"


@pytest.fixture
def world() -> Iterator[Requests]:
    engine = Engine.open(Settings())
    yield Requests(engine, 4264590, 225100)
    engine.close()


def numbered(world: Requests, name: str) -> int:
    return next(int(part["id"]) for part in world.send("GET", TOOLS)[1] if part["engine_name"] == name)


def test_a_project_has_the_tools_that_work_in_projects(world: Requests) -> None:
    found = {part["engine_name"]: part for part in world.send("GET", TOOLS)[1]}
    assert {"rfi", "submittals", "meetings", "directory"} <= set(found)
    assert "resource_planning" not in found
    assert (found["rfi"]["is_active"], found["rfi"]["required"], found["directory"]["required"]) == (True, False, True)
    levels = {part["user_access_level"] for part in world.send("GET", "/rest/v1.0/tools?project_id=225100")[1]}
    assert levels == {"Admin"}


def test_a_tool_that_is_switched_off_is_refused_until_it_is_on_again(world: Requests) -> None:
    number = numbered(world, "rfi")
    rfis = "/rest/v1.0/projects/225100/rfis"
    status, rows, _ = world.send("PATCH", TOOLS, {"tools": [{"id": number, "is_active": False}]})
    assert (status, next(part["is_active"] for part in rows if part["id"] == number)) == (200, False)
    assert world.send("GET", rfis)[0] == 403
    off = world.send("GET", f"{TOOLS}?filters[is_active]=false")[1]
    assert [part["engine_name"] for part in off] == ["rfi"]
    world.send("PATCH", TOOLS, {"tools": [{"id": number, "is_active": True}]})
    assert world.send("GET", rfis)[0] == 200


def test_tools_are_put_in_order(world: Requests) -> None:
    number = numbered(world, "rfi")
    rows = world.send("PATCH", TOOLS, {"tools": [{"id": number, "position": 0}]})[1]
    assert rows[0]["engine_name"] == "rfi"


@pytest.mark.parametrize(("name", "field"), [("directory", "tools[0].is_active"), ("", "tools[0].id")])
def test_a_required_or_unknown_tool_is_refused(world: Requests, name: str, field: str) -> None:
    number = numbered(world, name) if name else 9_999
    told = world.send("PATCH", TOOLS, {"tools": [{"id": number, "is_active": False}]})
    assert (told[0], list(told[1]["errors"])) == (422, [field])
