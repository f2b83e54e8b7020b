# ruff: noqa: RUF001 - a text stays on its line, so that it can be read and replaced as one
"""Drawing disciplines with the sheets each has: numbers and titles agree with the discipline."""

from __future__ import annotations

from typing import NamedTuple

from mockcore.construction.text import rows


class Discipline(NamedTuple):
    """A drawing discipline: ``letter`` opens its sheet numbers."""

    letter: str
    name: str


class Sheet(NamedTuple):
    """One kind of sheet: ``series`` is the digit after the letter; ``title`` may hold ``{floor}``."""

    letter: str
    series: str
    title: str


DISCIPLINES: dict[str, Discipline] = {
    letter: Discipline(letter, name)
    for letter, name in rows("""
    G | General
    C | Civil
    L | Landscape
    AD | Demolition
    A | Architectural
    ID | Interiors
    S | Structural
    FP | Fire Protection
    P | Plumbing
    M | Mechanical
    E | Electrical
    T | Telecommunications
    FA | Fire Alarm
    SC | Security
    FS | Food Service
    """)
}

SHEETS: tuple[Sheet, ...] = tuple(
    Sheet(letter, series, title)
    for letter, series, title in rows("""
    G | 0 | Cover Sheet
    G | 0 | Drawing Index and Symbols
    G | 1 | Code Analysis and Egress Plan
    G | 2 | Life Safety Plan – {floor}
    C | 1 | Existing Conditions and Demolition Plan
    C | 2 | Site Layout Plan
    C | 3 | Grading and Drainage Plan
    C | 4 | Utility Plan
    C | 5 | Erosion Control Plan
    C | 6 | Site Details
    L | 1 | Planting Plan
    L | 2 | Irrigation Plan
    L | 3 | Hardscape Plan
    L | 5 | Landscape Details
    AD | 1 | Demolition Plan – {floor}
    AD | 2 | Demolition Reflected Ceiling Plan – {floor}
    A | 0 | Partition Types
    A | 1 | Architectural Site Plan
    A | 2 | {floor} – Floor Plan
    A | 2 | {floor} – Reflected Ceiling Plan
    A | 2 | Roof Plan
    A | 3 | Exterior Elevations
    A | 4 | Building Sections
    A | 4 | Wall Sections
    A | 5 | Exterior Details
    A | 6 | Door and Frame Schedule
    A | 7 | Enlarged Toilet Room Plans
    A | 8 | Stair and Elevator Sections
    A | 9 | Interior Elevations
    ID | 1 | Finish Plan – {floor}
    ID | 2 | Furniture Plan – {floor}
    ID | 5 | Millwork Details
    S | 0 | General Structural Notes
    S | 1 | Foundation Plan
    S | 2 | Framing Plan – {floor}
    S | 3 | Column Schedule
    S | 4 | Braced Frame Elevations
    S | 5 | Foundation Details
    S | 6 | Steel Details
    FP | 1 | Fire Protection Plan – {floor}
    FP | 5 | Fire Pump and Riser Details
    P | 0 | Plumbing Legend and Schedules
    P | 1 | Underground Plumbing Plan
    P | 2 | Domestic Water Plan – {floor}
    P | 3 | Waste and Vent Plan – {floor}
    P | 5 | Plumbing Riser Diagrams
    M | 0 | Mechanical Legend and Schedules
    M | 2 | Ductwork Plan – {floor}
    M | 3 | Hydronic Piping Plan – {floor}
    M | 4 | Mechanical Sections
    M | 6 | Mechanical Details
    M | 7 | Control Diagrams
    E | 0 | Electrical Legend and Notes
    E | 1 | Site Electrical Plan
    E | 2 | Power Plan – {floor}
    E | 3 | Lighting Plan – {floor}
    E | 5 | One-Line Diagram
    E | 6 | Panel Schedules
    T | 2 | Telecommunications Plan – {floor}
    T | 5 | Telecommunications Room Layouts
    FA | 2 | Fire Alarm Plan – {floor}
    FA | 5 | Fire Alarm Riser Diagram
    SC | 2 | Security Plan – {floor}
    FS | 1 | Food Service Equipment Plan
    """)
)

SHEETS_OF: dict[str, tuple[Sheet, ...]] = {
    letter: tuple(sheet for sheet in SHEETS if sheet.letter == letter) for letter in DISCIPLINES
}

DRAWING_SETS: tuple[str, ...] = (
    "50% Design Development",
    "100% Design Development",
    "50% Construction Documents",
    "Permit Set",
    "Bid Set",
    "Addendum 1",
    "Issued for Construction",
    "ASI 01",
    "ASI 02",
    "ASI 03",
    "Bulletin 1",
    "Bulletin 2",
    "Conformed Set",
    "Shop Drawing Set",
    "Record Drawings",
)
DRAWING_AREAS: tuple[str, ...] = (
    "Building A",
    "Building B",
    "North Wing",
    "South Wing",
    "East Wing",
    "West Wing",
    "Parking Structure",
    "Podium",
    "Tower",
    "Site",
)
