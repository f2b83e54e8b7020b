"""Private records over the engine: who sees them in lists, counts and one by one."""

from typing import Any

import pytest

from mockcore.call import Call
from mockcore.oauth.access_levels import assignment
from mockcore.store.query import Condition, Selection
from tests.world import COMPANY, PROJECT, World

TOOLS = f"/rest/v1.0/companies/{COMPANY}/generic_tools"
IN_PROJECT = f"/rest/v1.0/projects/{PROJECT}"


@pytest.fixture
def person(world: World) -> int:
    """Someone who reads and writes in the project without being anything's Admin."""
    level = {"name": "Standard", "type": "global", "user_access_levels": {"*": "Standard"}}
    template = world.ask("POST", f"/rest/v1.0/companies/{COMPANY}/permission_templates", {"permission_template": level})[1]
    number = world.users[1]
    body = {"permission_template_assignments": {"user_id": number, "permission_template_id": template["id"]}}
    assert world.ask("PATCH", f"{IN_PROJECT}/permission_template_assignments", body)[0] == 200
    assert assignment(world.engine.world, PROJECT, number) is not None
    return number


def signed_in(world: World, number: int, method: str, target: str, body: Any = None) -> tuple[int, Any]:
    machine, world.token = world.token, world.engine.tokens.issue("mockcore-web", number, seconds=0).token
    try:
        return world.ask(method, target, body)
    finally:
        world.token = machine


def make(world: World, path: str, wrapper: str, **values: Any) -> int:
    status, made = world.ask("POST", path, {wrapper: values})
    assert status == 201, made
    number: int = made["id"]
    return number


def rfi(world: World, **values: Any) -> tuple[str, int]:
    needed = {"subject": "S", "assignee_ids": [world.users[0]], "rfi_manager_id": world.users[0], "question": {"body": "?"}}
    return f"{IN_PROJECT}/rfis", make(world, f"{IN_PROJECT}/rfis", "rfi", **{**needed, **values})


def correspondence(world: World, **values: Any) -> tuple[str, int]:
    tool = world.ask("POST", TOOLS, {"generic_tool": {"title": "Notices", "abbreviation": "N"}})[1]["id"]
    path = f"{IN_PROJECT}/generic_tools/{tool}/generic_tool_items"
    return path, make(world, path, "generic_tool_item", title="T", **values)


def task(world: World, **values: Any) -> tuple[str, int]:
    return f"/rest/v1.0/task_items?project_id={PROJECT}", make(
        world, f"/rest/v1.0/task_items?project_id={PROJECT}", "task_item", title="T", **values
    )


MADE = {"rfi": rfi, "correspondence": correspondence, "task": task}
NAMED = {"rfi": "distribution_ids", "correspondence": "assignee_ids", "task": "distribution_member_ids"}


def shown(path: str, number: int) -> str:
    place, _, query = path.partition("?")
    return f"{place}/{number}?{query}"


def ids(answer: Any) -> list[int]:
    return [row["id"] for row in answer]


@pytest.mark.parametrize("name", MADE)
def test_what_is_private_is_hidden_from_whom_it_does_not_name(world: World, person: int, name: str) -> None:
    path, number = MADE[name](world, private=True)
    _, open_number = MADE[name](world, private=False) if name != "correspondence" else (path, 0)
    status, rows = signed_in(world, person, "GET", path)
    assert (status, number in ids(rows)) == (200, False)
    assert not open_number or open_number in ids(rows)
    assert signed_in(world, person, "GET", shown(path, number))[0] == 404
    assert world.ask("GET", shown(path, number))[0] == 200
    assert number in ids(world.ask("GET", path)[1])


@pytest.mark.parametrize("name", MADE)
def test_what_is_private_is_known_to_whom_it_names(world: World, person: int, name: str) -> None:
    path, number = MADE[name](world, private=True, **{NAMED[name]: [person]})
    assert number in ids(signed_in(world, person, "GET", path)[1])
    assert signed_in(world, person, "GET", shown(path, number))[0] == 200


def test_whoever_makes_it_knows_it(world: World, person: int) -> None:
    path = f"/rest/v1.0/task_items?project_id={PROJECT}"
    status, made = signed_in(world, person, "POST", path, {"task_item": {"title": "Mine", "private": True}})
    assert status == 201
    assert made["id"] in ids(signed_in(world, person, "GET", path)[1])
    assert signed_in(world, person, "GET", shown(path, made["id"]))[0] == 200


def test_a_hidden_record_is_not_counted_and_what_is_below_it_is_hidden_too(world: World, person: int) -> None:
    path, number = rfi(world, private=True)
    _, known = rfi(world, private=True, distribution_ids=[person])
    token = world.engine.tokens.issue("mockcore-web", person, seconds=0).token
    everything = len(world.ask("GET", path)[1])
    from_all = total(world, path, world.token)
    assert (from_all, total(world, path, token)) == (everything, everything - 1)
    assert signed_in(world, person, "GET", f"{path}/{number}/replies")[0] == 404
    assert signed_in(world, person, "GET", f"{path}/{known}/replies")[0] == 200


def total(world: World, path: str, token: str) -> int:
    reply = world.engine.handle(Call("GET", path, "per_page=1", {"authorization": f"Bearer {token}"}, b""))
    return int(dict(reply.headers)["Total"])


def test_a_private_meeting_is_known_to_its_attendees(world: World, person: int) -> None:
    path = f"{IN_PROJECT.replace('v1.0', 'v1.1')}/meetings"
    given = {"title": "Closed", "is_private": True, "starts_at": "2026-01-05T09:00:00Z", "ends_at": "2026-01-05T10:00:00Z"}
    number = make(world, path, "meeting", **given, position=1)
    assert signed_in(world, person, "GET", f"{path}/{number}")[0] == 404
    where = f"project_id={PROJECT}&meeting_id={number}"
    record = {"meeting_attendee_record": {"login_information_id": person, "status": "Present"}}
    status, made = world.ask("POST", f"/rest/v1.0/meeting_attendee_records?{where}", record)
    assert status == 201, made
    assert signed_in(world, person, "GET", f"{path}/{number}")[0] == 200


def test_a_template_is_private_only_for_what_is_made_from_it(world: World, person: int) -> None:
    kind = world.engine.catalog.kind
    assert [kind(name).private for name in ("rfis", "meetings", "meeting_templates", "cost_codes")] == [
        "private", "is_private", None, None,
    ]  # fmt: skip
    wanted = Selection("rfis", project_id=PROJECT, conditions=[Condition("private", "known to", person)])
    assert len(world.engine.world.select(wanted)) == len(world.engine.world.select(Selection("rfis", project_id=PROJECT)))
