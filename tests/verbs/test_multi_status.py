"""Rows of one request that end differently."""

from typing import Any

import pytest

from tests.world import COMPANY, PROJECT, World, world

__all__ = ["world"]

V1, V2 = "/rest/v1.0/webhooks/hooks", f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/webhooks/hooks"
GOOD = {"resource_name": "RFIs", "event_type": "create"}
WRONG = {"resource_name": "Task Items", "event_type": "delete"}
STRANGE = {"resource_name": "Nothing", "event_type": "update"}
REASON = "is not included in the list"


@pytest.fixture
def hook(world: World) -> int:
    values = {"api_version": "v2", "namespace": "mine", "destination_url": "https://example.com/in"}
    return int(world.ask("POST", V1, {"project_id": PROJECT, "hook": values})[1]["id"])


def created(world: World, hook: int, *rows: Any) -> tuple[int, Any]:
    body = {"project_id": PROJECT, "api_version": "v2", "triggers": rows}
    return world.ask("POST", f"{V1}/{hook}/triggers/bulk", body)


def test_all_rows_that_are_done_are_answered_as_ever(world: World, hook: int) -> None:
    status, answer = created(world, hook, GOOD, {**GOOD, "event_type": "update"})
    assert (status, len(answer["success"]), "failed" in answer) == (200, 2, False)


def test_a_row_that_is_refused_stands_beside_those_that_are_done(world: World, hook: int) -> None:
    status, answer = created(world, hook, WRONG, GOOD, STRANGE)
    assert (status, [row["resource_name"] for row in answer["success"]]) == (207, ["RFIs"])
    wrong, strange = answer["failed"]
    assert wrong == {
        "code": "VALIDATION_ERROR",
        "message": f"event_type {REASON}",
        "trigger": WRONG,
        "errors": {"event_type": REASON},
    }
    assert strange["errors"] == {"resource_name": REASON}
    shown = world.ask("GET", f"{V1}/{hook}/triggers?project_id={PROJECT}")[1]
    assert [row["id"] for row in shown] == [row["id"] for row in answer["success"]]


def test_where_no_row_is_done_each_is_told_of(world: World, hook: int) -> None:
    status, answer = created(world, hook, WRONG, {"resource_name": "RFIs"}, "RFIs")
    assert (status, answer["success"], len(answer["failed"])) == (207, [], 3)


def test_triggers_that_do_not_exist_are_not_deleted_and_the_others_are(world: World, hook: int) -> None:
    number = created(world, hook, GOOD)[1]["success"][0]["id"]
    body = {"project_id": PROJECT, "triggers": [number, 4711]}
    status, answer = world.ask("DELETE", f"{V1}/{hook}/triggers/bulk", body)
    assert (status, answer["success"]) == (207, [number])
    assert [(row["code"], row["trigger"]) for row in answer["failed"]] == [("NOT_FOUND", 4711)]


def test_the_newer_paths_say_it_in_their_envelope(world: World, hook: int) -> None:
    status, answer = world.ask("POST", f"{V2}/{hook}/triggers/bulk", [GOOD, WRONG])
    assert (status, len(answer["data"]["success"]), answer["data"]["failed"][0]["trigger"]) == (207, 1, WRONG)
    number = answer["data"]["success"][0]["id"]
    status, answer = world.ask("DELETE", f"{V2}/{hook}/triggers/bulk", [number, "4711"])
    assert (status, answer["data"]["succeeded"], answer["data"]["failed"][0]["trigger"]) == (207, [number], "4711")
