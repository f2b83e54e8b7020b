from typing import Any

import pytest

from mockcore.errors import OperatorError
from mockcore.grants import GRANTS, SERVICE_ACCOUNT
from mockcore.reference.catalog import Catalog
from mockcore.reference.lifecycle import DEPRECATED, SUNSET, SUNSETTING, Nameable, parsed, parsed_all

ROW: dict[str, Any] = {"name": "rfis", "path": "/rest/v1.0/projects/{project_id}/rfis/**", "deprecated": "2030-01-01"}


@pytest.fixture(scope="module")
def known() -> Nameable:
    return Catalog.load().nameable


def test_a_path_pattern_selects_what_is_at_it_and_below_it(known: Nameable) -> None:
    row = parsed({**ROW, "methods": ["GET"]}, known)
    assert {"listRfis", "getRfi", "listRfiReplies"} <= row.operations
    assert "createRfiReply" not in row.operations
    below = parsed({**ROW, "path": "/rest/v1.0/projects/{project_id}/rfis/*/**"}, known)
    assert "listRfis" not in below.operations
    assert below.operations > row.operations - {"listRfis", "getRfi"}


@pytest.mark.parametrize(
    "selector",
    [
        {"path": "/rest/v1.0/projects/*/rfis"},
        {"path": "/rest/v1.0/projects/{id}/rfis", "methods": "get"},
        {"path": "/rest/v1.0/projects/{id}/rfis/", "methods": "get"},
        {"path": "/rest/**/v1.0/**/rfis/"},
        {"tool": "rfi"},
        {"operations": ["listRfis"]},
        {"operations": "GET /rest/v1.0/projects/{x}/rfis"},
        {"operations": "GET /rest/v1.0/projects/{x}/rfis/"},
    ],
)
def test_an_operation_is_selected_by_path_tool_or_name(known: Nameable, selector: dict[str, Any]) -> None:
    assert "listRfis" in parsed({"name": "x", "deprecated": "2030-01-01", **selector}, known).operations


def test_a_date_is_the_first_second_of_its_day(known: Nameable) -> None:
    row = parsed({**ROW, "sunset_in_progress": "2030-06-01", "sunset": "2030-07-01T12:00:00Z"}, known)
    assert [row.phase(at) for at in (1893455999, 1893456000)] == ["active", DEPRECATED]
    assert row.phase(1906502400) == SUNSETTING
    assert [row.phase(at) for at in (1909137599, 1909137600)] == [SUNSETTING, SUNSET]
    assert row.as_json()["sunset"] == "2030-07-01T12:00:00Z"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": "Not A Name"}, "lowercase letters"),
        ({"deprecated": "soon"}, "'soon' is not a time"),
        ({"deprecated": None}, "none of the dates"),
        ({"sunset": "2029-01-01"}, "not in order"),
        ({"path": "/rest/v1.0/nothing/**"}, "no operation has the path"),
        ({"path": None}, "selects nothing"),
        ({"path": None, "tool": "rfis"}, "did you mean rfi"),
        ({"path": None, "operations": ["listRfi"]}, "did you mean listRfis"),
        ({"methods": ["PUT"]}, "no operation is selected by all"),
        ({"operations": [7]}, "texts"),
        ({"successor": "/rest/v3.0/rfis"}, "successor /rest/v3.0/rfis does not exist"),
        ({"path": None, "grant": "password"}, "there is no grant password"),
        ({"grant": "refresh_token"}, "not selected together"),
        ({"events": ["Project Users update"]}, "not selected together"),
        ({"path": None, "events": "Project Users renamed"}, "no event of webhooks"),
        ({"sunsett": "2031-01-01"}, "did you mean sunset"),
        ({"title": 5}, "title is not a text"),
    ],
)
def test_a_row_that_cannot_be_used_is_one_sentence(known: Nameable, change: dict[str, Any], reason: str) -> None:
    with pytest.raises(OperatorError, match=reason):
        parsed({**ROW, **change}, known)


def test_two_rows_of_one_name_and_what_is_no_list_are_refused(known: Nameable) -> None:
    with pytest.raises(OperatorError, match="two rows of this name"):
        parsed_all([ROW, ROW], known)
    with pytest.raises(OperatorError, match="a list"):
        parsed_all({"name": "x"}, known)


@pytest.mark.parametrize("grant", [*GRANTS, SERVICE_ACCOUNT])
def test_every_grant_and_traditional_service_accounts_may_be_announced(known: Nameable, grant: str) -> None:
    assert parsed({"name": "ended", "grant": grant, "sunset": "2030-01-01"}, known).grant == grant


def test_a_row_that_names_no_grant_is_refused_with_those_that_there_are(known: Nameable) -> None:
    with pytest.raises(OperatorError, match="known are authorization_code, client_credentials, refresh_token, service_account"):
        parsed({"name": "ended", "grant": "xyz", "sunset": "2030-01-01"}, known)
