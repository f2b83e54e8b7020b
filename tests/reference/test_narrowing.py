from typing import Any

from mockcore.reference.narrowing import narrow
from mockcore.reference.schema import properties
from tests.world import PROJECT, World, world

__all__ = ["world"]

BODY = {"type": "object", "properties": {"form": {"type": "object", "properties": {
    "unit": {"type": "string"}, "size": {"type": ["string", "null"]}, "day": {"type": "string"}, "note": {"type": "string"},
    "rows_attributes": {"type": "array", "items": {"type": "object", "properties": {"unit": {"type": "string"}}}},
}}}}  # fmt: skip
ANSWER = {"type": "object", "properties": {
    "unit": {"type": ["string", "null"], "enum": ["ea", "ls", None]}, "size": {"type": ["integer", "null"]},
    "day": {"type": ["string", "null"], "format": "date"}, "note": {"type": "string"},
    "rows": {"type": "array", "items": {"type": "object", "properties": {"unit": {"type": "string", "enum": ["m"]}}}},
}}  # fmt: skip
ENTRIES = [{"kind": "forms", "rule": "create"}, {"kind": "forms", "rule": "show"}]


def narrowed(*answers: Any) -> Any:
    slices: list[dict[str, Any]] = [
        {"body": {"schema": BODY, "wrapper": "form", "rows": None, "attributes": {}}, "response": answers[0]},
        *({"body": None, "response": answer} for answer in answers),
    ]
    entries = [ENTRIES[0], *(ENTRIES[1] for _ in answers)]
    narrow(entries, slices, {"forms": {"written": {"rows_attributes": "rows"}}})
    return properties(slices[0]["body"]["schema"]["properties"]["form"])


def test_a_free_text_has_the_choices_the_day_or_the_number_of_the_answers() -> None:
    fields = narrowed(ANSWER)
    assert fields["unit"] == {"type": "string", "enum": ["ea", "ls"]}
    assert fields["size"] == {"type": ["integer", "null"]}
    assert fields["day"] == {"type": "string", "format": "date"}
    assert fields["note"] == {"type": "string"}


def test_rows_that_are_shown_by_another_name_are_held_to_it() -> None:
    rows = narrowed(ANSWER)["rows_attributes"]
    assert properties(rows["items"])["unit"]["enum"] == ["m"]


def test_one_answer_that_shows_any_text_is_enough_to_take_any() -> None:
    assert narrowed(ANSWER, BODY["properties"]["form"])["unit"] == {"type": "string"}  # type: ignore[index]


def test_what_no_answer_can_show_is_refused(world: World) -> None:
    body = {"project_id": PROJECT, "punch_item": {"name": "Door", "cost_impact": "a lot"}}
    status, answer = world.ask("POST", "/rest/v1.0/punch_items", body)
    assert (status, answer) == (422, {"errors": {"cost_impact": ["is not included in the list"]}})
