"""Exchanges and claims in JSON Schema are those that the journal shows and takes."""

from jsonschema import Draft202012Validator

from mockcore.journal.exchange import FACTS
from mockcore.journal.matching import CRITERIA, OF_FACTS
from mockcore.web import journal_schemas


def test_the_criteria_are_those_that_the_journal_has() -> None:
    assert set(journal_schemas.CRITERIA["properties"]) == set(CRITERIA)
    # A header is a mapping, which no query can say.
    assert set(journal_schemas.IN_QUERY) == {*OF_FACTS, "body", "contains"}


def test_an_exchange_has_every_fact() -> None:
    assert set(journal_schemas.EXCHANGE["properties"]) == {*FACTS, "body_dropped", "request", "response"}
    assert Draft202012Validator(journal_schemas.EXCHANGE).is_valid(journal_schemas.EXAMPLE)


def test_an_expectation_has_criteria_or_an_order_of_them() -> None:
    validator = Draft202012Validator(journal_schemas.EXPECTATION)
    assert validator.is_valid({"request": {"status": "4xx"}, "count": 2})
    assert validator.is_valid({"order": [{"status": 404, "header": {"accept": "json"}}]})
    assert not validator.is_valid({"order": []})
    assert not validator.is_valid({"request": {"sattus": 404}})
