"""Ids of another company in bodies: a sample of what `make contract` asks of every place."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

import pytest

from tests.contract.foreign_ids import ForeignIds, Probe

EACH = 60
# What answers resolve by hand-written rules, or by other names than those of the body.
BY_HAND = (
    ("/incidents/configuration", "default_distribution_ids"),
    ("/close_and_distribute", "recipient_ids"),
    ("/close_and_distribute", "submittal_log_status_id"),
    ("/timecard_entries/{id}/sign", "signature_id"),
    ("/meetings", "attendees"),
    ("/punch_items", "images"),
    ("/todos", "assignment_id"),
    ("/bim_files", "project_id"),
)
REFUSED = ("default_distribution_ids", "recipient_ids", "submittal_log_status_id", "signature_id", "attendees", "project_id")


@pytest.fixture(scope="module")
def sweep() -> Iterator[ForeignIds]:
    asking = ForeignIds()
    yield asking
    asking.engine.close()


def is_by_hand(probe: Probe) -> bool:
    return any(probe.operation.path.endswith(path) and name in probe.place for path, name in BY_HAND)


def test_what_rules_take_by_hand_is_refused_or_nothing_of_the_other_company(sweep: ForeignIds) -> None:
    probes = [probe for probe in sweep.probes() if is_by_hand(probe)]
    assert len(probes) > 2 * len(BY_HAND)
    outcomes = [(probe, sweep.outcome(probe)) for probe in probes]
    assert [fault for _, outcome in outcomes for fault in outcome.faults] == []
    passed = [str(probe) for probe, outcome in outcomes if not outcome.refused and REFUSED.count(probe.place[-1])]
    assert passed == []


def test_an_id_of_another_company_is_one_of_nobody_wherever_it_stands(sweep: ForeignIds) -> None:
    statuses, faults = Counter[int](), list[str]()
    for probe in islice(sweep.probes(), 0, None, EACH):
        outcome = sweep.outcome(probe)
        statuses[outcome.status] += 1
        faults += outcome.faults
    assert faults == []
    assert statuses.total() > 200
    assert statuses[422] > 50
