"""Fresh companies beside each other in one server."""

import time

import pytest

from mockcore.call import Call, Reply
from mockcore.errors import NotFound
from mockcore.journal.journal import Journal
from mockcore.sandboxes import Sandboxes
from tests.world import COMPANY, World, world

__all__ = ["world"]


def test_a_sandbox_has_a_company_projects_people_and_apps_of_its_own(world: World) -> None:
    sandboxes = Sandboxes(world.engine)
    first, second = sandboxes.create(name="First"), sandboxes.create(name="Second")
    assert COMPANY not in (first["id"], second["id"])
    for key in ("company_id", "project_id", "client_id", "client_secret"):
        assert first[key] != second[key]
    assert not {user["login"] for user in first["users"]} & {user["login"] for user in second["users"]}
    assert [(row["id"], row["name"]) for row in sandboxes.listed()] == [(first["id"], "First"), (second["id"], "Second")]


def test_references_stay_within_a_sandbox(world: World) -> None:
    sandbox = Sandboxes(world.engine).create()
    project = world.engine.world.get("projects", sandbox["project_id"])
    assert project is not None
    assert project.company_id == sandbox["company_id"]
    users = {user["id"] for user in sandbox["users"]}
    assert users & set(world.users) == set()
    assert all((user := world.engine.world.get("users", number)) and user.company_id == sandbox["id"] for number in users)


def test_a_sandbox_goes_with_everything_in_it(world: World) -> None:
    sandboxes = Sandboxes(world.engine)
    sandbox = sandboxes.create()
    sandboxes.remove(sandbox["id"])
    assert sandboxes.listed() == []
    assert world.engine.world.get("projects", sandbox["project_id"]) is None
    with pytest.raises(NotFound):
        sandboxes.as_json(sandbox["id"])


def test_what_is_no_sandbox_is_not_taken_away(world: World) -> None:
    with pytest.raises(NotFound):
        Sandboxes(world.engine).remove(COMPANY)
    assert world.engine.world.get("companies", COMPANY) is not None


def test_one_sandbox_does_not_take_the_room_for_the_bodies_of_another(world: World) -> None:
    journal, sandboxes = Journal(world.engine.clocks, world.engine.catalog, 100_000), Sandboxes(world.engine)
    quiet, busy = (sandboxes.create()["id"] for _ in range(2))
    journal.notice_sandboxes(lambda company_id: company_id in (quiet, busy))
    for company_id in (quiet, None, *[busy] * 200):
        call = Call("GET", "/rest/v1.0/me", company_id=company_id)
        journal.add("GET", call, Reply(200), time.perf_counter(), "id")
    dropped = [exchange.digest is not None for exchange in journal]
    assert (dropped[:3], any(dropped)) == ([False, False, True], True)
    assert [exchange.number for exchange in journal] == list(range(1, 203))
    journal.forget_sandbox(busy)
    assert [exchange.number for exchange in journal] == [1, 2]


def test_the_rules_and_quotas_of_a_sandbox_go_with_it(world: World) -> None:
    engine, sandboxes = world.engine, Sandboxes(world.engine)
    number = sandboxes.create()["id"]
    engine.faults.add({"effect": {"status": 503}}, number)
    engine.limits.choose("production", None, None, number)
    sandboxes.remove(number)
    assert (engine.faults.rules, engine.limits.as_json(number)["preset"]) == ([], "off")
