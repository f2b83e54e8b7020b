"""Commands and attributes that are dropped are findings, with the reason of the overlay."""

from typing import Any

import pytest

from mockcore.journal.dropped_findings import dropped
from mockcore.reference.catalog import Catalog
from tests.journal.exchanges import exchange

TABLE = {"send_emails": "a command", "rfis.colour": "dropped", "POST rfis/{}/close": "a command"}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def details(catalog: Catalog, body: Any, table: dict[str, str]) -> list[str]:
    spec = catalog.named("createRfi")
    return [detail for _, detail in dropped(exchange(spec.method, spec.path, body), spec, table)]


def test_a_command_is_told_wherever_it_stands(catalog: Catalog) -> None:
    assert details(catalog, {"rfi": {"subject": "S", "send_emails": True}}, TABLE) == ["send_emails: a command"]
    assert details(catalog, {"rfi": {"questions": [{"send_emails": True}]}}, TABLE) == ["send_emails: a command"]


def test_an_attribute_may_be_dropped_of_one_resource(catalog: Catalog) -> None:
    assert details(catalog, {"rfi": {"colour": "red"}}, TABLE) == ["colour: dropped"]
    assert details(catalog, {"rfi": {"colour": "red"}}, {"submittals.colour": "dropped"}) == []


def test_what_is_stored_is_no_finding(catalog: Catalog) -> None:
    assert details(catalog, {"rfi": {"subject": "S", "send_emails": None}}, TABLE) == []
