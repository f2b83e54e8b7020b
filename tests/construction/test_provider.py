"""The construction words: complete, distinct, and in agreement with each other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from faker import Faker

from mockcore.construction import ConstructionProvider, costs, drawings, masterformat, projects, trades
from mockcore.construction.punch import PUNCH_ITEMS
from mockcore.construction.rfis import RFIS

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def words() -> ConstructionProvider:
    faker = Faker()
    faker.seed_instance(7)
    return ConstructionProvider(faker)


def test_faker_accepts_the_provider() -> None:
    faker = Faker()
    faker.add_provider(ConstructionProvider)
    faker.seed_instance(7)
    assert faker.trade() in trades.TRADES


def test_sections_are_many_distinct_and_in_a_known_division() -> None:
    numbers = [section.number for section in masterformat.SECTIONS]
    assert len(numbers) >= 150
    assert len(set(numbers)) == len(numbers)
    assert {section.division for section in masterformat.SECTIONS} <= set(masterformat.DIVISIONS)


def test_cost_codes_are_many_distinct_and_in_a_known_division() -> None:
    full_codes = [cost.full_code for cost in costs.COST_CODES]
    assert len(full_codes) >= 120
    assert len(set(full_codes)) == len(full_codes)
    assert {cost.division for cost in costs.COST_CODES} <= set(masterformat.DIVISIONS)
    assert {cost.unit for cost in costs.COST_CODES} <= set(costs.UNITS)


def test_the_seven_cost_types_have_their_codes() -> None:
    assert [cost_type.code for cost_type in costs.COST_TYPES] == ["L", "E", "M", "S", "OC", "SVC", "O"]


def test_every_trade_has_sections_a_discipline_rfis_and_punch_items(words: ConstructionProvider) -> None:
    for trade in trades.TRADES:
        assert words.spec_section(trade).number.startswith(trades.TRADES[trade].sections)
        assert trades.TRADES[trade].discipline in drawings.SHEETS_OF
    assert set(RFIS) == set(PUNCH_ITEMS) == set(trades.TRADES)


def test_every_discipline_has_sheets_and_their_numbers_open_with_its_letter(words: ConstructionProvider) -> None:
    for letter in drawings.DISCIPLINES:
        assert words.drawing(letter).number.rstrip("0123456789.") == letter


def test_the_slots_of_every_rfi_and_punch_item_are_known(words: ConstructionProvider) -> None:
    for table in (RFIS, PUNCH_ITEMS):
        for row in (row for found in table.values() for row in found):
            assert all("{" not in words.fill(cell) for cell in row)


def test_subject_question_and_answer_of_an_rfi_speak_of_the_same_room(words: ConstructionProvider) -> None:
    found = [words.rfi("Ceilings") for _ in range(20)]
    for rfi in (rfi for rfi in found if rfi.title.startswith("Ceiling height at ")):
        assert rfi.title.removeprefix("Ceiling height at ") in rfi.text


def test_a_location_is_a_path(words: ConstructionProvider) -> None:
    assert all(" > " in words.location() for _ in range(50))


def test_schedule_tasks_follow_the_building_order_with_durations() -> None:
    order = [tuple(map(int, task.wbs.split("."))) for task in projects.TASKS]
    assert order == sorted(order)
    assert all(task.days >= 1 for task in projects.TASKS)
