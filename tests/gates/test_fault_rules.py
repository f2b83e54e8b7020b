"""Fault rules as they are read."""

from typing import Any

import pytest

from mockcore.errors import BadRequest
from mockcore.gates.fault_rules import effect_of, of_header, parsed
from tests.tiny import catalog

CATALOG = catalog()


def fields(rule: Any) -> dict[str, Any]:
    with pytest.raises(BadRequest) as refused:
        parsed(rule, CATALOG, "first", 0)
    return dict(refused.value.fields or {})


def test_a_rule_means_the_operations_at_its_path() -> None:
    match = {"path": "/rest/v1.0/projects/*/widgets"}
    rule = parsed({"match": match, "effect": {"status": 503}}, CATALOG, "first", 0)
    assert (rule.name, rule.operations) == ("first", {"listWidgets", "createWidget"})


def test_a_rule_without_an_operation_means_every_one() -> None:
    assert parsed({"id": "slow", "effect": {"latency_ms": 5}}, CATALOG, "first", 0).operations is None


@pytest.mark.parametrize(
    ("match", "field"),
    [
        ({"operation": "listWidget"}, "match.operation"),
        ({"method": "BREW"}, "match.method"),
        ({"path": "/rest/v1.0/projects/*/widgets", "method": "PUT"}, "match.method"),
        ({"nth": 0}, "match.nth"),
        ({"every": None}, "match.every"),
        ({"client_id": 7}, "match.client_id"),
        ({"colour": "red"}, "match.colour"),
        ({"since": "2026-02-01", "until": "2026-01-01"}, "match.until"),
    ],
)
def test_a_rule_that_could_never_strike_is_refused_by_its_field(match: dict[str, Any], field: str) -> None:
    assert list(fields({"match": match, "effect": {"status": 500}})) == [field]


def test_an_unknown_operation_is_answered_with_close_ones() -> None:
    reasons = fields({"match": {"operation": "listWidget"}, "effect": {"status": 500}})["match.operation"]
    assert "listWidgets" in reasons[0]


@pytest.mark.parametrize(
    "effect",
    [
        {},
        {"status": 418},
        {"kind": "explode"},
        {"latency_ms": {"distribution": "uniform", "min": 9, "max": 1}},
        {"latency_ms": {"distribution": "uniform", "min": 9, "max": None}},
        {"latency_ms": {"distribution": "lognormal", "median": 9, "sigma": None}},
        {"latency_ms": None},
        {"status": 503, "message": []},
    ],
)
def test_an_effect_that_cannot_be_is_refused(effect: dict[str, Any]) -> None:
    with pytest.raises(BadRequest):
        effect_of(effect)


def test_a_header_has_a_status_a_kind_or_a_whole_effect() -> None:
    texts = ("503", "reset", '{"latency_ms": 5}')
    assert [of_header(text) for text in texts] == [{"status": 503}, {"kind": "reset"}, {"latency_ms": 5}]
    with pytest.raises(BadRequest):
        of_header("{")
