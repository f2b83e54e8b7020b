"""Currencies and exchange rates over the engine, in the company and in a project."""

import pytest

from tests.world import COMPANY, PROJECT, World

OWN = f"/rest/v1.0/companies/{COMPANY}/currency_configuration"
INSIDE = f"/rest/v1.0/companies/{COMPANY}/projects/{PROJECT}/currency_configuration"


@pytest.mark.parametrize("place", [OWN, INSIDE])
def test_each_row_is_a_rate_between_two_currencies(world: World, place: str) -> None:
    rows = [{"quote_currency_iso_code": code, "exchange_rate": rate} for code, rate in (("eur", "0.9"), ("CAD", "1.4"))]
    status, made = world.ask("POST", f"{place}/exchange_rates", {"base_currency_iso_code": "usd", "exchange_rates": rows})
    assert status == 201, made
    euro, dollar = made["exchange_rates"]
    assert [euro["base_currency_iso_code"], euro["quote_currency_iso_code"], euro["exchange_rate"]] == ["USD", "EUR", "0.9"]
    change = {"exchange_rates": [{"id": euro["id"], "exchange_rate": "0.8"}, {"id": dollar["id"], "is_active": False}]}
    told = world.ask("PATCH", f"{place}/exchange_rates", change)[1]["exchange_rates"]
    assert [(rate["exchange_rate"], rate["is_active"]) for rate in told] == [("0.8", True), ("1.4", False)]
    for code, status in (("gbp", 200), ("USD", 422), ("CAD", 422)):
        change = {"exchange_rates": [{"id": euro["id"], "quote_currency_iso_code": code}]}
        assert world.ask("PATCH", f"{place}/exchange_rates", change)[0] == status
    listed = world.ask("GET", f"{place}/exchange_rates")[1]["exchange_rates"]
    assert listed[0]["quote_currency_iso_code"] == "GBP"
    assert len(listed) == (2 if place == OWN else 1)
    every = world.ask("GET", f"{place}/exchange_rates?include_inactive=true")[1]["exchange_rates"]
    assert [rate["id"] for rate in every] == [euro["id"], dollar["id"]]
    other = INSIDE if place == OWN else OWN
    assert world.ask("GET", f"{other}/exchange_rates")[1] == {"exchange_rates": []}


def test_what_is_no_rate_is_refused_and_nothing_is_kept(world: World) -> None:
    good = {"quote_currency_iso_code": "EUR", "exchange_rate": "0.9"}
    wrong = ({"exchange_rate": "0"}, {"exchange_rate": "much"}, {"quote_currency_iso_code": "USD"})
    for change in (*wrong, {"quote_currency_iso_code": "euro"}):
        body = {
            "base_currency_iso_code": "USD",
            "exchange_rates": [{**good, "quote_currency_iso_code": "CHF"}, {**good, **change}],
        }
        assert world.ask("POST", f"{OWN}/exchange_rates", body)[0] == 422
    assert world.ask("GET", f"{OWN}/exchange_rates")[1] == {"exchange_rates": []}
    body = {"base_currency_iso_code": "USD", "exchange_rates": [good]}
    assert [world.ask("POST", f"{OWN}/exchange_rates", body)[0] for _ in range(2)] == [201, 422]
    assert world.ask("PATCH", f"{OWN}/exchange_rates", {"exchange_rates": [{"id": 5, "exchange_rate": "1"}]})[0] == 422


def test_several_currencies_are_in_use_from_the_day_they_are_switched_on(world: World) -> None:
    assert world.ask("PATCH", OWN, {"currency_iso_code": "dollar"})[0] == 422
    told = world.ask("PATCH", OWN, {"multicurrency_enabled": True, "currency_iso_code": "eur"})[1]
    assert told["currency_iso_code"] == "EUR"
    assert told["multicurrency_enabled_effective_date"][:10] == world.engine.clock.stamp()[:10]
