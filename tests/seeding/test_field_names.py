from mockcore.reference.catalog import Catalog
from mockcore.seeding.field_names import field_names
from tests.tiny import catalog


def test_fields_of_answers_and_of_bodies_are_names() -> None:
    names = field_names("widgets", catalog())
    kind = catalog().kind("widgets")
    assert {*kind.fields, *kind.attributes} <= set(names)


def test_the_id_of_a_nested_record_is_a_name() -> None:
    assert {"vendor", "vendor_id"} <= set(field_names("users", Catalog.load()))


def test_a_resource_without_fields_of_its_own_has_those_of_its_answers() -> None:
    assert {"name", "is_active"} <= set(field_names("companies", Catalog.load()))
