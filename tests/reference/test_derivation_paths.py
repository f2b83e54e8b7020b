import yaml

from mockcore.reference.catalog import Catalog
from mockcore.reference.derivation_paths import Paths
from mockcore.reference.projection import Projector
from mockcore.reference.references import stem_of
from tests.test_docs import ROOT
from tests.tiny import OVERLAY


def inferred(name: str) -> list[tuple[str, ...]]:
    catalog = Catalog.of(yaml.safe_load((ROOT / "tests/tiny.yaml").read_text()), OVERLAY)
    return Paths(catalog, Projector(catalog).references).inferred(name, "widgets")


def test_the_name_of_a_reference_and_a_label_are_a_path() -> None:
    assert inferred("holder_name") == [("holder", "name")]
    assert inferred("project_name") == [("project", "name")]


def test_a_name_that_leads_nowhere_is_none() -> None:
    assert inferred("sort") == inferred("holder_id") == inferred("holder_colour") == []


def test_a_record_is_called_by_the_last_word_of_its_resource() -> None:
    assert stem_of("action_plans/plan_sections") == "plan_section"
