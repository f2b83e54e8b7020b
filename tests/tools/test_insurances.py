"""Insurances over the engine: they expire by the clock."""

import pytest

from tests.world import COMPANY, World

AT = f"/rest/v1.0/companies/{COMPANY}"


@pytest.mark.parametrize(
    ("last", "written", "shown"),
    [
        ("2020-01-01", "compliant", "expired"),
        ("2999-01-01", "compliant", "compliant"),
        ("2999-01-01", "expired", "compliant"),
        ("2020-01-01", "undecided", "undecided"),
    ],
)
def test_an_insurance_has_expired_once_its_last_day_is_over(world: World, last: str, written: str, shown: str) -> None:
    vendor = world.ask("GET", f"/rest/v1.0/vendors?company_id={COMPANY}")[1][0]["id"]
    values = {"name": "General Liability", "expiration_date": last, "status": written}
    status, insurance = world.ask("POST", f"{AT}/vendors/{vendor}/insurances", {"insurance": values})
    assert (status, insurance["status"]) == (201, shown)
