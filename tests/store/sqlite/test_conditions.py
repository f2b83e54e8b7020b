"""Operators that look into the whole document: references, texts, and dates."""

from typing import Any

import pytest

from mockcore.store.records import Placement, Records, Stored
from mockcore.store.selection import Condition, Selection
from mockcore.store.sqlite.conditions import expression
from mockcore.store.sqlite.database import Database

AT = "2026-01-15T15:00:00Z"


def subjects(condition: Condition, *bodies: dict[str, Any], creator: int | None = None) -> list[str]:
    database = Database()
    database.create_tables()
    records = Records(database)
    for number, body in enumerate(bodies, 1):
        records.insert(Stored.new("rfis", number, body, AT, Placement(1, 10)), user_id=creator)
    return [record.body["subject"] for record in records.select(Selection("rfis", 1, conditions=[condition]))]


@pytest.mark.parametrize(
    "reference",
    [
        {"assignee_id": 7},
        {"assignee": {"id": 7}},
        {"assignee_ids": [3, 7]},
        {"assignees": [{"id": 3}, {"id": 7}]},
        {"assignee_party_id": 7},
    ],
)
def test_a_person_is_referred_to_in_many_ways(reference: dict[str, Any]) -> None:
    others = {"subject": "Duct", "assignee_id": 8, "manager_id": 7, "note": {"id": 7}}
    assert subjects(Condition("assignee", "refers", [7]), {"subject": "Beam", **reference}, others) == ["Beam"]


def test_who_made_a_record_is_its_creator_without_a_word_of_it_in_the_document() -> None:
    assert subjects(Condition("created_by", "refers", [7]), {"subject": "Beam"}, creator=7) == ["Beam"]
    assert subjects(Condition("assignee", "refers", [7]), {"subject": "Beam"}, creator=7) == []


def test_a_text_is_searched_in_every_value_whatever_its_case() -> None:
    bodies = {"subject": "Beam"}, {"subject": "Duct", "reply": {"text": "As the BEAM"}}, {"subject": "Pipe", "beam": 7}
    assert subjects(Condition("", "says", "%beam%"), *bodies) == ["Beam", "Duct"]


def test_what_is_of_a_day_says_so_or_was_made_on_it() -> None:
    bodies = {"subject": "Beam", "date": "2026-01-14"}, {"subject": "Duct"}
    assert subjects(Condition("date", "today", "2026-01-14"), *bodies) == ["Beam"]
    assert subjects(Condition("date", "today", "2026-01-15"), *bodies) == ["Beam", "Duct"]


def test_a_name_that_is_none_never_becomes_sql() -> None:
    with pytest.raises(ValueError, match="quote"):
        expression("quote' OR 1")
