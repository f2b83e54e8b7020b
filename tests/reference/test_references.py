import pytest

from mockcore.reference.references import References, object_keys

TABLE = {"vendor": "vendors", "assignee": "users", "cost_code": "cost_codes", "rfis.manager": "users", "bids.vendor": "none"}
KINDS = ("checklist/lists", "checklist/sections", "vendors")


@pytest.mark.parametrize(
    ("name", "owner", "kind"),
    [
        ("vendor", "rfis", "vendors"),
        ("vendor", "bids", None),
        ("manager", "rfis", "users"),
        ("manager", "submittals", None),
        ("default_cost_code", "rfis", "cost_codes"),
        ("parent", "locations", "locations"),
        ("section", "checklist/lists", "checklist/sections"),
        ("nothing", "rfis", None),
    ],
)
def test_a_name_leads_to_the_resource_it_means_there(name: str, owner: str, kind: str | None) -> None:
    assert References(TABLE, KINDS).kind_for(name, owner) == kind


def test_an_attribute_tells_one_from_many_by_its_ending() -> None:
    references = References(TABLE)
    assert references.of_attribute("vendor_id", "rfis") == ("vendors", False)
    assert references.of_attribute("assignee_ids", "rfis") == ("users", True)
    assert references.of_attribute("vendor", "rfis") is None


def test_the_id_of_a_nested_object_may_have_a_longer_name() -> None:
    known = {"received_from_login_information_id": {}}
    assert object_keys("received_from", known) == ["received_from_login_information_id", "received_from_id"]
