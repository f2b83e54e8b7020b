# ruff: noqa: RUF001 - a text stays on its line, so that it can be read and replaced as one
"""Projects and their schedules."""

from __future__ import annotations

from typing import NamedTuple

from mockcore.construction.text import lines, rows


class Task(NamedTuple):
    """A schedule task in building order, with its usual duration in working days."""

    wbs: str
    name: str
    days: int


PROJECT_NAMES = lines("""
    Medical Office Building
    Elementary School
    Community Library
    Distribution Center
    Corporate Headquarters
    Mixed-Use Tower
    Student Housing
    Fire Station No. 7
    Data Center Expansion
    Hotel and Conference Center
    Parking Structure
    Apartments
    Senior Living Campus
    Research Laboratory
    Retail Center
    Water Treatment Plant
    Recreation Center
    Surgery Center Renovation
    Airport Concourse
    Courthouse Renovation
    """)
PROJECT_PREFIXES = lines("""
    Riverside
    Harbor Point
    Northgate
    Mission
    Eastlake
    Cedar Ridge
    Union Square
    Fairview
    Ocean View
    Westbrook
    Highland
    Lincoln
    Granite Falls
    Valley
    Market Street
    Oak Hill
    Bayfront
    Summit Park
    """)
PROJECT_TYPES = (
    "Commercial Office",
    "Healthcare",
    "Education",
    "Multifamily Residential",
    "Hospitality",
    "Industrial",
    "Retail",
    "Mixed-Use",
    "Infrastructure",
    "Laboratory",
    "Data Center",
    "Government",
    "Religious",
    "Sports and Recreation",
    "Parking",
)
PROJECT_STAGES = (
    "Bidding",
    "Pre-Construction",
    "Course of Construction",
    "Post-Construction",
    "Warranty",
    "Feasibility",
    "Design",
    "Closeout",
)
PROJECT_REGIONS = (
    "Pacific",
    "Northwest",
    "Mountain",
    "Southwest",
    "Texas",
    "Central",
    "Great Lakes",
    "Southeast",
    "Northeast",
    "National",
)
BID_TYPES = (
    "Competitive Bid",
    "Negotiated",
    "Design-Build",
    "Construction Manager at Risk",
    "Job Order",
    "Invited Bid",
)
OWNER_TYPES = ("Private", "Public – State", "Public – Municipal", "Federal", "Non-Profit", "Tribal")
PROGRAMS = (
    "Bond Measure 2022",
    "Campus Modernization",
    "Retail Rollout",
    "Health Campus Expansion",
    "Infrastructure Renewal",
    "Seismic Upgrade",
)
DEPARTMENTS = (
    "Commercial",
    "Healthcare",
    "Education",
    "Special Projects",
    "Preconstruction",
    "Self-Perform",
    "Accounting",
    "Safety",
    "Quality",
    "Virtual Design",
)
PROJECT_ROLES = (
    "Architect",
    "Owner's Representative",
    "Project Manager",
    "Superintendent",
    "Project Engineer",
    "Structural Engineer",
    "MEP Engineer",
    "Safety Manager",
    "Estimator",
    "Accountant",
)
PROJECT_TEXTS = lines("""
    New construction of a {n}-story steel frame building with site improvements.
    Renovation of {nn},000 square feet while the building stays occupied.
    Core and shell with tenant improvements on two floors.
    Ground-up building with concrete podium and wood frame above.
    Addition with new mechanical plant and seismic retrofit of the existing wing.
    Tilt-up building with loading docks and trailer parking.
    """)

TASKS: tuple[Task, ...] = tuple(
    Task(wbs, name, int(days))
    for wbs, name, days in rows("""
    1.1 | Notice to Proceed | 1
    1.2 | Mobilize and Set Up Site | 10
    1.3 | Submit and Approve Long-Lead Items | 45
    2.1 | Clear and Grub | 5
    2.2 | Mass Grading | 12
    2.3 | Underground Utilities | 20
    3.1 | Excavate Foundations | 8
    3.2 | Form and Pour Footings | 15
    3.3 | Foundation Walls | 12
    3.4 | Underslab Plumbing and Electrical | 10
    3.5 | Slab on Grade | 6
    4.1 | Erect Structural Steel | 25
    4.2 | Metal Deck and Detailing | 12
    4.3 | Pour Elevated Decks | 10
    4.4 | Fireproofing | 8
    5.1 | Exterior Framing and Sheathing | 18
    5.2 | Air Barrier and Flashing | 12
    5.3 | Windows and Curtain Wall | 22
    5.4 | Roofing | 15
    5.5 | Exterior Finishes | 20
    6.1 | Interior Framing | 18
    6.2 | MEP Overhead Rough-In | 25
    6.3 | In-Wall Rough-In | 15
    6.4 | In-Wall Inspection | 2
    6.5 | Insulation and Drywall | 20
    6.6 | Tape and Finish | 12
    7.1 | Prime and First Coat | 8
    7.2 | Ceiling Grid | 10
    7.3 | Tile and Flooring | 14
    7.4 | Millwork and Casework | 12
    7.5 | Doors and Hardware | 8
    7.6 | Fixtures and Devices | 12
    7.7 | Final Paint | 6
    8.1 | Elevator Installation | 30
    8.2 | Equipment Start-Up | 8
    8.3 | Test and Balance | 8
    8.4 | Commissioning | 12
    9.1 | Site Concrete and Paving | 15
    9.2 | Landscaping and Irrigation | 12
    9.3 | Final Inspections | 5
    9.4 | Punch List | 15
    9.5 | Substantial Completion | 1
    9.6 | Owner Training and Move-In | 10
    9.7 | Final Completion | 1
    """)
)
CALENDAR_EVENTS = (
    "Topping Out",
    "Owner Walk",
    "Street Closure",
    "Power Shutdown",
    "City Inspection",
    "Concrete Pour",
    "Crane Removal",
    "Steel Delivery",
    "Fire Alarm Test",
    "Holiday Shutdown",
    "Ribbon Cutting",
    "Mock-Up Review",
)
WORK_ACTIVITIES = lines("""
    Concrete placement
    Steel erection
    Framing
    Drywall hanging
    Welding
    Excavation
    Material handling
    Painting
    Pipe fitting
    Wire pulling
    Roofing
    Demolition
    Crane lift
    Grinding
    """)
CREWS = (
    "Concrete Crew 1",
    "Concrete Crew 2",
    "Framing Crew",
    "Layout Crew",
    "Carpentry Crew",
    "Labor Crew",
    "Night Crew",
    "Steel Crew A",
    "Finish Crew",
    "Punch Crew",
)
CLASSIFICATIONS: tuple[tuple[str, str], ...] = (
    ("Foreman", "F"),
    ("Journeyman", "J"),
    ("Apprentice 1st Year", "A1"),
    ("Apprentice 2nd Year", "A2"),
    ("Apprentice 3rd Year", "A3"),
    ("Operator Group 1", "O1"),
    ("Operator Group 2", "O2"),
    ("Laborer Group 1", "L1"),
    ("Laborer Group 2", "L2"),
    ("Carpenter", "C"),
)
TAGS = (
    "Long lead",
    "Critical path",
    "Owner",
    "Safety",
    "Warranty",
    "Rework",
    "Tenant",
    "Phase 1",
    "Phase 2",
    "Back charge",
    "Inspection",
    "Weather",
)

# Label and data type of fields that a company defines for itself.
CUSTOM_FIELDS = (
    ("Building Permit", "string"),
    ("Contract Area", "number"),
    ("Night Work", "boolean"),
    ("Owner's Reference", "string"),
)
