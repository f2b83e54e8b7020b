from random import Random

import pytest
from faker import Faker

from mockcore.construction.drawings import DISCIPLINES
from mockcore.construction.vocabulary import FILLERS, Topic, Vocabulary, drawing_number


@pytest.fixture
def words() -> Vocabulary:
    faker = Faker()
    faker.seed_instance(7)
    return Vocabulary(faker)


def test_every_slot_has_a_filler(words: Vocabulary) -> None:
    assert all("{" not in words.fill("{" + slot + "}") for slot in FILLERS)


def test_a_value_that_is_passed_wins_over_a_drawn_one(words: Vocabulary) -> None:
    assert words.fill("{floor} {trade}", floor="Roof", trade="Roofing") == "Roof Roofing"


def test_a_topic_has_the_cells_of_one_row(words: Vocabulary) -> None:
    assert words.topic((("Leak", "Seal it."),), "title", "text") == Topic("Leak", "Seal it.")


@pytest.mark.parametrize("letter", DISCIPLINES)
def test_a_sheet_s_number_begins_with_its_discipline(letter: str) -> None:
    assert drawing_number(Random(7), letter).startswith(letter)
