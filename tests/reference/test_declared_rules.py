from typing import Any

from mockcore.reference.bodies import body_slice
from mockcore.reference.declared_rules import DeclaredRules
from mockcore.reference.schema import DECIMAL, LIMITS, PRESENCE

TEXT = {"type": "string"}
RECORD = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": TEXT, "nick": TEXT, "share_percent": TEXT, "size": TEXT},
}
OVERLAY = {
    "presence": {"gates": ["nick"]},
    "limits": {"gates.size": None, "*_percent": [0, 100], "size": [0, None]},
    "decimals": ["*_percent"],
}


def body(rule: str) -> dict[str, Any]:
    schema = {"type": "object", "required": ["gate"], "properties": {"gate": RECORD}}
    return body_slice(schema, ["application/json"], True, "gate", rule)


def rules() -> DeclaredRules:
    rules = DeclaredRules(OVERLAY)
    rules.learn([{"rule": "create", "kind": "gates"}], [{"body": body("create")}])
    return rules


def test_a_text_that_a_post_requires_is_not_blank_in_a_patch_either() -> None:
    for rule in ("create", "update"):
        laid = rules().body(body(rule), "gates")["schema"]["properties"]["gate"]
        assert laid[PRESENCE] == ["name", "nick"], rule
    assert rules().present("gates") == ["name"]


def test_numbers_get_the_limits_of_their_resource_or_name() -> None:
    attributes = rules().body(body("create"), "gates")["attributes"]
    assert attributes["share_percent"] == {**TEXT, LIMITS: [0, 100], DECIMAL: True}
    assert attributes["size"] == TEXT
    assert rules().body(body("create"), "doors")["attributes"]["size"] == {**TEXT, LIMITS: [0, None]}
