import pytest

from mockcore.journal.query_findings import in_query
from mockcore.reference.catalog import Catalog
from tests.journal.exchanges import exchange


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("page=2&per_page=100", []),
        ("page=0", ["unknown-value"]),
        ("per_page=5000", ["oversized-page"]),
        ("colour=red", ["unknown-parameter"]),
        ("filters[custom_field_7]=x", []),
        ("filters[updated_at]=2026-01-01", ["date-range"]),
        ("filters[updated_at]=2026-01-01T00:00:00Z...2026-01-02T00:00:00Z", []),
        ("filters[updated_at]=yesterday", ["date-format"]),
    ],
)
def test_a_query_is_compared_with_the_parameters_of_its_operation(catalog: Catalog, query: str, expected: list[str]) -> None:
    spec = catalog.named("listRfis")
    assert [code for code, _ in in_query(exchange("GET", f"{spec.path}?{query}"), spec)] == expected
