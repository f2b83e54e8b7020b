"""Punch items by trade: what is wrong, and what to do."""

from __future__ import annotations

from mockcore.construction.text import Rows, by_trade

PUNCH_ITEMS: dict[str, Rows] = by_trade("""
    [Demolition]
    Remaining anchors at {side} wall | Cut the remaining anchors flush and patch the holes.
    Debris above ceiling at {room} | Remove demolition debris left above the ceiling.
    [Concrete]
    Honeycombing at column {grid} | Chip loose material and patch with the approved repair mortar.
    Crack in slab at {room} | Rout and fill the crack; blend with the adjacent finish.
    Slab out of level at {room} | Grind the high spot; it exceeds 1/4 inch in 10 feet.
    [Masonry]
    Mortar stains on {side} face | Clean mortar stains from the brick with the approved cleaner.
    Chipped block at {grid} | Replace the chipped unit.
    [Structural Steel]
    Missing touch-up primer at {grid} | Clean and prime the bare connection.
    Snug-tight bolts at {grid} | Tension the bolts and mark them.
    [Miscellaneous Metals]
    Rough weld at {side} stair railing | Grind smooth, prime and repaint the weld.
    Loose guardrail at {side} stair | Re-anchor the guardrail; it moves under hand load.
    [Rough Carpentry]
    Missing backing at {room} | Open the wall and install the backing for accessories.
    Squeak in subfloor at {room} | Screw off the subfloor at 6 inches on center.
    [Millwork]
    Cabinet door out of alignment at {room} | Adjust hinges so that reveals are even.
    Chipped laminate at {room} | Replace the damaged end panel.
    Gap at backsplash in {room} | Fill the gap with color-matched sealant.
    [Waterproofing]
    Missing sealant at {side} window | Install backer rod and sealant at the sill.
    Torn membrane at planter | Patch the membrane and flood test for 24 hours.
    [Roofing]
    Ponding near {side} drain | Add tapered insulation so that water reaches the drain.
    Open seam at curb of AHU-{n} | Reweld the seam and probe it.
    Loose coping at {side} parapet | Refasten the coping and seal the joint cover.
    [Fireproofing]
    Missing firestop at {room} | Seal the pipe penetration with the tested system and label it.
    Damaged fireproofing at {grid} | Patch the fireproofing scraped off at the beam clamp.
    [Doors & Hardware]
    Door does not latch at {room} | Adjust the closer and strike so that the door latches.
    Missing silencers at {room} | Install three silencers in the frame.
    Door drags on floor at {room} | Undercut or adjust the door to clear the flooring.
    [Glazing]
    Scratched glass at {side} storefront | Replace the scratched lite.
    Missing gasket at {grid} | Install the missing glazing gasket.
    [Drywall]
    Nail pops at {room} | Reset fasteners, finish and sand.
    Joint visible at {side} wall of {room} | Refinish the joint to level 4; it shows under grazing light.
    Damaged corner bead at {room} | Replace the corner bead and finish.
    [Tile]
    Cracked tile at {room} | Replace the cracked tile and regrout.
    Grout missing at base in {room} | Fill the joint with matching grout.
    [Ceilings]
    Stained ceiling tile at {room} | Replace the stained tile after the leak above is confirmed closed.
    Ceiling grid not level at {room} | Relevel the grid at the {side} wall.
    [Flooring]
    Carpet seam visible at {room} | Reseam the carpet and trim loose yarn.
    Base not adhered at {room} | Reglue the rubber base at the outside corner.
    Scuffed resilient floor at {room} | Buff or replace the scuffed tiles.
    [Painting]
    Touch up paint at {room} | Touch up scuffs on the {side} wall from corner to corner.
    Overspray on window frame at {room} | Remove overspray from the frame and glass.
    Missed second coat at {room} | Apply the second coat; the primer shows through.
    [Specialties]
    Loose grab bar at {room} | Anchor the grab bar into the backing.
    Wrong room sign at {room} | Replace the sign; its number does not match the plan.
    [Elevators]
    Elevator {n} misleveling at {floor} | Adjust to within 1/4 inch of the sill.
    Scratched cab panel in elevator {n} | Replace the cab panel and keep the protection in place.
    [Fire Protection]
    Missing escutcheon at {room} | Install the escutcheon at the sprinkler head.
    Painted sprinkler head at {room} | Replace the head; painted heads are not acceptable.
    [Plumbing]
    Leak under lavatory at {room} | Tighten or replace the trap and check for 15 minutes.
    Loose toilet at {room} | Reset the fixture with a new seal and anchor it.
    No hot water at {room} | Check the mixing valve and balance the return.
    [HVAC]
    Diffuser not aligned at {room} | Align the diffuser with the ceiling grid.
    Noisy VAV box at {room} | Check the airflow and the duct connection; noise exceeds the limit.
    Missing insulation on duct at {room} | Insulate the exposed section and seal the vapor barrier.
    [Electrical]
    Missing cover plate at {room} | Install the cover plate at the outlet.
    Light out at {room} | Replace the driver or lamp and verify emergency operation.
    Panel {panel} not labeled | Provide a typed directory and label the panel.
    [Low Voltage]
    Data jack not labeled at {room} | Label the jack and record it in the test report.
    Card reader not working at door {nn} | Check wiring and programming of the reader.
    [Earthwork]
    Erosion at {side} slope | Regrade the slope and install the blanket.
    Settlement at {side} trench | Recompact the trench and restore the surface.
    [Paving]
    Birdbath at {side} parking lot | Cut out and replace the low asphalt.
    Faded striping at {side} lot | Restripe the accessible stalls.
    [Landscaping]
    Dead tree at {side} lot | Replace the tree under warranty.
    Irrigation head broken at {side} lawn | Replace and adjust the head.
    [Utilities]
    Manhole frame not at grade | Adjust the frame with rings and grout it.
    Valve box full of soil | Clean the valve box and check that the key reaches.
    """)
