from typing import Any

import pytest

from mockcore.journal.body_findings import in_body
from mockcore.reference.catalog import Catalog
from tests.journal.exchanges import exchange


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def codes(catalog: Catalog, operation: str, body: Any, **headers: str) -> list[str]:
    spec = catalog.named(operation)
    return [code for code, _ in in_body(exchange(spec.method, spec.path, body, headers={**headers}), spec)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"rfi": {"subject": "S"}}, []),
        ({"subject": "S"}, ["missing-wrapper"]),
        ({"request": {"subject": "S"}}, ["wrong-wrapper"]),
        ({"rfi": {"subject": "S", "colour": "red"}}, ["unknown-field"]),
        ({"rfi": {"subject": 5}}, ["coerced-type"]),
        ([{"subject": "S"}], ["wrong-wrapper"]),
    ],
)
def test_a_body_is_compared_with_its_wrapper_and_fields(catalog: Catalog, body: Any, expected: list[str]) -> None:
    assert codes(catalog, "createRfi", body) == expected


def test_a_body_says_what_it_is(catalog: Catalog) -> None:
    assert codes(catalog, "createRfi", {"rfi": {}}, **{"content-type": ""}) == ["missing-content-type"]
    assert codes(catalog, "createRfi", b"a=1", **{"content-type": "application/json"}) == ["wrong-content-type"]


def test_a_read_has_no_body(catalog: Catalog) -> None:
    assert codes(catalog, "listRfis", {"status": "open"}) == ["unused-body"]
    assert codes(catalog, "listRfis", {"project_id": 5}) == []
