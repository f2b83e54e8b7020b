"""CSI MasterFormat: the divisions in use and the sections that a commercial building project meets most."""

from __future__ import annotations

from typing import NamedTuple

from mockcore.construction.text import rows


class Section(NamedTuple):
    """A specification section: ``number`` as printed ("03 30 00"), ``title``, and the two-digit ``division``."""

    number: str
    title: str
    division: str


DIVISIONS: dict[str, str] = {
    row[0]: row[1]
    for row in rows("""
    00 | Procurement and Contracting Requirements
    01 | General Requirements
    02 | Existing Conditions
    03 | Concrete
    04 | Masonry
    05 | Metals
    06 | Wood, Plastics, and Composites
    07 | Thermal and Moisture Protection
    08 | Openings
    09 | Finishes
    10 | Specialties
    11 | Equipment
    12 | Furnishings
    13 | Special Construction
    14 | Conveying Equipment
    21 | Fire Suppression
    22 | Plumbing
    23 | Heating, Ventilating, and Air Conditioning (HVAC)
    25 | Integrated Automation
    26 | Electrical
    27 | Communications
    28 | Electronic Safety and Security
    31 | Earthwork
    32 | Exterior Improvements
    33 | Utilities
    34 | Transportation
    35 | Waterway and Marine Construction
    40 | Process Interconnections
    41 | Material Processing and Handling Equipment
    42 | Process Heating, Cooling, and Drying Equipment
    43 | Process Gas and Liquid Handling, Purification, and Storage Equipment
    44 | Pollution and Waste Control Equipment
    45 | Industry-Specific Manufacturing Equipment
    46 | Water and Wastewater Equipment
    48 | Electrical Power Generation
    """)
}

SECTIONS: tuple[Section, ...] = tuple(
    Section(number, title, number[:2])
    for number, title in rows("""
    01 11 00 | Summary of Work
    01 21 00 | Allowances
    01 25 00 | Substitution Procedures
    01 31 00 | Project Management and Coordination
    01 32 16 | Construction Progress Schedules
    01 33 00 | Submittal Procedures
    01 35 29 | Health, Safety, and Emergency Response Procedures
    01 45 00 | Quality Control
    01 50 00 | Temporary Facilities and Controls
    01 57 13 | Temporary Erosion and Sediment Control
    01 74 19 | Construction Waste Management and Disposal
    01 77 00 | Closeout Procedures
    01 78 23 | Operation and Maintenance Data
    01 91 13 | General Commissioning Requirements
    02 32 00 | Geotechnical Investigations
    02 41 13 | Selective Site Demolition
    02 41 16 | Structure Demolition
    02 41 19 | Selective Demolition
    02 82 00 | Asbestos Remediation
    03 10 00 | Concrete Forming and Accessories
    03 20 00 | Concrete Reinforcing
    03 30 00 | Cast-in-Place Concrete
    03 35 00 | Concrete Finishing
    03 38 00 | Post-Tensioned Concrete
    03 41 00 | Precast Structural Concrete
    03 45 00 | Precast Architectural Concrete
    03 54 16 | Hydraulic Cement Underlayment
    04 05 13 | Masonry Mortaring
    04 05 16 | Masonry Grouting
    04 20 00 | Unit Masonry
    04 22 00 | Concrete Unit Masonry
    04 42 00 | Exterior Stone Cladding
    04 72 00 | Cast Stone Masonry
    05 05 23 | Metal Fastenings
    05 12 00 | Structural Steel Framing
    05 21 00 | Steel Joist Framing
    05 31 00 | Steel Decking
    05 40 00 | Cold-Formed Metal Framing
    05 50 00 | Metal Fabrications
    05 51 00 | Metal Stairs
    05 52 13 | Pipe and Tube Railings
    05 70 00 | Decorative Metal
    06 10 00 | Rough Carpentry
    06 16 00 | Sheathing
    06 17 53 | Shop-Fabricated Wood Trusses
    06 20 00 | Finish Carpentry
    06 41 16 | Plastic-Laminate-Clad Architectural Cabinets
    06 42 00 | Wood Paneling
    06 61 16 | Solid Surfacing Fabrications
    07 11 13 | Bituminous Dampproofing
    07 13 26 | Self-Adhering Sheet Waterproofing
    07 14 16 | Cold Fluid-Applied Waterproofing
    07 21 00 | Thermal Insulation
    07 27 26 | Fluid-Applied Membrane Air Barriers
    07 42 13 | Metal Wall Panels
    07 52 16 | Styrene-Butadiene-Styrene Modified Bituminous Membrane Roofing
    07 54 23 | Thermoplastic-Polyolefin Roofing
    07 62 00 | Sheet Metal Flashing and Trim
    07 72 00 | Roof Accessories
    07 81 00 | Applied Fireproofing
    07 84 13 | Penetration Firestopping
    07 92 00 | Joint Sealants
    07 95 00 | Expansion Control
    08 11 13 | Hollow Metal Doors and Frames
    08 14 16 | Flush Wood Doors
    08 31 13 | Access Doors and Frames
    08 33 23 | Overhead Coiling Doors
    08 41 13 | Aluminum-Framed Entrances and Storefronts
    08 44 13 | Glazed Aluminum Curtain Walls
    08 51 13 | Aluminum Windows
    08 62 00 | Unit Skylights
    08 71 00 | Door Hardware
    08 80 00 | Glazing
    08 91 19 | Fixed Louvers
    09 21 16 | Gypsum Board Assemblies
    09 22 16 | Non-Structural Metal Framing
    09 24 00 | Cement Plastering
    09 30 13 | Ceramic Tiling
    09 51 13 | Acoustical Panel Ceilings
    09 54 23 | Linear Metal Ceilings
    09 64 00 | Wood Flooring
    09 65 13 | Resilient Base and Accessories
    09 65 19 | Resilient Tile Flooring
    09 67 23 | Resinous Flooring
    09 68 13 | Tile Carpeting
    09 72 00 | Wall Coverings
    09 84 33 | Sound-Absorbing Wall Units
    09 91 13 | Exterior Painting
    09 91 23 | Interior Painting
    09 96 00 | High-Performance Coatings
    10 11 00 | Visual Display Units
    10 14 00 | Signage
    10 21 13 | Toilet Compartments
    10 22 39 | Folding Panel Partitions
    10 26 00 | Wall and Door Protection
    10 28 00 | Toilet, Bath, and Laundry Accessories
    10 44 13 | Fire Protection Cabinets
    10 51 13 | Metal Lockers
    11 13 00 | Loading Dock Equipment
    11 40 00 | Foodservice Equipment
    11 52 13 | Projection Screens
    11 53 13 | Laboratory Fume Hoods
    12 21 13 | Horizontal Louver Blinds
    12 24 13 | Roller Window Shades
    12 36 61 | Simulated Stone Countertops
    12 48 13 | Entrance Floor Mats and Frames
    12 93 00 | Site Furnishings
    13 34 19 | Metal Building Systems
    13 48 00 | Sound, Vibration, and Seismic Control
    14 21 00 | Electric Traction Elevators
    14 24 00 | Hydraulic Elevators
    14 91 33 | Laundry and Linen Chutes
    21 05 00 | Common Work Results for Fire Suppression
    21 11 19 | Fire Department Connections
    21 13 13 | Wet-Pipe Sprinkler Systems
    21 13 16 | Dry-Pipe Sprinkler Systems
    21 30 00 | Fire Pumps
    22 05 29 | Hangers and Supports for Plumbing Piping and Equipment
    22 07 19 | Plumbing Piping Insulation
    22 11 16 | Domestic Water Piping
    22 13 16 | Sanitary Waste and Vent Piping
    22 14 13 | Facility Storm Drainage Piping
    22 34 00 | Fuel-Fired Domestic Water Heaters
    22 42 13 | Commercial Water Closets, Urinals, and Bidets
    22 63 13 | Laboratory Gas Piping
    23 05 48 | Vibration and Seismic Controls for HVAC
    23 05 93 | Testing, Adjusting, and Balancing for HVAC
    23 07 13 | Duct Insulation
    23 09 23 | Direct-Digital Control System for HVAC
    23 21 13 | Hydronic Piping
    23 31 13 | Metal Ducts
    23 36 00 | Air Terminal Units
    23 37 13 | Diffusers, Registers, and Grilles
    23 52 16 | Condensing Boilers
    23 64 16 | Centrifugal Water Chillers
    23 73 13 | Modular Indoor Central-Station Air-Handling Units
    23 81 26 | Split-System Air-Conditioners
    25 05 00 | Common Work Results for Integrated Automation
    25 50 00 | Integrated Automation Facility Controls
    26 05 19 | Low-Voltage Electrical Power Conductors and Cables
    26 05 26 | Grounding and Bonding for Electrical Systems
    26 05 33 | Raceway and Boxes for Electrical Systems
    26 22 00 | Low-Voltage Transformers
    26 24 13 | Switchboards
    26 24 16 | Panelboards
    26 27 26 | Wiring Devices
    26 32 13 | Engine Generators
    26 36 00 | Transfer Switches
    26 51 00 | Interior Lighting
    26 56 00 | Exterior Lighting
    27 05 28 | Pathways for Communications Systems
    27 11 00 | Communications Equipment Room Fittings
    27 15 00 | Communications Horizontal Cabling
    27 41 16 | Integrated Audio-Video Systems and Equipment
    28 13 00 | Access Control Software and Database Management
    28 23 00 | Video Management System
    28 46 21 | Addressable Fire-Alarm Systems
    31 10 00 | Site Clearing
    31 20 00 | Earth Moving
    31 23 19 | Dewatering
    31 25 00 | Erosion and Sedimentation Controls
    31 50 00 | Excavation Support and Protection
    31 63 16 | Auger Cast Grout Piles
    32 12 16 | Asphalt Paving
    32 13 13 | Concrete Paving
    32 17 23 | Pavement Markings
    32 31 13 | Chain Link Fences and Gates
    32 84 00 | Planting Irrigation
    32 92 00 | Turf and Grasses
    32 93 00 | Plants
    33 11 00 | Groundwater Sources
    33 14 00 | Water Utility Transmission and Distribution
    33 31 00 | Sanitary Sewerage Piping
    33 42 00 | Stormwater Conveyance
    33 71 19 | Electrical Underground Ducts and Manholes
    34 71 13 | Vehicle Barriers
    35 20 16 | Hydraulic Gates
    40 05 00 | Common Work Results for Process Interconnections
    41 22 13 | Cranes
    42 22 00 | Process Cooling Equipment
    43 21 00 | Liquid Pumps
    44 11 00 | Particulate Control Equipment
    45 21 00 | Food Manufacturing Equipment
    46 07 00 | Packaged Water and Wastewater Treatment Equipment
    48 14 00 | Solar Energy Electrical Power Generation Equipment
    """)
)

SECTION_BY_NUMBER: dict[str, Section] = {section.number: section for section in SECTIONS}
