# ruff: noqa: RUF001 - a dash between a sheet's number and its title is how sheets are written
"""The Faker provider: ``Faker().add_provider(ConstructionProvider)`` gives ``fake.rfi()``, ``fake.drawing()``."""

from __future__ import annotations

from typing import Any

from mockcore.construction import costs, dailylogs, drawings, equipment, masterformat, places, projects, trades
from mockcore.construction.paperwork import SUBMITTAL_TYPES
from mockcore.construction.punch import PUNCH_ITEMS
from mockcore.construction.quality import INSPECTIONS
from mockcore.construction.rfis import RFIS
from mockcore.construction.site_words import SiteWords
from mockcore.construction.text import Rows, Slots
from mockcore.construction.vocabulary import FILLERS, Topic, drawing_number


class ConstructionProvider(SiteWords):
    """Construction vocabulary. Every method draws only from the generator's own random numbers, so that the same
    seed gives the same words on every machine."""

    def job_title(self) -> str:
        """A job title: "Assistant Superintendent"."""
        return self._choice(trades.JOB_TITLES)

    def spec_division(self) -> Topic:
        """A MasterFormat division: number "03", title "Concrete"."""
        number = self._choice(tuple(masterformat.DIVISIONS))
        return Topic(masterformat.DIVISIONS[number], number=number)

    def spec_section(self, trade: str | None = None) -> masterformat.Section:
        """A MasterFormat section, of the trade if one is named. Raises: KeyError for an unknown trade."""
        if trade is None:
            return self._choice(masterformat.SECTIONS)
        numbers = trades.sections_of(trade, tuple(masterformat.SECTION_BY_NUMBER))
        return masterformat.SECTION_BY_NUMBER[self._choice(numbers)]

    def cost_code(self) -> costs.CostCode:
        """A cost code: "03-300", Cast-in-Place Concrete."""
        return self._choice(costs.COST_CODES)

    def cost_type(self) -> costs.CostType:
        """One of the seven default cost types."""
        return self._choice(costs.COST_TYPES)

    def unit_of_measure(self) -> str:
        """A unit's symbol: "sf"."""
        return self._choice(tuple(costs.UNITS))

    def drawing_discipline(self) -> drawings.Discipline:
        """A drawing discipline: "S", Structural."""
        return self._choice(tuple(drawings.DISCIPLINES.values()))

    def drawing(self, discipline: str | None = None) -> Topic:
        """A sheet: number "A2.01", title, and its discipline as label. ``discipline`` is a letter as in "FP"."""
        letter = discipline or self.drawing_discipline().letter
        sheet = self._choice(drawings.SHEETS_OF[letter])
        title = self.fill(sheet.title)
        number = f"{letter}{sheet.series}.{self._random.randint(1, 24):02d}"
        return Topic(title, label=drawings.DISCIPLINES[letter].name, number=number, text=f"{number} – {title}")

    def location(self) -> str:
        """A path: "Building A > Level 2 > Room 204"."""
        if self._random.random() < 0.15:
            return self._choice(places.OUTDOORS)
        return " > ".join((self._choice(places.BUILDINGS), *self._floor_and_room()))

    def _floor_and_room(self) -> tuple[str, str]:
        floor = self._random.randint(1, len(places.FLOORS))
        room = f"Room {floor}{self._random.randint(1, 40):02d}"
        return places.FLOORS[floor - 1], room if self._random.random() < 0.7 else self._choice(places.AREAS)

    def town(self) -> places.Town:
        """A town with its zip code, area code, position and time zone."""
        return self._choice(places.TOWNS)

    def project_name(self) -> str:
        """A project name: "Harbor Point Medical Office Building"."""
        return f"{self._choice(projects.PROJECT_PREFIXES)} {self._choice(projects.PROJECT_NAMES)}"

    def rfi(self, trade: str | None = None) -> Topic:
        """A request for information: subject, question (text) and answer that belong together."""
        return self._by_trade(RFIS, trade, "title", "text", "answer")

    def punch_item(self, trade: str | None = None) -> Topic:
        """A punch item: what is wrong (title) and what to do (text)."""
        return self._by_trade(PUNCH_ITEMS, trade, "title", "text")

    def _by_trade(self, table: dict[str, Rows], trade: str | None, *columns: str) -> Topic:
        trade = trade or self.trade()
        number = drawing_number(self._random, trades.TRADES[trade].discipline)
        slots = Slots(self._random, FILLERS, drawing=number, detail=f"{self._random.randint(1, 12)}/{number}", trade=trade)
        cells = self._choice(table[trade])
        filled: dict[str, Any] = {column: slots.fill(cell) for column, cell in zip(columns, cells, strict=True)}
        return Topic(**filled, trade=trade, reference=number)

    def submittal(self, trade: str | None = None) -> Topic:
        """A submittal: title by specification section (reference), its type as label."""
        trade = trade or self.trade()
        section = self.spec_section(trade)
        kind = self._choice(tuple(SUBMITTAL_TYPES))
        text = SUBMITTAL_TYPES[kind].format(title=section.title)
        return Topic(f"{section.title} – {kind}", text, label=kind, trade=trade, reference=section.number)

    def contract(self, trade: str | None = None) -> Topic:
        """A subcontract or purchase order: title and scope of a trade."""
        trade = trade or self.trade()
        section = self.spec_section(trade)
        text = f"Furnish and install {section.title.lower()} and related work of section {section.number}, complete."
        return Topic(f"{trade} – {self._choice(places.BUILDINGS)}", text, label=trade, trade=trade, number=section.number)

    def inspection(self) -> Topic:
        """An inspection or checklist: its name, and its type as label."""
        name = self._choice(tuple(INSPECTIONS))
        return Topic(name, f"{name} at {self.location()}.", label=INSPECTIONS[name][0])

    def inspection_item(self, inspection: str | None = None) -> str:
        """One line of a checklist, of the inspection if one is named."""
        return self._choice(INSPECTIONS[inspection or self._choice(tuple(INSPECTIONS))][1])

    def machine(self) -> equipment.Machine:
        """A machine with its category, make and model."""
        return self._choice(equipment.MACHINES)

    def schedule_task(self) -> projects.Task:
        """A schedule task with its place in the building order and its usual duration in working days."""
        return self._choice(projects.TASKS)

    def weather(self) -> dict[str, str]:
        """A day's weather in the words of a daily log: sky, ground, wind, temperature, precipitation, comments."""
        sky = self._random.randrange(len(dailylogs.SKIES))
        wet = dailylogs.SKIES[sky] in {"Light Rain", "Heavy Rain", "Snow"}
        low = self._random.randint(38, 70)
        return {
            "sky": dailylogs.SKIES[sky],
            "ground": self._choice(dailylogs.GROUNDS[1:] if wet else dailylogs.GROUNDS[:2]),
            "wind": self._choice(dailylogs.WINDS),
            "temperature": f"{low} °F - {low + self._random.randint(8, 22)} °F",
            "average": f"{low + 8} °F",
            "precipitation": f"{self._random.randint(1, 18) / 10} in" if wet else "0 in",
            "calamity": "None" if self._random.random() < 0.85 else self._choice(dailylogs.CALAMITIES),
            "comments": self._choice(dailylogs.WEATHER_NOTES),
        }
