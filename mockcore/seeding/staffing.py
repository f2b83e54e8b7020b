"""Generates the people and firms of a company beside its other counted records, and brings them together."""

from mockcore.seeding import design_firms, staff, towns
from mockcore.seeding.counted_records import CountedRecords
from mockcore.seeding.scenario import Place
from mockcore.seeding.world_records import WorldRecords


def settle(records: WorldRecords, counted: CountedRecords, place: Place) -> None:
    """Fills a company, and gives the people that were made a firm, those firms a place."""
    company, kinds = place.id, ("users", "vendors")
    present = {record.id for kind in kinds for record in records.at(kind, company, None)}
    counted.fill(place, company, None)
    people, firms = ([row for row in records.at(kind, company, None) if row.id not in present] for kind in kinds)
    design_firms.appoint(firms)
    for firm in firms:
        towns.settle_firm(firm.body)
    address = {name: place.attributes.get(name) for name in ("address", "city", "state_code", "zip", "country_code")}
    towns.site(address)
    templates = records.at("permission_templates", company, None)
    staff.settle(str(place.attributes.get("name") or "Company"), people, firms, templates, address)
