"""What a state forbids is one sentence."""

import pytest

from mockcore.errors import Conflict
from mockcore.request.states import forbid, noun


def test_a_refusal_names_the_record_its_state_and_what_is_allowed() -> None:
    with pytest.raises(Conflict, match=r"^The plan test record is a draft: it can be deleted\.$"):
        forbid("action_plans/plan_test_records", "a draft", "it can be deleted")


def test_a_record_is_called_as_people_call_it() -> None:
    assert [noun(kind) for kind in ("commitments", "observations/items", "budget")] == ["commitment", "item", "budget"]
