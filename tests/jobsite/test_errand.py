"""What somebody is about to do."""

from mockcore.jobsite.errand import Act, Errand, ids
from mockcore.oauth.access_levels import STANDARD
from tests.jobsite.conftest import Town


def test_an_act_says_what_it_is_only_when_its_moment_has_come(quiet: Town) -> None:
    errands: list[Errand | None] = [Errand("POST", "/rest/v1.0/rfis", {}, "architect", STANDARD), None]
    act = Act(0, "rfi", "rfis", quiet.site(), errands.pop)
    assert act.errand() is None
    errand = act.errand()
    assert errand is not None
    assert errand.people == ()


def test_ids_are_read_from_lists_and_single_values() -> None:
    assert ids([1, 2], None, 3, "4") == (1, 2, 3)
