"""Layers and groups of a document's markup over the engine."""

from typing import Any

from tests.world import COMPANY, PROJECT, World

BASE = f"/rest/v1.0/companies/{COMPANY}/projects/{PROJECT}"


def test_a_document_has_the_layers_and_groups_of_its_contexts(world: World) -> None:
    def made(path: str, **body: Any) -> Any:
        status, answer = world.ask("POST", f"{BASE}/{path}", body)
        assert status in (200, 201), answer
        return answer["id"]

    contexts = [made("contexts", name="Plans", context_type="document_revision", context_type_id=name) for name in "ab"]
    layers = [made("layers", name="Mine", type="PRIVATE", context_id=context) for context in contexts]
    groups = [made("groups", name="Red", layer_id=layer) for layer in layers]
    told = world.ask("GET", f"{BASE}/accessible_layers/document_revision/a")[1]
    assert [layer["id"] for layer in told] == layers[:1]
    told = world.ask("GET", f"{BASE}/accessible_groups/document_revision/b")[1]
    assert [group["id"] for group in told] == groups[1:]
    assert world.ask("GET", f"{BASE}/accessible_groups/document_revision/b?layer_id={layers[0]}") == (200, [])
    assert world.ask("GET", f"{BASE}/accessible_layers/document_container/a") == (200, [])
