# ruff: noqa: RUF001 - a text stays on its line, so that it can be read and replaced as one
"""What a superintendent writes into the daily log."""

from __future__ import annotations

from mockcore.construction.text import Rows, lines, rows

SKIES = ("Clear", "Partly Cloudy", "Mostly Cloudy", "Overcast", "Light Rain", "Heavy Rain", "Fog", "Snow", "Haze")
GROUNDS = ("Dry", "Damp", "Wet", "Muddy", "Frozen", "Snow Covered")
WINDS = (
    "Calm",
    "Light Breeze",
    "5 mph SW",
    "8 mph W",
    "12 mph NW",
    "15 mph N",
    "18 mph, gusts to 25",
    "25 mph, crane stopped",
)
CALAMITIES = ("None", "Lightning within 10 miles", "Hail", "High wind", "Flooding of excavation", "Extreme heat")

WEATHER_NOTES = lines("""
    Good working conditions all day.
    Morning fog lifted by nine; crane started late.
    Rain stopped exterior work from noon.
    High wind, tower crane taken out of service.
    Cold start, slab blankets left in place.
    Hot afternoon, extra water breaks given.
    Site muddy after overnight rain; gravel added at the gate.
    Frost on deck until ten.
    """)

MANPOWER_NOTES = lines("""
    Framing interior partitions at {floor}.
    Pulling feeders from the electrical room to {floor}.
    Setting forms and reinforcing at {grid}.
    Hanging duct mains at {floor}.
    Roughing in waste and vent at {floor}.
    Erecting steel at the {side} bay.
    Installing curtain wall at the {side} elevation.
    Taping and finishing at {room}.
    Backfilling at the {side} wall.
    Setting tile at {room}.
    Installing sprinkler mains at {floor}.
    Pouring and finishing the {floor} deck.
    Painting first coat at {room}.
    Installing ceiling grid at {floor}.
    Cleaning and punch work at {floor}.
    """)

WORK_NOTES = lines("""
    Inspector approved the in-wall rough-in at {room}.
    Owner walked {floor} and asked for two mock-ups.
    Coordination meeting held for the {side} shaft.
    Power to {floor} switched over at six in the morning.
    Concrete tests broke above design strength.
    Hoist out of service for two hours.
    Noise work moved to evening on request of the neighbor.
    Survey completed for gridline {grid}.
    Fire watch posted while the system was drained.
    Layout of {floor} released to the trades.
    Temporary enclosure closed at the {side} elevation.
    Street closure permit received for next week.
    """)

DELIVERIES: Rows = rows("""
    Structural steel, two loads | {company} | BOL
    Ready-mix concrete, {nn} cubic yards | {company} | Ticket
    Gypsum board, {nn} pallets | {company} | PO
    Reinforcing bar bundles | {company} | BOL
    Air handling unit AHU-{n} | {company} | PRO
    Switchgear section {n} | {company} | PRO
    Copper tube and fittings | {company} | PO
    Light fixtures, {nn} cartons | {company} | PO
    Hollow metal frames | {company} | PO
    Roof insulation, three trucks | {company} | BOL
    Curtain wall units | {company} | BOL
    Ceramic tile and setting material | {company} | PO
    Elevator rails | {company} | PRO
    Doors and hardware | {company} | PO
    Storm pipe | {company} | Ticket
    """)

DELAYS: Rows = rows("""
    Weather | Rain from noon stopped the exterior work.
    Weather | Wind above the crane limit.
    Material | Frames arrived without hardware preparation.
    Material | Switchgear held at the factory.
    Labor | Second crew was sent to another project.
    Equipment | Concrete pump broke down during the pour.
    Inspection | City inspector did not come in the morning.
    Design | Waiting for an answer on the beam connection.
    Owner | Area was not released on the agreed date.
    Utility | Power company moved the shutdown.
    Access | Street closure blocked deliveries.
    Safety | Stand-down after a near miss.
    """)

VISITORS = lines("""
    {company} – site visit with the owner's representative
    Building inspector – framing inspection at {floor}
    Fire marshal – standpipe flow test
    Architect – field observation at {floor}
    Structural engineer – review of {grid}
    Geotechnical engineer – footing observation
    Insurance auditor – loss control walk
    {company} – measuring {room} for shop drawings
    School group – tour of {floor}
    Testing laboratory – concrete cylinders
    Manufacturer's representative – roof warranty inspection
    Utility company – meter location
    Owner's facilities team – equipment walk
    Elevator inspector – pit inspection
    """)

ACCIDENTS = lines("""
    Cut finger, cleaned and bandaged on site, back to work.
    Twisted ankle at the {side} stair, sent to the clinic, no lost time.
    Dust in the eye, flushed at the eyewash.
    Bruised shoulder from a swinging hose.
    No injury; scaffold plank slipped and was secured.
    Heat stress, rested in the shade and released.
    Splinter in the palm, removed on site.
    Bumped head on low duct at {room}; hard hat worn.
    """)

INSPECTION_LOG = lines("""
    Rough electrical at {floor} passed.
    Underground plumbing passed, report to follow.
    Footing at {grid} approved for concrete.
    Framing at {room} failed; add hold-downs.
    Shear nailing at {floor} passed.
    Above-ceiling at {room} partial pass.
    Fire sprinkler hydrostatic test held 200 psi for two hours.
    Insulation at {side} wall passed.
    """)

CALLS = lines("""
    Asked about the delivery date of the frames.
    Confirmed the pour for tomorrow at six.
    Reported the leak at {room}.
    Requested access to {floor} on Saturday.
    Discussed the missing answer about {grid}.
    Confirmed crane hours for the {side} bay.
    Asked for revised drawings of {room}.
    Told the crew to stay out of {floor} during the test.
    """)

PRODUCTIVITY = lines("""
    Conduit, 3/4 inch EMT
    Duct, galvanized
    Gypsum board, 5/8 inch
    Metal studs, 3-5/8 inch
    Reinforcing bar, #5
    Copper tube, 1 inch
    Concrete masonry units
    Ceiling tile
    Roof insulation
    Cable, category 6A
    """)

WASTE = (
    "Mixed debris",
    "Clean wood",
    "Scrap metal",
    "Concrete rubble",
    "Gypsum board",
    "Cardboard",
    "Asphalt",
    "Green waste",
)
DISPOSAL_METHODS = ("Recycled", "Landfill", "Reused on site", "Returned to supplier", "Transfer station")
DISPOSAL_SITES = (
    "County Transfer Station",
    "Metro Recycling Center",
    "Southside Landfill",
    "Aggregate Yard",
    "Scrap Yard No. 2",
)

SAFETY_VIOLATIONS: Rows = rows("""
    No eye protection | Cutting block without safety glasses at {room}.
    No fall protection | Working at the {side} edge without being tied off.
    Blocked exit | Material stacked at the exit of {floor}.
    Improper ladder use | Standing on the top cap at {room}.
    Missing permit | Hot work at {room} without a permit.
    Smoking on site | Smoking beside the fuel tank.
    Damaged cord in use | Cord with taped jacket at {room}.
    Unsecured load | Pipe on the forklift without straps.
    """)

PLAN_REVISIONS: tuple[str, ...] = (
    "Revised {drawing} received and posted.",
    "Clouded changes at {room} given to the trades.",
    "New sheet {drawing} replaces the sketch.",
    "Dimension at {grid} corrected.",
    "Door schedule updated for {floor}.",
)
