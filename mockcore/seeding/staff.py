"""The people of a generated company: its own, and those of the firms that it works with, each at the address of their firm."""

import re
from collections.abc import Sequence

from mockcore.construction.scene import slug
from mockcore.seeding.design_firms import titles_of
from mockcore.store.records import Stored

# Of so many people, one is of the company itself; the rest are of the firms, in turns.
EACH = 3
OFFICE = ("Project Manager", "Project Engineer", "Superintendent", "Assistant Superintendent", "Safety Manager", "Estimator")
OUTSIDE = ("Project Manager", "Foreman", "Superintendent", "Project Engineer")


def settle(
    company: str, people: Sequence[Stored], vendors: Sequence[Stored], templates: Sequence[Stored], address: dict[str, object]
) -> None:
    """Gives each person a firm, an address there and what such people may do; ``people`` and ``vendors`` are generated ones."""
    by_side = {side: [row for row in templates if row.body.get("category") == side] for side in ("internal", "external")}
    taken: set[str] = set()
    for index, person in enumerate(people):
        own = index % EACH == 0 or not vendors
        firm = None if own else vendors[(index - index // EACH - 1) % len(vendors)]
        _employ(person, firm, company, index)
        _place(person, firm.body if firm else address)
        _permit(person, by_side["internal" if own else "external"], index)
        _tell_apart(person, taken)
    _contacts(people, vendors)


def _employ(person: Stored, firm: Stored | None, company: str, index: int) -> None:
    body, titles = person.body, titles_of(firm) or (OUTSIDE if firm else OFFICE)
    body.update(is_employee=firm is None, job_title=titles[index // EACH % len(titles)], vendor_id=firm.id if firm else None)
    body["employee_id"] = f"{10_000 + index}" if firm is None else None
    host = str(firm.body.get("website") or "").removeprefix("https://www.") if firm else ""
    host = host or f"{slug(str(firm.body.get('name')) if firm else company)}.example"
    address = f"{slug(str(body.get('first_name')))}.{slug(str(body.get('last_name')))}@{host}"
    body.update(email_address=address, login=address, email=address)


def _place(person: Stored, firm: dict[str, object]) -> None:
    for name in ("address", "city", "state_code", "zip", "country_code", "business_phone", "fax_number"):
        if name in person.body or name in ("city", "state_code"):
            person.body[name] = firm.get(name)
    area = re.match(r"\(\d{3}\)", str(firm.get("business_phone") or ""))
    if area and person.body.get("mobile_phone"):
        person.body["mobile_phone"] = area[0] + str(person.body["mobile_phone"])[5:]


def _permit(person: Stored, templates: Sequence[Stored], index: int) -> None:
    projects = [template for template in templates if template.body.get("type") == "global"]
    if projects:
        person.body["default_permission_template_id"] = projects[index // EACH % len(projects)].id
    person.body.pop("permission_template_id", None)
    company = [template for template in templates if template.body.get("type") == "company_tools"]
    person.body["company_permission_template_id"] = company[-1].id if company else None


def _tell_apart(person: Stored, taken: set[str]) -> None:
    name, _, host = str(person.body["email_address"]).partition("@")
    number = 2
    while (address := person.body["email_address"]) in taken:
        address = f"{name}{number}@{host}"
        person.body.update(email_address=address, login=address, email=address)
        number += 1
    taken.add(str(address))


def _contacts(people: Sequence[Stored], vendors: Sequence[Stored]) -> None:
    """The first person of a firm is whom one calls there; all of them are invited to bid."""
    for vendor in vendors:
        own = [person.id for person in people if person.body.get("vendor_id") == vendor.id]
        vendor.body["primary_contact_id"] = next(iter(own), None)
        vendor.body["bidding_distribution_ids"] = own
