"""What the status of a record does to sums."""

import pytest

from mockcore.domain.change_orders import PACKAGES
from mockcore.domain.line_items import COMMITMENTS, DIRECT_COSTS, POTENTIAL
from mockcore.domain.status_effects import APPROVED, DRAFT, EFFECTS, PENDING, effect, statuses
from tests.tiny import record


@pytest.mark.parametrize(
    ("kind", "status", "does"),
    [
        (COMMITMENTS, "Approved", APPROVED),
        (COMMITMENTS, "Closed", APPROVED),
        (COMMITMENTS, "Out For Signature", PENDING),
        (COMMITMENTS, "Void", None),
        (PACKAGES, "not_proceeding", PENDING),
        (POTENTIAL, "no_charge", None),
        (DIRECT_COSTS, "draft", DRAFT),
        (DIRECT_COSTS, "revise_and_resubmit", APPROVED),
    ],
)
def test_a_status_counts_as_the_table_says(kind: str, status: str, does: str | None) -> None:
    assert effect(record(kind, 1, 1, status=status)) == does


def test_change_orders_of_every_tier_count_alike() -> None:
    assert EFFECTS[PACKAGES] is EFFECTS[POTENTIAL]
    assert statuses(POTENTIAL, APPROVED, DRAFT) == {"approved", "draft"}
