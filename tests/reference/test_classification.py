from typing import Any

from mockcore.reference.classification import Classifier
from mockcore.reference.components import Components
from mockcore.reference.resources import route

ONE = {"responses": {"200": {"content": {"application/json": {"schema": {"type": "object"}}}}}}
MANY = {"responses": {"200": {"content": {"application/json": {"schema": {"type": "array", "items": {"type": "object"}}}}}}}
RFIS = "/rest/v1.0/projects/{project_id}/rfis"
DOCUMENT = {
    "paths": {
        RFIS: {"get": MANY, "post": ONE},
        f"{RFIS}/{{id}}": {"get": ONE},
        f"{RFIS}/{{rfi_id}}/replies": {"get": MANY, "post": ONE},
    }
}


def classified(method: str, path: str, **hint: Any) -> dict[str, Any]:
    components = Components(DOCUMENT)
    _, _, response = components.success(DOCUMENT["paths"][path][method])
    return Classifier(DOCUMENT, {}, components).classified(route(path), method, response or {}, hint)


def test_method_and_path_tell_rule_and_resource() -> None:
    assert [classified(*place)["rule"] for place in (("get", RFIS), ("post", RFIS), ("get", f"{RFIS}/{{id}}"))] == [
        "list", "create", "show",
    ]  # fmt: skip
    assert classified("get", RFIS)["kind"] == "rfis"


def test_a_resource_below_another_has_it_as_its_parent() -> None:
    replies = classified("get", f"{RFIS}/{{rfi_id}}/replies")
    assert (replies["kind"], replies["parents"]) == ("rfis/replies", [("rfis", "rfi_id")])


def test_a_hint_wins() -> None:
    hinted = classified("get", RFIS, rule="grouped", kind="questions", where={"draft": True})
    assert (hinted["rule"], hinted["kind"], hinted["where"]) == ("grouped", "questions", {"draft": True})
