from typing import Any

import pytest

from mockcore.errors import BadRequest
from mockcore.journal.claims import check_claims, meet
from mockcore.path_patterns import segments
from mockcore.reference.catalog import Catalog


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.mark.parametrize(
    ("criteria", "told"),
    [
        ({"operation": "listRfiss"}, "did you mean listRfis?"),
        ({"operation": "GET"}, "GET does not exist"),
        ({"path": "/rest/v1.0/projects/*/rfiss"}, "/rest/v1.0/projects/*/rfiss does not exist"),
        ({"path": "/rset/**"}, "/rset/** does not exist"),
        ({"path": "/vapid/projects/1/rfiss"}, "does not exist"),
        ({"method": "GTE"}, "did you mean GET?"),
        ({"status": "40"}, "is a status such as"),
        ({"deprecated": "ture"}, "is true or false"),
        ({"lifecycle": "sunst"}, "did you mean sunset?"),
        ({"finding": "poling"}, "did you mean polling?"),
        ({"operation": "listRfis", "query": "per_pag=5"}, "did you mean per_page?"),
        ({"operation": "createRfi", "body": {"rfii": {}}}, "did you mean rfi?"),
        ({"operation": "createRfi", "body": {"rfi": {"subjct": "x"}}}, "did you mean subject?"),
    ],
)
def test_a_claim_about_what_there_cannot_be_is_refused(catalog: Catalog, criteria: dict[str, Any], told: str) -> None:
    with pytest.raises(BadRequest) as refused:
        check_claims([criteria], catalog, [])
    assert told in str(refused.value.fields)


@pytest.mark.parametrize(
    "criteria",
    [
        {},
        {"operation": "listRfis", "query": "per_page=5", "method": "get", "status": "2xx"},
        {"operation": "createRfi", "body": {"rfi": {"subject": "x"}}},
        {"path": "/rest/v1.0/projects/225100/rfis"},
        {"path": "/rest/v1.0/projects/{id}/rfis/**"},
        {"path": "/rest/**"},
        {"path": "**/rfis"},
        {"path": "/rest/*/me"},
        {"path": "/rest/v1.*/me"},
        {"path": "/vapid/projects/*/rfis"},
        {"path": "/oauth/token"},
        {"path": "/_mockcore/reset"},
        {"deprecated": True, "lifecycle": "active", "finding": "polling"},
    ],
)
def test_a_claim_about_what_there_can_be_passes(catalog: Catalog, criteria: dict[str, Any]) -> None:
    check_claims([criteria], catalog, [])


@pytest.mark.parametrize(
    ("pattern", "path", "meets"),
    [
        ("/a/**", "/a", True),
        ("/a/**/c", "/a/b/{id}/c", True),
        ("/a/7f", "/a/{id}", True),
        ("/a/*x", "/a/bx", True),
        ("/a/*x", "/a/by", False),
        ("/a/b", "/a/b/c", False),
        ("/a/b/c", "/a/b", False),
    ],
)
def test_a_pattern_meets_the_paths_that_it_may_mean(pattern: str, path: str, meets: bool) -> None:
    assert meet(segments(pattern), segments(path)) is meets


def test_every_operation_is_refused_with_a_typo(catalog: Catalog) -> None:
    for entry in catalog.entries[::50]:
        with pytest.raises(BadRequest):
            check_claims([{"operation": f"{entry['id']}x"}], catalog, [])
        with pytest.raises(BadRequest):
            check_claims([{"path": f"{entry['path'].replace('/rest', '/rset').replace('/oauth', '/ouath')}"}], catalog, [])
