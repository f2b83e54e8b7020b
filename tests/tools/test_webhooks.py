"""Hooks and what they are told of."""

from typing import Any

from mockcore.store.records import Placement, Stored
from tests.world import COMPANY, PROJECT, World

HOOKS = "/rest/v1.0/webhooks/hooks"


def hook(world: World, namespace: str = "mine") -> tuple[int, dict[str, object]]:
    attributes = {"api_version": "v2", "namespace": namespace, "destination_url": "https://example.com/in"}
    return world.ask("POST", HOOKS, {"project_id": PROJECT, "hook": attributes})


def test_a_hook_belongs_to_the_project_that_the_request_names(world: World) -> None:
    status, made = hook(world)
    assert (status, made["owned_by_project_id"], made["owned_by_company_id"]) == (201, PROJECT, None)


def test_a_namespace_has_no_capitals(world: World) -> None:
    assert hook(world, "Mine")[0] == 422


def test_a_header_of_deliveries_is_one_that_can_be_sent(world: World) -> None:
    made = hook(world)[1]["id"]
    for path in (f"{HOOKS}/{made}", f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/webhooks/hooks/{made}"):
        for headers, status in (({"X-Key": "1"}, 200), ({"Host": "evil.example"}, 422), ({"X-Key": "1\n2"}, 422)):
            values = {"destination_headers": headers}
            body = values if "v2" in path else {"project_id": PROJECT, "hook": values}
            assert world.ask("PATCH", path, body)[0] == status


def test_a_trigger_names_a_known_resource_and_one_of_its_events(world: World) -> None:
    triggers = f"{HOOKS}/{hook(world)[1]['id']}/triggers"

    def told(name: str, event: str) -> int:
        trigger = {"resource_name": name, "event_type": event}
        return world.ask("POST", triggers, {"project_id": PROJECT, "api_version": "v2", "trigger": trigger})[0]

    assert told("RFIs", "create") == 201
    assert told("Submarines", "create") == 422
    assert told("Task Items", "delete") == 422


def delivery(world: World, number: int, **values: Any) -> int:
    records = world.engine.world
    event = {"id": records.next_id(), "metadata": {}}
    body = {"resource_name": "RFIs", "event_type": "create", "status": "delivered", "event": event, **values}
    place = Placement(COMPANY, None, number)
    records.insert(Stored.new("webhooks/hooks/deliveries", event["id"], body, "2026-01-15T15:00:00Z", place))
    return int(event["id"])


def test_deliveries_are_listed_newest_first_in_pages_that_begin_with_a_row(world: World) -> None:
    made: Any = hook(world)[1]["id"]
    numbers = [delivery(world, made) for _ in range(5)]
    delivery(world, made, status="failed")
    path = f"{HOOKS}/{made}/deliveries?project_id={PROJECT}&filters[status]=succeeded"
    assert [(row["id"], row["event"]["id"]) for row in world.ask("GET", path)[1]] == [
        (number, number) for number in numbers[::-1]
    ]
    assert [row["event"]["id"] for row in world.ask("GET", f"{path}&page_start=1&page_size=2")[1]] == [numbers[3], numbers[2]]


def test_deliveries_of_v2_have_pages_and_a_row_to_begin_with_is_not_known_to_them(world: World) -> None:
    made: Any = hook(world)[1]["id"]
    numbers = [delivery(world, made) for _ in range(3)]
    path = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/webhooks/hooks/{made}/deliveries?per_page=2&page_start=first"
    assert [row["id"] for row in world.ask("GET", path)[1]["data"]] == [str(number) for number in numbers[:0:-1]]


def test_a_projects_list_has_its_own_hooks_alone(world: World) -> None:
    own = hook(world)[1]["id"]
    body = {"api_version": "v2", "namespace": "mine", "destination_url": "https://example.com/in"}
    assert world.ask("POST", HOOKS, {"company_id": COMPANY, "hook": body})[0] == 201
    assert [row["id"] for row in world.ask("GET", f"{HOOKS}?project_id={PROJECT}")[1]] == [own]


def test_a_secret_is_masked_and_a_version_is_one_that_there_is(world: World) -> None:
    path = f"/rest/v2.0/companies/{COMPANY}/webhooks/hooks"
    body = {"destination_url": "https://example.com/in", "payload_version": "v2.0", "namespace": "mine"}
    made = world.ask("POST", path, {**body, "destination_headers": {"Authorization": "Bearer a-long-token", "X-Key": "1"}})[1]
    assert made["data"]["destination_headers"] == {"Authorization": "*****token", "X-Key": "1"}
    assert world.ask("POST", path, {**body, "payload_version": "v9"})[0] == 422
