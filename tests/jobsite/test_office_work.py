"""Answering and closing RFIs."""

from mockcore.jobsite.office_work import answer_rfi, close_rfi, numbers
from mockcore.store.records import Stored
from tests.jobsite.conftest import BEGIN, Town


def _rfi(*answers: bool, **body: object) -> Stored:
    shown = [{"answers": [{"official": official} for official in answers]}]
    return Stored.new("rfis", 1, {"subject": "Deck", "questions": shown, **body}, BEGIN)


def test_whoever_holds_the_ball_answers(town: Town) -> None:
    errand = answer_rfi(town.site(), _rfi(ball_in_court_ids=[7], assignee_ids=[8]))
    assert errand is not None
    assert errand.people == (7, 8)
    assert errand.body["reply"]["body"]


def test_an_official_answer_is_accepted_by_the_manager_and_not_answered_again(town: Town) -> None:
    rfi = _rfi(False, True, rfi_manager_id=9)
    assert answer_rfi(town.site(), rfi) is None
    errand = close_rfi(town.site(), rfi)
    assert errand is not None
    assert errand.people == (9,)
    assert errand.body == {"rfi": {"accepted": True}}
    assert close_rfi(town.site(), _rfi(False)) is None


def test_ids_are_read_from_lists_and_single_values() -> None:
    assert numbers([1, 2], None, 3, "4") == (1, 2, 3)
