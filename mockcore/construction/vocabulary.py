"""What one record is about, and templates with slots filled from the words of construction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, NamedTuple, Protocol, TypeVar

from mockcore.construction import drawings, places, trades
from mockcore.construction.text import Rows, Slots

T = TypeVar("T")


class Topic(NamedTuple):
    """What one record is about. ``label`` is its type, category or reason; ``number`` its own code or
    sheet number, ``reference`` the sheet or specification section that it speaks of."""

    title: str = ""
    text: str = ""
    answer: str = ""
    label: str = ""
    trade: str = ""
    number: str = ""
    reference: str = ""
    unit: str = ""
    unit_cost: float = 0.0
    days: int = 0


def _firm(random: Random) -> str:
    trade = trades.TRADES[random.choice(trades.TRADE_NAMES)]
    return f"{random.choice(trades.FIRM_FIRST_WORDS)} {random.choice(trade.firm)}"


def drawing_number(random: Random, letter: str = "A") -> str:
    """The number of a sheet of the discipline with that letter: "A2.01"."""
    sheet = random.choice(drawings.SHEETS_OF[letter])
    return f"{letter}{sheet.series}.{random.randint(1, 9):02d}"


def _room(random: Random) -> str:
    if random.random() < 0.25:
        return random.choice(places.AREAS)
    return f"Room {random.randint(1, 5)}{random.randint(1, 40):02d}"


FILLERS: dict[str, Callable[[Random], str]] = {
    "floor": lambda random: random.choice(places.FLOORS),
    "building": lambda random: random.choice(places.BUILDINGS),
    "room": _room,
    "grid": lambda random: f"{random.choice('ABCDEFGHJK')}-{random.randint(1, 12)}",
    "side": lambda random: random.choice(("north", "south", "east", "west")),
    "n": lambda random: str(random.randint(2, 9)),
    "nn": lambda random: str(random.randint(12, 96)),
    "drawing": drawing_number,
    "detail": lambda random: f"{random.randint(1, 12)}/{drawing_number(random)}",
    "panel": lambda random: f"{random.choice('LHR')}P-{random.randint(1, 5)}{random.choice('AB')}",
    "company": _firm,
    "trade": lambda random: random.choice(trades.TRADE_NAMES),
}


class Generator(Protocol):
    """What chance comes from: a scene, or Faker's own generator."""

    @property
    def random(self) -> Random:
        """The random numbers that everything is drawn from."""


class Vocabulary:
    """Choices and filled templates. Every method draws only from the generator's own random numbers."""

    def __init__(self, generator: Generator) -> None:
        self.generator = generator

    @property
    def _random(self) -> Random:
        return self.generator.random

    def _choice(self, options: Sequence[T]) -> T:
        return self._random.choice(options)

    def one_of(self, options: Sequence[T]) -> T:
        """One of the options."""
        return self._choice(options)

    def fill(self, template: str, **values: str) -> str:
        """The template with ``{floor}``, ``{room}``, ``{grid}`` and the other slots filled."""
        return Slots(self._random, FILLERS, **values).fill(template)

    def topic(self, table: Rows, *columns: str) -> Topic:
        """One row of a table as a topic; ``columns`` names the topic field that each cell fills."""
        slots = Slots(self._random, FILLERS)
        cells = self._choice(table)
        filled: dict[str, Any] = {column: slots.fill(cell) for column, cell in zip(columns, cells, strict=True)}
        return Topic(**filled)
