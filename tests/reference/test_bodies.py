from typing import Any

import pytest

from mockcore.reference.bodies import ALONE, ALWAYS, NEVER, body_slice

TEXT = {"type": "string"}
RFI = {"type": "object", "required": ["subject"], "properties": {"subject": TEXT}}
IDS = {"type": "array", "items": {"type": "integer"}}


def sliced(schema: Any, rule: str = "create", singular: str = "rfi") -> dict[str, Any]:
    return body_slice(schema, ["application/json"], True, singular, rule)


@pytest.mark.parametrize(
    ("properties", "singular", "wrapper"),
    [
        ({"rfi": RFI}, "rfi", "rfi"),
        ({"company_id": {"type": "integer"}, "item": RFI}, "punch_item", "item"),
        ({"subject": TEXT}, "rfi", None),
        ({"subject": TEXT, "question": RFI, "other": RFI}, "rfi", None),
    ],
)
def test_the_wrapper_is_the_object_named_like_the_resource(properties: Any, singular: str, wrapper: str | None) -> None:
    assert sliced({"type": "object", "properties": properties}, singular=singular)["wrapper"] == wrapper


@pytest.mark.parametrize(
    ("schema", "rule", "rows"),
    [
        ({"type": "object", "properties": {"updates": {"type": "array", "items": RFI}}}, "sync", "updates"),
        ({"type": "array", "items": RFI}, "bulk_create", ""),
        ({"type": "object", "properties": {"ids": IDS}}, "bulk_delete", "ids"),
        ({"type": "object", "properties": {"ids": IDS}}, "create", None),
    ],
)
def test_rows_are_the_array_of_a_bulk_action(schema: Any, rule: str, rows: str | None) -> None:
    assert sliced(schema, rule)["rows"] == rows


def test_an_update_requires_nothing_within_the_wrapper() -> None:
    schema = {"type": "object", "required": ["rfi"], "properties": {"rfi": RFI}}
    assert "required" not in sliced(schema, "update")["schema"]["properties"]["rfi"]
    assert sliced(schema, "create")["schema"]["properties"]["rfi"]["required"] == ["subject"]


def test_what_steers_the_request_is_no_attribute() -> None:
    schema = {"type": "object", "required": ["project_id"], "properties": {"project_id": {"type": "integer"}, "rfi": RFI}}
    found = sliced(schema)
    assert (found["context"], list(found["attributes"])) == (["project_id"], ["subject"])


def test_alternative_bodies_are_read_as_one_that_requires_what_all_require() -> None:
    options = [
        {"type": "object", "required": ["rfi", name], "properties": {name: {"type": "integer"}, "rfi": RFI}}
        for name in ("company_id", "project_id")
    ]
    found = sliced({"anyOf": options})
    assert found["wrapper"] == "rfi"
    assert found["schema"]["required"] == ["rfi"]
    assert set(found["schema"]["properties"]) == {"company_id", "project_id", "rfi"}


def test_alternatives_within_the_wrapper_and_in_rows_are_read_as_one() -> None:
    inside = {"anyOf": [{**RFI, "properties": {"subject": TEXT, name: TEXT}} for name in ("number", "reference")]}
    one = sliced({"type": "object", "required": ["rfi"], "properties": {"rfi": inside}})
    assert (one["wrapper"], set(one["attributes"])) == ("rfi", {"subject", "number", "reference"})
    many = sliced({"type": "object", "properties": {"updates": {"type": "array", "items": inside}}}, "sync")
    assert set(many["schema"]["properties"]["updates"]["items"]["properties"]) == {"subject", "number", "reference"}


@pytest.mark.parametrize(
    ("beside", "rule", "inside", "demand"),
    [
        ([], "update", {}, ALWAYS),
        (["project_id"], "create", {}, ALWAYS),
        (["attachments"], "update", {}, ALONE),
        (["list_template_id"], "create", {}, ALONE),
        (["list_template_id"], "create", {"required": ["name"]}, ALWAYS),
        ([], "action", {}, NEVER),
    ],
)
def test_a_wrapper_is_demanded_unless_what_stands_beside_it_suffices(
    beside: list[str], rule: str, inside: dict[str, Any], demand: str
) -> None:
    widget = {"type": "object", "properties": {"name": {"type": "string"}}, **inside}
    schema = {"type": "object", "properties": {"widget": widget, **{name: {} for name in beside}}}
    assert body_slice(schema, ["application/json"], False, "widget", rule)["demand"] == demand
