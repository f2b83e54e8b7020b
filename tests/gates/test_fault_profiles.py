import pytest

from mockcore.gates.fault_profiles import PROFILES
from mockcore.gates.fault_rules import parsed
from mockcore.reference.catalog import Catalog

CATALOG = Catalog.load()


@pytest.mark.parametrize("name", PROFILES)
def test_every_rule_of_a_profile_can_be_used(name: str) -> None:
    rules = [parsed(text, CATALOG, "", number) for number, text in enumerate(PROFILES[name])]
    assert [rule.name for rule in rules] == [text["id"] for text in PROFILES[name]]
