"""Trades, the specification divisions each works from, and the names of the firms that do the work."""

from __future__ import annotations

from typing import NamedTuple

from mockcore.construction.text import lines, rows


class Trade(NamedTuple):
    """A trade: ``sections`` are the number prefixes it works from, ``discipline`` the drawings it builds from,
    ``firm`` how companies of the trade call themselves."""

    name: str
    sections: tuple[str, ...]
    discipline: str
    firm: tuple[str, ...]


TRADES: dict[str, Trade] = {
    name: Trade(name, tuple(sections.split(", ")), discipline, tuple(firm.split(", ")))
    for name, sections, discipline, firm in rows("""
    Demolition | 02 | AD | Demolition, Wrecking, Abatement & Demolition
    Concrete | 03 | S | Concrete, Concrete Construction, Concrete Structures
    Masonry | 04 | A | Masonry, Brick & Stone, Masonry Contractors
    Structural Steel | 05 12, 05 21, 05 31 | S | Steel, Steel Erectors, Ironworks
    Miscellaneous Metals | 05 50, 05 51, 05 52, 05 70 | A | Metal Fabricators, Ornamental Iron, Metals
    Rough Carpentry | 06 10, 06 16, 06 17 | S | Framing, Carpentry, Builders
    Millwork | 06 2, 06 4, 06 6 | ID | Millwork, Architectural Woodwork, Cabinetry
    Waterproofing | 07 1, 07 27, 07 92, 07 95 | A | Waterproofing, Restoration & Waterproofing, Building Envelope
    Roofing | 07 5, 07 6, 07 7 | A | Roofing, Roofing & Sheet Metal, Roof Systems
    Fireproofing | 07 8 | A | Fireproofing, Firestop, Insulation & Fireproofing
    Doors & Hardware | 08 1, 08 3, 08 71 | A | Door & Hardware, Door Supply, Openings
    Glazing | 08 4, 08 5, 08 6, 08 8 | A | Glass, Glazing, Glass & Aluminum
    Drywall | 09 2, 05 40 | A | Drywall, Interiors, Wall Systems
    Tile | 09 3 | ID | Tile, Tile & Stone, Tile & Marble
    Ceilings | 09 5 | A | Acoustics, Ceilings, Acoustical Interiors
    Flooring | 09 6 | ID | Flooring, Commercial Floors, Floor Coverings
    Painting | 09 7, 09 9 | ID | Painting, Coatings, Painting & Wallcovering
    Specialties | 10, 12 | A | Specialties, Building Specialties, Architectural Products
    Elevators | 14 | A | Elevator, Vertical Transportation, Elevator Services
    Fire Protection | 21 | FP | Fire Protection, Sprinkler, Fire Systems
    Plumbing | 22 | P | Plumbing, Plumbing & Heating, Mechanical & Plumbing
    HVAC | 23 | M | Mechanical, Heating & Air, HVAC Services
    Electrical | 26 | E | Electric, Electrical Contractors, Power & Light
    Low Voltage | 27, 28 | T | Technologies, Communications, Low Voltage Systems
    Earthwork | 31 | C | Excavating, Grading, Earthworks
    Paving | 32 1 | C | Paving, Asphalt, Paving & Striping
    Landscaping | 32 8, 32 9 | L | Landscape, Landscaping & Irrigation, Grounds
    Utilities | 33 | C | Utilities, Underground, Pipeline
    """)
}

TRADE_NAMES: tuple[str, ...] = tuple(TRADES)

FIRM_FIRST_WORDS: tuple[str, ...] = lines("""
    Cascade
    Summit
    Bayview
    Ironwood
    Blue Ridge
    Keystone
    Lakeshore
    Red Rock
    Granite Peak
    Harbor
    Evergreen
    Tri-County
    Copper Canyon
    Pioneer
    Northgate
    Sierra
    Prairie
    Stonebridge
    Twin Rivers
    Westfield
    Coastal
    High Plains
    Silver Creek
    Cedar Hill
    Midland
    Capitol
    Golden Valley
    Metro
    Piedmont
    Lone Star
    Palisade
    Riverbend
    Foothill
    Clearwater
    Oak Park
    Union
    Mesa Verde
    Great Lakes
    Patriot
    Heartland
    """)

FIRM_ENDINGS: tuple[str, ...] = ("Inc.", "LLC", "Co.", "Corp.", "Group", "& Sons", "Ltd.", "")

OTHER_FIRMS: tuple[str, ...] = lines("""
    Architects
    Architecture + Design
    Structural Engineers
    Consulting Engineers
    MEP Engineering
    Civil Engineering
    Geotechnical
    Testing & Inspection
    Surveying
    Commissioning
    Building Supply
    Equipment Rental
    Ready-Mix
    Crane & Rigging
    Scaffold
    Cleaning Services
    Waste Services
    Security
    """)

GENERAL_CONTRACTORS: tuple[str, ...] = ("Builders", "Construction", "Contractors", "Constructors", "Building Company")
OWNERS: tuple[str, ...] = (
    "Development Partners",
    "Properties",
    "Health System",
    "Unified School District",
    "Realty Trust",
    "University",
    "Holdings",
    "Housing Authority",
)

JOB_TITLES: tuple[str, ...] = lines("""
    Project Executive
    Senior Project Manager
    Project Manager
    Assistant Project Manager
    Project Engineer
    Field Engineer
    Office Engineer
    General Superintendent
    Superintendent
    Assistant Superintendent
    MEP Coordinator
    VDC Manager
    BIM Coordinator
    Safety Manager
    Site Safety Representative
    Quality Control Manager
    Preconstruction Manager
    Chief Estimator
    Estimator
    Scheduler
    Project Accountant
    Contracts Administrator
    Document Control Specialist
    Carpenter Foreman
    Concrete Foreman
    Labor Foreman
    Journeyman Carpenter
    Journeyman Electrician
    Apprentice Plumber
    Pipefitter
    Ironworker
    Equipment Operator
    Tower Crane Operator
    Laborer
    Surveyor
    Architect
    Project Architect
    Structural Engineer
    Mechanical Engineer
    Owner's Representative
    """)


def sections_of(trade: str, numbers: tuple[str, ...]) -> tuple[str, ...]:
    """The section numbers among ``numbers`` that the trade works from."""
    return tuple(number for number in numbers if number.startswith(TRADES[trade].sections))
