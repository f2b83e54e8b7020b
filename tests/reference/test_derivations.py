from typing import Any

import yaml

from mockcore.reference.catalog import Catalog
from mockcore.reference.derivations import plain_text
from mockcore.reference.projection import Projector
from tests.reference.test_projection import Found
from tests.test_docs import ROOT
from tests.tiny import OVERLAY, record

TEXT, NUMBER = {"type": ["string", "null"]}, {"type": ["integer", "null"]}


def shown(field: str, derived: dict[str, str], body: dict[str, Any], schema: Any = TEXT) -> Any:
    document = yaml.safe_load((ROOT / "tests/tiny.yaml").read_text())
    projector = Projector(Catalog.of(document, {**OVERLAY, "derived": derived}))
    layout = {"type": "object", "properties": {"id": {"type": "integer"}, field: schema}}
    others = record("users", 100, 1, name="Anna", vendor_id=5), record("companies", 1, 1, name="Builders")
    return projector.object(layout, "widgets")(record("widgets", 7, 1, **body), Found(*others))[field]


def test_a_path_leads_across_references() -> None:
    assert shown("keeper", {"widgets.keeper": "holder.name"}, {"holder_id": 100}) == "Anna"
    assert shown("keeper", {"widgets.keeper": "holder"}, {"holder_id": 100}) == "Anna", "a record is called by its name"
    assert shown("keeper", {"widgets.keeper": "holder"}, {"holder_id": 100}, NUMBER) == 100
    assert shown("keeper", {"widgets.keeper": "holder.name"}, {}) is None


def test_the_first_alternative_that_has_a_value_counts() -> None:
    assert shown("keeper", {"keeper": "holder.name | company.name"}, {}) == "Builders"
    assert shown("sort", {"sort": "=pump"}, {}) == "pump"


def test_what_is_stored_goes_before_what_follows() -> None:
    assert shown("sort", {"sort": "=pump"}, {"sort": "tap"}) == "tap"


def test_the_name_of_a_reference_needs_no_entry_and_may_be_stopped() -> None:
    assert shown("holder_name", {}, {"holder_id": 100}) == "Anna"
    assert shown("holder_name", {"holder_name": "none"}, {"holder_id": 100}) is None


def test_a_plain_text_has_no_tags() -> None:
    assert shown("plain_text_body", {}, {"body": "<p>Pump</p><p>fails &amp; leaks</p>"}) == "Pump\nfails & leaks"
    assert shown("body_rich_text", {}, {"body": "<b>Pump</b>"}) == "<b>Pump</b>"
    assert plain_text("5 < 6 pumps") == "5 < 6 pumps"
