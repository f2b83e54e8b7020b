from datetime import UTC, datetime
from random import Random

from mockcore.seeding.relations import Company, complete
from tests.tiny import record

NOW = datetime(2026, 1, 15, tzinfo=UTC)


def test_an_assignee_answers_a_closed_rfi_officially() -> None:
    rfi, reply = record("rfis", 1, 1, status="closed", assignee_ids=[5], official_response="Yes."), record("rfis/replies", 2, 1)
    reply.parent_id = 1
    complete({"rfis": [rfi], "rfis/replies": [reply]}, Company({}, [], [], []), Random(1), NOW)
    assert (reply.body["official"], reply.body["created_by_id"], reply.body["body"]) == (True, 5, "Yes.")


def test_one_bid_of_a_package_that_is_due_is_awarded() -> None:
    package, bids = record("bid_packages", 1, 1, bid_due_date="2025-12-01T00:00:00Z"), [record("bids", n, 1) for n in (2, 3)]
    for bid in bids:
        bid.parent_id = 1
    complete({"bid_packages": [package], "bids": bids}, Company({}, [], [], []), Random(1), NOW)
    assert [(bid.body["bid_status"], bid.body["awarded"]) for bid in bids] == [("awarded", True), ("submitted", False)]


def test_a_submittal_that_is_closed_is_held_by_nobody() -> None:
    statuses = [record("submittal_statuses", n, 1, status=name) for n, name in enumerate(("Draft", "Open", "Closed"), 1)]
    submittals = [record("submittals", n, 1, submittal_manager_id=7) for n in range(30)]
    person = record("users", 7, 1, is_employee=True)
    complete({"submittals": submittals}, Company({7: person}, [], statuses, []), Random(1), NOW)
    assert all((row.body["status_id"] == 3) is (row.body["ball_in_court_ids"] == []) for row in submittals)


def test_a_submittal_that_is_written_down_has_its_own_status() -> None:
    statuses = [record("submittal_statuses", 3, 1, status="Open")]
    submittal = record("submittals", 9, 1, status_id=3, submittal_manager_id=7)
    company = Company({}, [], statuses, [], frozenset({9}))
    complete({"submittals": [submittal]}, company, Random(1), NOW)
    assert (submittal.body["status_id"], submittal.body["ball_in_court_ids"]) == (3, [7])
