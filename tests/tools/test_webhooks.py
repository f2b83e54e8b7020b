"""Hooks and what they are told of."""

from tests.world import PROJECT, World

HOOKS = "/rest/v1.0/webhooks/hooks"


def hook(world: World, namespace: str = "mine") -> tuple[int, dict[str, object]]:
    attributes = {"api_version": "v2", "namespace": namespace, "destination_url": "https://example.com/in"}
    return world.ask("POST", HOOKS, {"project_id": PROJECT, "hook": attributes})


def test_a_hook_belongs_to_the_project_that_the_request_names(world: World) -> None:
    status, made = hook(world)
    assert (status, made["owned_by_project_id"], made["owned_by_company_id"]) == (201, PROJECT, None)


def test_a_namespace_has_no_capitals(world: World) -> None:
    assert hook(world, "Mine")[0] == 422


def test_a_trigger_names_a_known_resource_and_one_of_its_events(world: World) -> None:
    triggers = f"{HOOKS}/{hook(world)[1]['id']}/triggers"

    def told(name: str, event: str) -> int:
        trigger = {"resource_name": name, "event_type": event}
        return world.ask("POST", triggers, {"project_id": PROJECT, "api_version": "v2", "trigger": trigger})[0]

    assert told("RFIs", "create") == 201
    assert told("Submarines", "create") == 400
    assert told("Task Items", "delete") == 422
