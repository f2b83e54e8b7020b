"""Sync over the engine: rows succeed and fail on their own."""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.engine import Engine
from mockcore.settings import Settings
from tests.contract.requests import Requests

SYNC = "/rest/v1.0/vendors/sync"


@pytest.fixture(scope="module")
def requests() -> Iterator[Requests]:
    engine = Engine.open(Settings())
    yield Requests(engine, 4264590, 225100)
    engine.close()


def synced(requests: Requests, *rows: Any) -> tuple[int, Any]:
    return requests.send("PATCH", SYNC, {"company_id": requests.company_id, "updates": list(rows)})[:2]


def test_a_row_is_matched_by_id_then_by_origin_and_else_created(requests: Requests) -> None:
    made = synced(requests, {"name": "Acme", "origin_id": "erp-1"})[1]["entities"][0]
    again = synced(requests, {"name": "Acme Steel", "origin_id": "erp-1"})[1]["entities"][0]
    assert (again["id"], again["name"]) == (made["id"], "Acme Steel")
    moved = synced(requests, {"id": made["id"], "origin_id": "erp-2"})[1]["entities"][0]
    assert moved["id"] == made["id"]
    assert synced(requests, {"name": "Acme", "origin_id": "erp-1"})[1]["entities"][0]["id"] != made["id"]


UNKNOWN, WRONG, FAR = "Entity with this ID not found", "must be an integer", "is out of range"


@pytest.mark.parametrize(
    ("identifier", "reason"), [(1, UNKNOWN), ("²", WRONG), (str(2**63), FAR), (2**63, FAR), ([], WRONG), ("nothing", WRONG)]
)
def test_a_row_with_an_unknown_id_fails_alone(requests: Requests, identifier: Any, reason: str) -> None:
    status, answer = synced(requests, {"id": identifier, "name": "Nobody"}, {"name": f"Somebody {identifier}"})
    assert (status, len(answer["entities"]), len(answer["errors"])) == (200, 1, 1)
    assert answer["errors"][0]["errors"]["id"] == [reason]


def test_more_than_a_thousand_rows_are_refused(requests: Requests) -> None:
    assert synced(requests, *[{"name": "x"}] * 1_001)[0] == 400


def test_a_body_that_names_nothing_is_refused_with_the_field(requests: Requests) -> None:
    here = f"/rest/v1.0/projects/{requests.project_id}"
    status, answer, _ = requests.send("PATCH", f"{here}/rfis", {"data": [{"id": 7, "subject": "None"}]})
    assert (status, answer) == (422, {"errors": {"data": ["7 does not exist"]}})


def test_to_retrieve_what_is_not_in_the_recycle_bin_changes_nothing(requests: Requests) -> None:
    rfis = f"/rest/v1.0/projects/{requests.project_id}/rfis"
    there = requests.send("GET", rfis)[1][0]["id"]
    before = requests.send("GET", f"{rfis}/{there}")[1]
    assert requests.send("PATCH", f"{rfis}/{there}/retrieve")[0] == 200
    assert requests.send("GET", f"{rfis}/{there}")[1] == before
    assert requests.send("PATCH", f"{rfis}/7/retrieve")[0] == 404
