"""What no integrator should be blamed for: patterns that look like breaches and are none."""

from datetime import UTC, datetime

import pytest

from mockcore.clock import instant
from tests.journal.test_findings import COMPANY, RFIS, Asked, asked

__all__ = ["asked"]
VENDORS = f"/rest/v1.0/vendors?company_id={COMPANY}"


def test_a_list_that_is_read_every_half_hour_is_not_polled(asked: Asked) -> None:
    for _ in range(12):
        asked.send("GET", RFIS)
        asked.engine.clock.advance(1_800)
        asked.token = asked.engine.tokens.issue("mockcore-dmsa", None, seconds=0).token
    assert asked.codes() == []


def test_a_record_that_is_watched_is_not_polled(asked: Asked) -> None:
    made = asked.send("POST", "/rest/v1.0/projects/225100/uploads", {"response_filename": "a.txt"})
    key = asked.engine.world.select(_uploads())[0].key
    for _ in range(8):
        asked.send("GET", f"/rest/v1.0/projects/225100/uploads/{key}")
    assert made == 201
    assert asked.codes() in ([], ["unknown-operation"] * 8)


def _uploads() -> object:
    from mockcore.store.selection import Selection  # noqa: PLC0415 - beside its use

    return Selection("uploads", company_id=COMPANY, limit=10)


@pytest.mark.parametrize("count", [1, 2])
def test_some_records_of_a_list_may_be_shown(asked: Asked, count: int) -> None:
    asked.send("GET", VENDORS)
    for number in range(10000012, 10000012 + count):
        assert asked.send("GET", f"/rest/v1.0/vendors/{number}?company_id={COMPANY}") == 200
    assert asked.codes() == []


def test_a_delete_after_a_failure_is_a_retry(asked: Asked) -> None:
    asked.engine.limits.choose("off", 1, None)
    target = f"/rest/v1.0/images/10000137?project_id={225100}"
    assert [asked.send("GET", RFIS), asked.send("DELETE", target)] == [200, 429]
    asked.engine.clock.advance(3_601)
    assert asked.send("DELETE", target) == 200
    assert asked.codes() == []


def test_a_quota_holds_for_its_company_alone(asked: Asked) -> None:
    asked.engine.limits.choose("off", 1, None)
    assert [asked.send("GET", RFIS) for _ in range(2)] == [200, 429]
    asked.send("GET", "/rest/v1.0/me", **{"procore-company-id": "4264592"})
    assert asked.codes() == []


def test_waiting_for_the_reset_of_the_quota_is_waiting(asked: Asked) -> None:
    asked.engine.limits.choose("off", 1, None)
    asked.engine.clock.set(instant("2026-01-15T12:00:00.900Z"), frozen=True)
    assert [asked.send("GET", RFIS) for _ in range(2)] == [200, 429]
    refused = list(asked.engine.journal)[-1]
    assert refused.call.quota is not None
    asked.engine.clock.set(datetime.fromtimestamp(refused.call.quota[2], UTC), frozen=True)
    assert asked.send("GET", RFIS) == 200
    assert asked.codes() == []


def test_a_body_of_many_rows_is_looked_through(asked: Asked) -> None:
    rows = [{"name": f"Vendor {number}", "notes": "x" * 500} for number in range(1_001)]
    assert asked.send("PATCH", "/rest/v1.0/vendors/sync", {"company_id": COMPANY, "updates": rows}) == 400
    assert asked.codes() == ["oversized-sync"]


def test_what_a_list_too_long_to_keep_has_told_counts_too(asked: Asked) -> None:
    rows = [{"name": f"Vendor {number}", "notes": "x" * 500} for number in range(500)]
    asked.send("PATCH", "/rest/v1.0/vendors/sync", {"company_id": COMPANY, "updates": rows})
    asked.send("GET", f"{VENDORS}&view=extended&per_page=1000")
    last = list(asked.engine.journal)[-1].reply.body
    shown = [record.id for record in asked.engine.world.select(_vendors())][-5:]
    for number in shown:
        assert asked.send("GET", f"/rest/v1.0/vendors/{number}?company_id={COMPANY}") == 200
    assert str(shown[0]).encode() not in last
    assert asked.codes() == ["n-plus-one"]


def _vendors() -> object:
    from mockcore.store.selection import Selection  # noqa: PLC0415 - beside its use

    return Selection("vendors", company_id=COMPANY, limit=1_000)
