from typing import Any, ClassVar

import pytest

from mockcore.call import Call, Reply
from mockcore.errors import BadRequest
from mockcore.journal.claims import check_claims, meet
from mockcore.journal.exchange import Exchange
from mockcore.path_patterns import segments
from mockcore.reference.catalog import Catalog
from tests.sweep import sample


class World:
    """One app, one company, one rule."""

    NAMES: ClassVar = {"client_id": "mockcore-web", "company_id": "4264590", "sandbox": "4264590", "fault": "one"}

    def has(self, criterion: str, value: str) -> bool:
        return value == self.NAMES[criterion]

    def choices(self, criterion: str) -> list[str]:
        return [self.NAMES[criterion]]


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
        # Nothing below these is ever recorded.
        ({"path": "/_mockcore/reset"}, "does not exist"),
        ({"path": "/docs"}, "does not exist"),
        ({"path": "/oauth/tokn"}, "did you mean /oauth/token?"),
        ({"client_id": "mockcore-wbe"}, "did you mean mockcore-web?"),
        ({"company_id": 4264599}, "did you mean 4264590?"),
        ({"company_id": ""}, "is the id of a company"),
        ({"sandbox": "4264599"}, "did you mean 4264590?"),
        ({"fault": "on"}, "did you mean one?"),
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
        check_claims([criteria], catalog, [], World())
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
        {"path": "/_mockcore/storage/a1b2"},
        {"path": "/_mockcore/**"},
        {"client_id": "mockcore-web", "company_id": 4264590, "sandbox": "4264590", "fault": "one"},
        {"fault": True},
        {"fault": "no"},
        {"deprecated": True, "lifecycle": "active", "finding": "polling"},
    ],
)
def test_a_claim_about_what_there_can_be_passes(catalog: Catalog, criteria: dict[str, Any]) -> None:
    check_claims([criteria], catalog, [], World())


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


def test_what_was_recorded_exists(catalog: Catalog) -> None:
    call = Call("GET", "/rest/v1.0/projcts", company_id=7)
    call.client_id, call.fault = "gone", "struck"
    exchange = Exchange(1, 0.0, 0.0, "GET", call, Reply(404, b"", []), "r-1")
    criteria = {"path": "/rest/v1.0/projcts", "client_id": "gone", "company_id": 7, "fault": "struck"}
    check_claims([criteria], catalog, [exchange], World())


def test_every_operation_is_refused_with_a_typo(catalog: Catalog) -> None:
    for entry in sample(catalog.entries[::50], 10):
        with pytest.raises(BadRequest):
            check_claims([{"operation": f"{entry['id']}x"}], catalog, [], World())
        with pytest.raises(BadRequest):
            check_claims(
                [{"path": f"{entry['path'].replace('/rest', '/rset').replace('/oauth', '/ouath')}"}], catalog, [], World()
            )
