"""The people, place, firm and topic of one record: drawn at first use, then the same for all its fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from random import Random
from typing import NamedTuple

from mockcore.construction.kinds import recipe_for
from mockcore.construction.names import FIRST_NAMES, LAST_NAMES, STREETS
from mockcore.construction.places import Town
from mockcore.construction.provider import ConstructionProvider
from mockcore.construction.vocabulary import Topic


class Person(NamedTuple):
    """A person whose name, e-mail address and initials agree."""

    first_name: str
    last_name: str
    email: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def initials(self) -> str:
        """The first letters of both names."""
        return self.first_name[0] + self.last_name[0]


def slug(words: str) -> str:
    """Words as a part of a host name or of a file name."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


class Scene:
    """What the fields of one record share. It stands in for a Faker generator: providers read ``random`` from it."""

    def __init__(self, random: Random, kind: str, now: datetime) -> None:
        self.random = random
        self.kind = kind
        self.now = now

    @property
    def words(self) -> ConstructionProvider:
        """The provider on this scene: not kept, so that nothing lives on in a circle."""
        return ConstructionProvider(self)

    @cached_property
    def topic(self) -> Topic:
        """What the record is about."""
        return recipe_for(self.kind)(self.words)

    @cached_property
    def _sentences(self) -> dict[str, str]:
        return {}

    def sentence(self, meaning: str, own: str, others: Sequence[str]) -> str:
        """The text of a field of that meaning: its own, or one of the others, so that no two meanings have one sentence."""
        if meaning not in self._sentences:
            taken = self._sentences.values()
            free = [text for text in others if text not in taken] or others
            self._sentences[meaning] = own if own and own not in taken else self.words.fill(self.random.choice(free))
        return self._sentences[meaning]

    @cached_property
    def trade(self) -> str:
        """The trade of the topic, or some trade."""
        return self.topic.trade or self.words.trade()

    @cached_property
    def town(self) -> Town:
        """Where the record's address lies."""
        return self.words.town()

    @cached_property
    def firm(self) -> str:
        """The company: the record itself if it is one, else the person's employer."""
        if self.kind in {"vendors", "vendor", "companies", "company"}:
            return self.topic.title
        return self.words.company_name()

    @cached_property
    def host(self) -> str:
        """The firm's host name, in the domain reserved for examples."""
        return f"{slug(self.firm)}.example"

    @cached_property
    def person(self) -> Person:
        """The record's person, employed by the firm."""
        first = self.random.choice(FIRST_NAMES)
        last = self.random.choice(LAST_NAMES)
        return Person(first, last, f"{slug(first)}.{slug(last)}@{self.host}")

    @cached_property
    def street(self) -> str:
        """House number and street."""
        return self.random.choice(STREETS)

    @cached_property
    def weather(self) -> dict[str, str]:
        """The day's weather."""
        return self.words.weather()

    @cached_property
    def file_name(self) -> str:
        """The name of the record's file."""
        name = recipe_for("files")(self.words).title
        return f"{slug(name.rpartition('.')[0])}-{self.random.randint(1, 99):02d}.{name.rpartition('.')[2]}"

    def phone(self) -> str:
        """A telephone number of the town, in the range kept free for fiction."""
        return f"({self.town.area_code}) 555-01{self.random.randrange(100):02d}"
