"""The operations that are asked without a company."""

from mockcore.reference.catalog import Catalog
from mockcore.reference.free_paths import FREE, FREE_FOR_APPS


def test_they_are_operations_of_the_document() -> None:
    paths = {entry["path"] for entry in Catalog.load().entries if entry["method"] == "GET"}
    assert paths >= FREE


def test_an_app_on_its_own_has_fewer_of_them_than_a_person() -> None:
    assert FREE_FOR_APPS < FREE
    assert "/rest/v1.0/me" not in FREE_FOR_APPS
