"""Answering and closing RFIs, reviewing submittals."""

from mockcore.jobsite.office_answers import answer_rfi, close_rfi
from mockcore.store.records import Stored
from tests.jobsite.conftest import BEGIN, Town
from tests.world import PROJECT


def _rfi(*answers: bool, **body: object) -> Stored:
    shown = [{"answers": [{"official": official} for official in answers]}]
    return Stored.new("rfis", 1, {"subject": "Deck", "questions": shown, **body}, BEGIN)


def test_whoever_holds_the_ball_answers(quiet: Town) -> None:
    errand = answer_rfi(quiet.site(), _rfi(ball_in_court_ids=[7], assignee_ids=[8]))
    assert errand is not None
    assert errand.people == (7, 8)
    assert errand.body["reply"]["body"]


def test_an_official_answer_is_accepted_by_the_manager_and_not_answered_again(quiet: Town) -> None:
    rfi = _rfi(False, True, rfi_manager_id=9)
    assert answer_rfi(quiet.site(), rfi) is None
    errand = close_rfi(quiet.site(), rfi)
    assert errand is not None
    assert errand.people == (9,)
    assert errand.body == {"rfi": {"accepted": True}}
    assert close_rfi(quiet.site(), _rfi(False)) is None


def test_a_submittal_goes_from_its_submitter_to_its_approver_and_is_closed(town: Town) -> None:
    people = {user["name"]: user["id"] for user in town.ask("GET", f"/rest/v1.0/projects/{PROJECT}/users")[1]}
    steps = [[{"login_information_id": people[name]}] for name in ("Test Subcontractor", "Test Architect")]
    body = {"title": "Frames", "number": "77", "submittal_manager_id": people["API Support"], "workflow_data": steps}
    path = f"/rest/v1.1/projects/{PROJECT}/submittals"
    number = town.ask("POST", path, {"submittal": body})[1]["id"]
    town.people.start(["submittals"], [PROJECT], {"submittal responses": 2.0})
    town.pass_days(30)
    submittal = town.ask("GET", f"{path}/{number}")[1]
    assert all(approver["response"] for approver in submittal["approvers"])
    assert submittal["status"]["name"] == "Closed"
    assert submittal["ball_in_court"] == []
