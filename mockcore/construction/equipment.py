"""Equipment on site and materials."""

from __future__ import annotations

from typing import NamedTuple

from mockcore.construction.text import lines, rows


class Machine(NamedTuple):
    """A machine: its name, category, maker and model belong together."""

    name: str
    category: str
    make: str
    model: str


MACHINES: tuple[Machine, ...] = tuple(
    Machine(name, category, make, model)
    for name, category, make, model in rows("""
    Hydraulic Excavator | Earthmoving | Caterpillar | 320
    Mini Excavator | Earthmoving | Kubota | U35-4
    Backhoe Loader | Earthmoving | John Deere | 310SL
    Wheel Loader | Earthmoving | Caterpillar | 950
    Skid Steer | Earthmoving | Bobcat | S650
    Bulldozer | Earthmoving | Komatsu | D61PX
    Motor Grader | Earthmoving | John Deere | 672G
    Articulated Dump Truck | Hauling | Volvo | A30G
    Water Truck | Hauling | Freightliner | M2 106
    Pickup Truck | Vehicles | Ford | F-250
    Flatbed Truck | Vehicles | Isuzu | NPR
    Tower Crane | Lifting | Liebherr | 280 EC-H
    Rough Terrain Crane | Lifting | Grove | RT770E
    Crawler Crane | Lifting | Manitowoc | MLC100
    Telehandler | Lifting | JLG | 1055
    Forklift | Lifting | Toyota | 8FGU25
    Boom Lift | Access | Genie | S-65
    Scissor Lift | Access | Skyjack | SJIII 3226
    Mast Climber | Access | Hydro Mobile | M2
    Personnel Hoist | Access | Alimak | Scando 650
    Vibratory Roller | Compaction | Dynapac | CA1500
    Plate Compactor | Compaction | Wacker Neuson | BPU 3050
    Trench Roller | Compaction | Bomag | BMP 8500
    Concrete Pump | Concrete | Putzmeister | 38Z
    Power Trowel | Concrete | Multiquip | HHX
    Concrete Saw | Concrete | Husqvarna | FS 5000
    Asphalt Paver | Paving | Vogele | Super 1700-3
    Diesel Generator | Power | Generac | MDG25
    Air Compressor | Power | Sullair | 185
    Light Tower | Power | Allmand | Night-Lite
    Welder | Power | Lincoln Electric | Vantage 300
    Dewatering Pump | Pumps | Godwin | CD150M
    Heater | Climate | Frost Fighter | IDF350
    Total Station | Survey | Trimble | S7
    Rotary Laser | Survey | Topcon | RL-H5A
    """)
)
EQUIPMENT_CATEGORIES: tuple[str, ...] = tuple(dict.fromkeys(machine.category for machine in MACHINES))
MAKES: tuple[str, ...] = tuple(dict.fromkeys(machine.make for machine in MACHINES))
EQUIPMENT_NOTES = lines("""
    Inspected at arrival, no damage.
    Oil and filters changed.
    Tires at half; order a set.
    Off rent on Friday.
    Left track tension adjusted.
    Annual certificate in the cab.
    Parked at the laydown yard.
    Hose replaced, tested under load.
    """)
MATERIALS = lines("""
    Ready-mix concrete, 4,000 psi
    Reinforcing bar, #5, grade 60
    Metal stud, 3-5/8 inch, 20 gauge
    Gypsum board, type X, 5/8 inch
    Structural steel, A992
    Metal deck, 3 inch composite
    Concrete masonry unit, 8 inch
    Copper tube, type L, 1 inch
    EMT conduit, 3/4 inch
    Copper conductor, THHN #12
    Galvanized duct, 24 gauge
    TPO membrane, 60 mil
    Rigid insulation, polyiso, 3 inch
    Fire sealant, intumescent
    Carpet tile, 24 by 24 inch
    Ceramic tile, 12 by 24 inch
    Ceiling tile, mineral fiber
    Latex paint, eggshell
    Plywood, 3/4 inch CDX
    Crushed stone, 3/4 inch
    """)
