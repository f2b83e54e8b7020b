from dataclasses import replace
from typing import Any

from mockcore.reference.operation import Operation, Parameter
from mockcore.reference.views import alternative, default_view, united
from tests.tiny import catalog


def record(*names: str) -> dict[str, Any]:
    return {"type": "object", "properties": {"id": {"type": "integer"}} | {name: {"type": "string"} for name in names}}


COMPACT, NORMAL, EXTENDED = record(), record("name"), record("name", "color", "weight")


def listing(*views: str, **hint: Any) -> Operation:
    schema: dict[str, Any] = {"type": "string", "enum": list(views)}
    return replace(catalog().named("listWidgets"), parameters=[Parameter("view", "query", False, schema)], hint=hint)


def test_the_richer_view_has_the_richer_alternative_in_whatever_order_they_stand() -> None:
    operation = listing("extended", "normal", "compact")
    schema = {"anyOf": [EXTENDED, COMPACT, NORMAL]}
    chosen = [alternative(operation, schema, view) for view in ("compact", "normal", "extended")]
    assert chosen == [COMPACT, NORMAL, EXTENDED]


def test_without_a_view_it_is_the_normal_one_or_that_of_the_overlay() -> None:
    schema = {"anyOf": [NORMAL, EXTENDED]}
    assert alternative(listing("normal", "extended"), schema, "") == NORMAL
    assert alternative(listing("normal", "extended", view="extended"), schema, "") == EXTENDED
    assert default_view(listing("summary", "erp")) == ""
    assert alternative(listing("summary", "erp"), schema, "") == EXTENDED


def test_the_extended_view_alone_is_rich_where_there_are_fewer_alternatives() -> None:
    operation, schema = listing("compact", "normal", "extended"), {"anyOf": [record("color_id"), record("color")]}
    assert alternative(operation, schema, "normal") == record("color_id")
    assert alternative(operation, schema, "extended") == record("color")


def test_the_overlay_says_which_alternative_a_view_is() -> None:
    operation = listing("web", "normal", views={"normal": "A", "web": "B"})
    assert alternative(operation, {"anyOf": [EXTENDED, NORMAL]}, "web") == NORMAL
    assert alternative(operation, {"anyOf": [EXTENDED, NORMAL]}, "") == EXTENDED


def test_a_view_of_ids_is_the_type_of_the_id() -> None:
    assert alternative(listing("ids_only"), {"anyOf": [{"type": "integer"}, NORMAL]}, "ids_only") == {"type": "integer"}


def test_alternatives_of_the_same_names_are_one_whose_values_may_be_either() -> None:
    one = {"type": "object", "properties": {"value": {"type": ["string", "null"]}}}
    other = {"type": "object", "properties": {"value": {"type": "number"}}}
    assert united([one, other])["properties"]["value"]["type"] == ["string", "number", "null"]
