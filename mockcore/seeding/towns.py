"""Where generated firms and projects are: town, state, zip code and telephone belong together."""

import re
from collections.abc import Mapping
from typing import Any

from mockcore.construction.places import TOWNS, Town

_BY_CITY: Mapping[str, Town] = {town.city: town for town in TOWNS}


def settle_firm(body: dict[str, Any]) -> None:
    """Completes the address of a firm; where its telephone has another area code than its town, it gets that of the town."""
    town = _BY_CITY.get(str(body.get("city"))) or _by_phone(body) or TOWNS[len(str(body.get("name"))) % len(TOWNS)]
    body.update(city=town.city, state_code=town.state_code, zip=town.zip, country_code="US")
    for name in ("state_name", "country_name"):
        body.pop(name, None)
    for name in ("business_phone", "fax_number", "mobile_phone"):
        if body.get(name):
            body[name] = f"({town.area_code}){str(body[name])[5:]}"


def _by_phone(body: Mapping[str, Any]) -> Town | None:
    area = re.match(r"\((\d{3})\)", str(body.get("business_phone") or ""))
    return next((town for town in TOWNS if area and town.area_code == area[1]), None)


def site(body: dict[str, Any]) -> None:
    """Gives a project of a town that is known its zip code, county and position, where it has none of its own."""
    town = _BY_CITY.get(str(body.get("city")))
    if town is not None:
        facts = {"zip": town.zip, "county": town.county, "latitude": town.latitude, "longitude": town.longitude}
        for name, value in {**facts, "state_code": town.state_code, "country_code": "US"}.items():
            body.setdefault(name, value)
