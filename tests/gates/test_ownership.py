"""Who may change the record that an action belongs to."""

from dataclasses import replace

import pytest

from mockcore.errors import Forbidden
from mockcore.gates.admission import Admission
from mockcore.gates.ownership import protect
from mockcore.oauth.access_levels import ADMIN, STANDARD
from tests.tiny import ANNA, BEN, WIDGETS, Tiny


def change(tiny: Tiny, number: int, level: int, user_id: int) -> Admission:
    context = tiny.admission("PATCH", f"{WIDGETS}/{number}", user_id=user_id)
    context.plan = replace(context.plan, changed=("widgets", "id"))
    context.permit = replace(context.permit, level=level, others=ADMIN)
    return context


def test_a_level_for_ones_own_records_does_not_reach_those_of_others() -> None:
    tiny = Tiny()
    number = tiny.make()[1]["id"]
    assert tiny.engine.world.creator(number) == ANNA
    protect(change(tiny, number, STANDARD, ANNA))
    with pytest.raises(Forbidden):
        protect(change(tiny, number, STANDARD, BEN))


def test_a_level_for_all_records_does() -> None:
    tiny = Tiny()
    protect(change(tiny, tiny.make()[1]["id"], ADMIN, BEN))


def test_what_is_not_there_is_left_to_the_rule() -> None:
    protect(change(Tiny(), 999, STANDARD, BEN))
