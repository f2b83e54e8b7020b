"""Files that somebody has checked out."""

import json

import pytest

from mockcore.call import Call
from tests.world import PROJECT, World

UNTIL = "2100-01-01T00:00:00Z"
PART = (
    "--x\r\nContent-Disposition: form-data; name=\"file[data]\"; filename=\"plan.txt\"\r\n"
    "Content-Type: text/plain\r\n\r\nhello\r\n--x--\r\n"
)  # fmt: skip


@pytest.fixture
def path(world: World) -> str:
    """A file of the project."""
    headers = {"authorization": f"Bearer {world.token}", "content-type": "multipart/form-data; boundary=x"}
    reply = world.engine.handle(Call("POST", "/rest/v1.0/files", f"project_id={PROJECT}", headers, PART.encode()))
    assert reply.status == 201, reply.body
    return f"/rest/v1.0/files/{json.loads(reply.body)['id']}?project_id={PROJECT}"


def other(world: World) -> World:
    """The same world, asked by somebody else."""
    second = World(world.engine)
    second.token = world.engine.tokens.issue("mockcore-web", world.users[0], seconds=0).token
    return second


def test_others_wait_for_whoever_has_checked_a_file_out(world: World, path: str) -> None:
    assert world.ask("PATCH", path, {"file": {"checked_out_until": UNTIL}})[1]["checked_out_by"]["name"] == "mockcore DMSA"
    for method, body in (("PATCH", {"file": {"name": "b.txt"}}), ("DELETE", None)):
        status, answer = other(world).ask(method, path, body)
        assert (status, "checked out by mockcore DMSA until" in str(answer)) == (409, True), method
    assert world.ask("PATCH", path, {"file": {"name": "c.txt"}})[1]["name"] == "c.txt"
    assert world.ask("PATCH", path, {"file": {"checked_out_until": None}})[1]["checked_out_by"] is None
    assert other(world).ask("PATCH", path, {"file": {"name": "b.txt"}})[0] == 200


def test_a_time_that_has_passed_ends_it(world: World, path: str) -> None:
    shown = world.ask("PATCH", path, {"file": {"checked_out_until": "2001-01-01T00:00:00Z"}})[1]
    assert (shown["checked_out_until"], shown["checked_out_by"]) == ("2001-01-01T00:00:00Z", None)
    assert other(world).ask("PATCH", path, {"file": {"name": "b.txt"}})[0] == 200


def test_an_admin_checks_a_file_in_for_another(world: World, path: str) -> None:
    world.ask("PATCH", path, {"file": {"checked_out_until": UNTIL}})
    status, shown = other(world).ask("PATCH", path, {"file": {"checked_out_until": None}})
    assert (status, shown["checked_out_by"]) == (200, None)


def test_a_version_shows_who_made_it(world: World, path: str) -> None:
    (version,) = world.ask("GET", path)[1]["file_versions"]
    assert version["created_by"]["name"] == "mockcore DMSA"
