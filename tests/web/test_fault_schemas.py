"""Fault rules in JSON Schema are those that the code reads."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mockcore.gates.fault_profiles import PROFILES
from mockcore.gates.fault_rules import EFFECT_KEYS, MATCH_KEYS
from mockcore.web.fault_schemas import CHANGE, EFFECT, MATCH, RULE


def test_the_keys_are_those_that_the_code_reads() -> None:
    assert set(MATCH["properties"]) == MATCH_KEYS
    assert set(EFFECT["properties"]) == EFFECT_KEYS


def test_every_rule_of_every_profile_is_such_a_rule() -> None:
    for rules in PROFILES.values():
        for rule in rules:
            Draft202012Validator(RULE).validate(rule)
        assert Draft202012Validator(CHANGE).is_valid({"rules": rules})


@pytest.mark.parametrize(
    "rule",
    [
        {},
        {"effect": {}},
        {"effect": {"message": "no effect"}},
        {"effect": {"status": 418}},
        {"effect": {"latency_ms": {"distribution": "uniform", "min": 1}}},
        {"effect": {"status": 503}, "match": {"nht": 1}},
    ],
)
def test_what_the_code_refuses_is_no_such_rule(rule: dict[str, Any]) -> None:
    assert not Draft202012Validator(RULE).is_valid(rule)
