"""Cost types, cost codes, units and price ranges.

Source: the default cost types and their codes, https://support.procore.com/faq/what-are-procores-default-cost-types;
the cost codes are ours, in the division-section form common among general contractors.
"""

from __future__ import annotations

from typing import NamedTuple

from mockcore.construction.text import rows


class CostType(NamedTuple):
    """A default cost type, ``base_type`` being the word of the API's enumeration."""

    code: str
    name: str
    base_type: str


class CostCode(NamedTuple):
    """A cost code: ``full_code`` "03-300" is ``division`` "03" and ``code`` "300"; ``unit`` and the usual unit cost
    in US dollars belong to its typical line item."""

    full_code: str
    name: str
    unit: str
    unit_cost: float

    @property
    def division(self) -> str:
        """The two digits of the division."""
        return self.full_code[:2]

    @property
    def code(self) -> str:
        """The code within its division."""
        return self.full_code[3:]


COST_TYPES: tuple[CostType, ...] = (
    CostType("L", "Labor", "labor"),
    CostType("E", "Equipment", "equipment"),
    CostType("M", "Materials", "materials"),
    CostType("S", "Commitment", "commitment"),
    CostType("OC", "Owner Cost", "owner_cost"),
    CostType("SVC", "Professional Services", "professional_services"),
    CostType("O", "Other", "other"),
)

UNITS: dict[str, str] = {
    row[0]: row[1]
    for row in rows("""
    ea | Each
    ls | Lump Sum
    hr | Hours
    day | Days
    wk | Weeks
    mo | Months
    sf | Square Feet
    sy | Square Yards
    lf | Linear Feet
    cf | Cubic Feet
    cy | Cubic Yards
    ton | Tons
    lb | Pounds
    gal | Gallons
    ac | Acres
    sq | Squares
    bf | Board Feet
    %  | Percent
    """)
}

COST_CODES: tuple[CostCode, ...] = tuple(
    CostCode(full_code, name, unit, float(unit_cost))
    for full_code, name, unit, unit_cost in rows("""
    01-002 | Project Executive | wk | 4800
    01-010 | Project Manager | wk | 3900
    01-012 | Project Engineer | wk | 2900
    01-014 | Superintendent | wk | 3800
    01-016 | Assistant Superintendent | wk | 3000
    01-018 | Safety Manager | wk | 3100
    01-020 | Project Accounting | wk | 2300
    01-210 | Allowances | ls | 25000
    01-310 | Permits and Fees | ls | 18500
    01-320 | Scheduling | mo | 2200
    01-330 | Photographic Documentation | mo | 850
    01-410 | Testing and Inspections | mo | 7400
    01-500 | Temporary Facilities | mo | 3600
    01-510 | Temporary Utilities | mo | 4200
    01-520 | Site Trailer and Office | mo | 1850
    01-530 | Temporary Fencing | lf | 9.5
    01-540 | Hoisting and Crane Service | day | 2950
    01-560 | Scaffolding | sf | 3.4
    01-570 | Erosion Control | ls | 12500
    01-580 | Project Signage | ls | 3500
    01-740 | Progress Cleaning | wk | 1450
    01-742 | Dumpsters and Hauling | ea | 640
    01-760 | Final Cleaning | sf | 0.65
    01-770 | Closeout Documents | ls | 6500
    01-900 | General Liability Insurance | ls | 84000
    01-910 | Performance and Payment Bonds | ls | 96000
    01-950 | Contractor Fee | ls | 310000
    02-300 | Subsurface Investigation | ls | 16000
    02-410 | Selective Demolition | sf | 6.8
    02-416 | Building Demolition | sf | 8.2
    02-820 | Hazardous Material Abatement | sf | 14
    03-100 | Concrete Formwork | sf | 14.5
    03-200 | Reinforcing Steel | ton | 2850
    03-300 | Cast-in-Place Concrete | cy | 265
    03-310 | Foundations and Footings | cy | 410
    03-320 | Slab on Grade | sf | 9.75
    03-330 | Elevated Slabs | sf | 22.5
    03-350 | Concrete Finishing | sf | 1.9
    03-380 | Post-Tensioning | lb | 1.75
    03-400 | Precast Concrete | sf | 48
    03-540 | Floor Leveling | sf | 4.25
    04-200 | Unit Masonry | sf | 32
    04-220 | Concrete Masonry Units | sf | 21
    04-400 | Stone Veneer | sf | 58
    04-720 | Cast Stone | lf | 96
    05-120 | Structural Steel | ton | 5650
    05-210 | Steel Joists | ton | 4700
    05-310 | Metal Decking | sf | 5.4
    05-400 | Cold-Formed Framing | sf | 11.5
    05-500 | Miscellaneous Metals | ls | 74000
    05-510 | Metal Stairs | ea | 21500
    05-520 | Handrails and Railings | lf | 185
    06-100 | Rough Carpentry | bf | 3.1
    06-160 | Sheathing | sf | 2.6
    06-170 | Wood Trusses | sf | 7.9
    06-200 | Finish Carpentry | lf | 18
    06-400 | Architectural Millwork | lf | 420
    06-610 | Solid Surface Countertops | sf | 105
    07-110 | Dampproofing | sf | 2.2
    07-140 | Waterproofing | sf | 8.9
    07-210 | Insulation | sf | 2.4
    07-270 | Air Barriers | sf | 6.1
    07-420 | Metal Wall Panels | sf | 44
    07-500 | Membrane Roofing | sq | 1480
    07-620 | Flashing and Sheet Metal | lf | 26
    07-810 | Applied Fireproofing | sf | 3.3
    07-840 | Firestopping | ls | 28000
    07-920 | Joint Sealants | lf | 6.2
    08-110 | Hollow Metal Doors and Frames | ea | 1150
    08-140 | Wood Doors | ea | 780
    08-330 | Coiling Doors | ea | 8400
    08-410 | Storefront | sf | 78
    08-440 | Curtain Wall | sf | 128
    08-510 | Windows | ea | 1350
    08-620 | Skylights | ea | 5200
    08-710 | Finish Hardware | ea | 865
    08-800 | Glazing | sf | 42
    09-210 | Gypsum Board Assemblies | sf | 7.8
    09-220 | Metal Stud Framing | sf | 5.9
    09-240 | Plaster and Stucco | sf | 16
    09-300 | Ceramic Tile | sf | 21
    09-510 | Acoustical Ceilings | sf | 6.7
    09-640 | Wood Flooring | sf | 17
    09-650 | Resilient Flooring | sf | 7.2
    09-670 | Resinous Flooring | sf | 12.5
    09-680 | Carpet Tile | sy | 44
    09-720 | Wall Coverings | sf | 6.4
    09-910 | Painting | sf | 1.6
    10-110 | Visual Display Boards | ea | 620
    10-140 | Signage | ea | 185
    10-210 | Toilet Partitions | ea | 1280
    10-260 | Wall Protection | lf | 24
    10-280 | Toilet Accessories | ea | 145
    10-440 | Fire Extinguishers and Cabinets | ea | 310
    10-510 | Lockers | ea | 265
    11-130 | Loading Dock Equipment | ea | 9600
    11-400 | Food Service Equipment | ls | 148000
    11-530 | Laboratory Equipment | ls | 215000
    12-240 | Window Treatments | ea | 320
    12-360 | Countertops | sf | 92
    12-480 | Entrance Mats | sf | 64
    13-340 | Pre-Engineered Building | sf | 27
    14-200 | Elevators | ea | 168000
    21-100 | Fire Sprinkler Systems | sf | 4.9
    21-300 | Fire Pump | ea | 62000
    22-100 | Plumbing Rough-In | sf | 9.6
    22-110 | Domestic Water Piping | lf | 38
    22-130 | Sanitary and Vent Piping | lf | 44
    22-400 | Plumbing Fixtures | ea | 1450
    23-050 | Testing and Balancing | ls | 34000
    23-090 | Building Controls | ls | 126000
    23-210 | Hydronic Piping | lf | 72
    23-310 | Ductwork | lb | 11.8
    23-370 | Air Distribution | ea | 240
    23-600 | Chillers and Boilers | ea | 145000
    23-700 | Air Handling Units | ea | 68000
    26-050 | Electrical Rough-In | sf | 12.4
    26-200 | Switchgear and Panelboards | ea | 24500
    26-320 | Emergency Generator | ea | 118000
    26-500 | Lighting Fixtures | ea | 395
    27-100 | Structured Cabling | ea | 210
    27-400 | Audio-Visual Systems | ls | 88000
    28-100 | Access Control | ea | 3200
    28-310 | Fire Alarm | sf | 3.1
    31-100 | Site Clearing | ac | 6800
    31-220 | Mass Grading | cy | 9.4
    31-230 | Excavation and Backfill | cy | 21
    31-500 | Shoring | sf | 46
    31-630 | Drilled Piers and Piles | lf | 88
    32-120 | Asphalt Paving | sy | 39
    32-130 | Site Concrete and Sidewalks | sf | 10.5
    32-170 | Pavement Markings | lf | 1.1
    32-310 | Fences and Gates | lf | 48
    32-840 | Irrigation | sf | 1.7
    32-900 | Planting and Landscaping | ls | 96000
    33-110 | Water Service | lf | 94
    33-310 | Sanitary Sewer | lf | 112
    33-410 | Storm Drainage | lf | 104
    """)
)

SUB_JOBS: tuple[tuple[str, str], ...] = (
    ("01", "Core and Shell"),
    ("02", "Tenant Improvements"),
    ("03", "Parking Structure"),
    ("04", "Site Work"),
    ("05", "Building A"),
    ("06", "Building B"),
    ("07", "Owner-Furnished Scope"),
    ("08", "Phase 2"),
)

TAXES: tuple[tuple[str, str], ...] = (
    ("CA-725", "State sales tax 7.25 %"),
    ("WA-1025", "Combined sales tax 10.25 %"),
    ("TX-825", "Combined sales tax 8.25 %"),
    ("EXEMPT", "Exempt, resale certificate on file"),
    ("USE-600", "Use tax 6.00 %"),
)
