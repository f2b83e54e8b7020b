# ruff: noqa: E501, RUF001 - a text stays on its line, so that it can be read and replaced as one
"""Quality and safety: observations, inspections with their items, incidents, action plans."""

from __future__ import annotations

from mockcore.construction.text import Rows, lines, rows

OBSERVATION_TYPES: tuple[tuple[str, str], ...] = (
    ("Safety Hazard", "Safety"),
    ("Unsafe Act", "Safety"),
    ("Safe Behavior", "Safety"),
    ("Safety Violation", "Safety"),
    ("Housekeeping", "Safety"),
    ("Fall Protection", "Safety"),
    ("Near Miss Follow-Up", "Safety"),
    ("Quality Deficiency", "Quality"),
    ("Non-Conformance", "Quality"),
    ("Work to Complete", "Quality"),
    ("Damaged Work", "Quality"),
    ("Environmental Concern", "Environmental"),
    ("Stormwater", "Environmental"),
    ("Commissioning Issue", "Commissioning"),
    ("Warranty", "Warranty"),
)

OBSERVATIONS: Rows = rows("""
    Open floor edge at {floor} without guardrail | Safety Hazard | The temporary guardrail was removed for material hoisting and not put back. Reinstall before anyone works within six feet.
    Extension cord damaged at {room} | Safety Hazard | The outer jacket is cut through. Take the cord out of service today.
    Ladder not tied off at {side} stair | Unsafe Act | An extension ladder was used without being secured. Crew was stopped and instructed.
    Crew wearing full fall protection at {side} edge | Safe Behavior | All workers were tied off with inspected harnesses. Recognize at the Monday meeting.
    Missing hard hat at {room} | Safety Violation | One worker without a hard hat. First warning given to the foreman.
    Debris blocking egress at {room} | Housekeeping | Cut-offs and packaging block the egress path. Clear by the end of shift.
    Lanyard anchored to conduit at {grid} | Fall Protection | The anchor point cannot carry the load. Use the beam clamps provided.
    Impalement caps missing at {grid} | Safety Hazard | Vertical bars are exposed along the walkway. Cap them.
    Fire extinguisher out of date at {floor} | Safety Hazard | Annual tag expired. Replace the extinguisher.
    Hot work without fire watch at {room} | Safety Violation | Welding was stopped until a fire watch was posted.
    Unlabeled chemical container at {room} | Safety Hazard | Label the container and file the data sheet.
    Silica dust at {side} sawing station | Safety Hazard | Wet cutting or a shroud with vacuum is required.
    Forklift backup alarm not working | Near Miss Follow-Up | The machine is parked until repaired.
    Anchor bolts out of tolerance at {grid} | Non-Conformance | Survey shows the group off by {n} eighths of an inch. Submit a repair.
    Drywall installed before inspection at {room} | Non-Conformance | In-wall inspection had not been signed. Open the areas marked.
    Rebar cover short at {grid} | Quality Deficiency | Cover measures less than specified. Add chairs before the pour.
    Duct insulation torn at {room} | Damaged Work | Repair the jacket and seal the vapor barrier.
    Window flashing reversed at {side} elevation | Quality Deficiency | Laps face the weather. Rework before sealant.
    Finish floor unprotected at {room} | Work to Complete | Install floor protection before the lifts move in.
    Silt fence down at {side} boundary | Stormwater | Restore the fence before the forecast rain.
    Concrete washout overflowing | Environmental Concern | Empty the washout and check for run-off.
    Oil stain below generator | Environmental Concern | Place a drip pan and remove the stained soil.
    Balancing damper stuck at {room} | Commissioning Issue | The damper does not close. Free the linkage and retest.
    Sensor reading off at AHU-{n} | Commissioning Issue | Supply temperature reads four degrees high. Calibrate.
    Door closer leaking at {room} | Warranty | Replace the closer under warranty.
    """)

INSPECTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    name: (kind, tuple(items.split("; ")))
    for name, kind, items in rows("""
    Daily Jobsite Safety Walk | Safety | Walkways clear of debris; Guardrails in place at open edges; Workers wearing required protective equipment; Fire extinguishers charged and reachable
    Pre-Pour Concrete Checklist | Quality | Formwork braced and clean; Reinforcing size and spacing match drawings; Embeds and sleeves located; Mix ticket reviewed
    Post-Pour Concrete Checklist | Quality | Curing applied within the hour; Finish matches specification; Anchor bolts checked; Cold joints recorded
    Scaffold Inspection | Safety | Base plates and mudsills set; Planks overlapped and secured; Access ladder tied; Tag signed today
    Crane Daily Inspection | Safety | Wire rope free of broken strands; Limit switches tested; Outriggers on pads; Load chart in cab
    Excavation and Trench Inspection | Safety | Sloping or shoring as planned; Spoil two feet from edge; Ladder within 25 feet; Utilities located
    In-Wall Inspection | Quality | Backing installed; Rough-in pressure tested; Firestop at top and bottom plates; Photos taken
    Above-Ceiling Inspection | Quality | Hangers independent of ceiling wires; Duct and pipe insulated; Labels visible; Access panels located
    Waterproofing Inspection | Quality | Substrate dry and primed; Laps measured; Terminations sealed; Flood test passed
    Roofing Inspection | Quality | Seams probed; Flashing heights measured; Drains flowing; Walk pads placed
    Exterior Wall Mock-Up | Quality | Air barrier continuous; Flashing laps face down; Sealant joints sized; Water test passed
    Firestopping Inspection | Quality | Tested system posted; Annular space measured; Label attached; Damaged fireproofing patched
    Electrical Rough-In | Quality | Box heights match drawings; Conduit supported; Grounding continuous; Working clearance kept
    Plumbing Pressure Test | Quality | Gauge calibrated; Pressure held for the required time; Joints dry; Cleanouts reachable
    Duct Leakage Test | Commissioning | Section sealed; Fan calibrated; Leakage below allowance; Report attached
    Fire Alarm Pretest | Commissioning | Devices addressed; Horns audible; Strobes synchronized; Panel free of troubles
    Elevator Pretest | Commissioning | Leveling within tolerance; Door reopening; Emergency phone; Fire service recall
    Stormwater Inspection | Environmental | Silt fence standing; Inlets protected; Entrance stone clean; Rain gauge recorded
    Hot Work Permit | Safety | Combustibles moved 35 feet; Extinguisher at hand; Fire watch named; Sprinklers in service
    Confined Space Entry | Safety | Atmosphere tested; Attendant posted; Rescue plan reviewed; Ventilation running
    Ladder Inspection | Safety | Rungs sound; Feet non-slip; Label legible; Three feet above landing
    Final Quality Walk | Quality | Finishes free of damage; Doors latch; Lights working; Floors clean
    Material Receiving | Quality | Quantity matches ticket; No shipping damage; Storage dry; Submittal approved
    Structural Steel Erection | Quality | Bolts tensioned; Welds inspected; Columns plumb; Touch-up primer applied
    """)
}

INCIDENTS: Rows = rows("""
    Laceration to left hand at {room} | A worker cut a hand on the edge of a metal stud. First aid on site, back at work the same day.
    Slip on wet stair at {side} stair | A worker slipped on mud at the landing and bruised a knee.
    Strain while lifting drywall at {room} | Two workers carried three sheets at once; one felt pain in the lower back.
    Dust in eye at {room} | Grinding dust entered behind the safety glasses. The eye was flushed.
    Dropped tool from {floor} | A wrench fell inside the barricaded zone. Nobody was struck.
    Forklift struck door frame at {room} | The mast caught the temporary header. The frame is bent and must be replaced.
    Unmarked water line hit at {side} trench | The bucket broke a service that was not marked. Water was shut off within ten minutes.
    Hydraulic fluid spill at {side} yard | A hose failed and about {n} gallons reached the ground. Absorbent was placed.
    Near miss with swinging load at {side} bay | The tag line was let go as the bundle turned. Lift stopped and the plan reviewed.
    Electrical shock from temporary power at {room} | A damaged plug gave a light shock. The worker was examined and released.
    Heat exhaustion at roof | A roofer felt dizzy in the afternoon and was cooled in the shade.
    Finger pinched in door at {room} | The door closed on a finger while the closer was being adjusted.
    Nail puncture at {room} | A worker stepped on a board with a nail. Tetanus shot given.
    Vehicle contact at {side} gate | A delivery truck touched the fence post while backing without a spotter.
    Scaffold plank shifted at {side} elevation | The plank moved but the guardrail held. Scaffold was closed and retagged.
    Trench wall sloughed at {side} trench | Loose soil fell while nobody was inside. Shoring was extended.
    Fall from step ladder at {room} | A fall of three feet; the worker was examined and returned the next day.
    Insect sting at site entrance | A laborer reacted to a sting and was taken to the clinic.
    Small fire in dumpster | Hot slag ignited cardboard. It was put out with an extinguisher.
    Struck by rolling pipe at laydown yard | The stack was not chocked. Bruised ankle.
    """)

HAZARDS = lines("""
    Working at height
    Falling objects
    Electrical energy
    Moving equipment
    Excavation
    Sharp edges
    Slippery surface
    Airborne dust
    Noise
    Chemical exposure
    Heat stress
    Manual handling
    Hot work
    Confined space
    Stored pressure
    """)
CONTRIBUTING_BEHAVIORS = lines("""
    Rushing to finish
    Protective equipment not worn
    Shortcut taken
    Tool used for wrong purpose
    Line of fire not considered
    No spotter used
    Guard removed
    Instructions not followed
    Lifting technique
    Distraction by phone
    """)
CONTRIBUTING_CONDITIONS = lines("""
    Poor lighting
    Wet surface
    Congested work area
    Missing signage
    Inadequate housekeeping
    Equipment defect
    High wind
    Unclear work sequence
    Noise level
    Uneven ground
    """)
AFFLICTIONS = lines("""
    Laceration
    Contusion
    Strain
    Sprain
    Puncture
    Burn
    Fracture
    Abrasion
    Heat exhaustion
    Foreign body in eye
    """)
BODY_PARTS = lines("""
    Left hand
    Right hand
    Lower back
    Left knee
    Right ankle
    Eyes
    Head
    Shoulder
    Forearm
    Foot
    """)

ACTION_PLANS: Rows = rows("""
    Concrete Placement Quality Plan | Quality | Mix design, formwork and placement are verified before each pour.
    Exterior Envelope Plan | Quality | Every transition of the air barrier is inspected and photographed.
    Steel Erection Plan | Safety | Sequence, bracing and fall protection for the frame.
    Critical Lift Plan | Safety | Lifts above 75 percent of the chart, or over occupied space.
    Commissioning Plan – HVAC | Commissioning | From start-up sheets to functional tests.
    Commissioning Plan – Electrical | Commissioning | Energization, protective device settings and tests.
    Infection Control Plan | Safety | Barriers, negative air and daily readings beside occupied areas.
    Roofing Quality Plan | Quality | Mock-up, seam probes and final warranty walk.
    Utility Shutdown Plan | Operations | Notices, isolations and restoration for each shutdown.
    Substantial Completion Plan | Closeout | Punch, permits and turnover of the building.
    Owner Training Plan | Closeout | Sessions, recordings and sign-in sheets for each system.
    Hoist and Logistics Plan | Operations | Deliveries, laydown and hoist hours.
    Fire Protection Test Plan | Commissioning | Hydrostatic tests and witness dates.
    Millwork Mock-Up Plan | Quality | Approval of finishes and joints before production.
    Cold Weather Plan | Operations | Heat, enclosures and temperature records.
    """)
ACTION_PLAN_SECTIONS = (
    "Preparation",
    "Materials",
    "First Work",
    "Follow-Up",
    "Testing",
    "Turnover",
    "Records",
    "Sign-Off",
)
ACTION_PLAN_ITEMS = lines("""
    Preconstruction meeting held
    Submittals approved
    Mock-up accepted
    Materials on site inspected
    First work in place reviewed
    Third-party test report received
    Photos of concealed work filed
    Deficiencies corrected
    Manufacturer's representative on site
    As-built marked up
    Hold point released by engineer
    Owner's witness present
    Warranty letter received
    Operation manuals delivered
    Training session recorded
    """)
