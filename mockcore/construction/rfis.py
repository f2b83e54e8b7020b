# ruff: noqa: E501 - a text stays on its line, so that it can be read and replaced as one
"""Requests for information by trade: subject, question, answer."""

from __future__ import annotations

from mockcore.construction.text import Rows, by_trade

RFIS: dict[str, Rows] = by_trade("""
    [Demolition]
    Unforeseen conduit in wall at {room} | Demolition of the wall at {room} exposed live conduit that is not shown on {drawing}. Please advise whether it is to be rerouted or capped. | Trace the circuit with the owner's electrician and cap it at the panel. No rerouting is required.
    Extent of slab removal at {grid} | {drawing} and the structural plans show different limits for the slab removal at gridline {grid}. Which governs? | The structural limits govern. Saw cut a straight edge at the nearest control joint.
    [Concrete]
    Rebar congestion at column {grid} | Reinforcing at the base of column {grid} leaves less than one inch clear between bars, so concrete cannot be consolidated as detailed on {detail}. May every second tie be lapped or replaced with mechanical couplers? | Mechanical couplers are acceptable at alternate bars. Stagger them by at least 24 inches.
    Slab depression at {room} | Architectural sheet {drawing} calls for recessed tile at {room}, but the structural plan shows no slab depression. Please confirm depth and extent. | Provide a depression of 1-1/2 inches within the walls of the room. Slab thickness stays as shown.
    Cold weather protection for {floor} pour | Lows below 40 °F are forecast for the {floor} pour. Please confirm that the attached cold weather plan is acceptable and whether accelerator may be used. | The plan is accepted. Non-chloride accelerator may be used; submit the adjusted mix.
    Embed plate conflict at gridline {grid} | The embed plates shown on {detail} coincide with post-tensioning anchors at gridline {grid}. May the plates move {n} inches? | The plates may move up to {n} inches away from the anchor. Show it on the as-built.
    [Masonry]
    Control joint spacing at {side} elevation | Control joints are not shown on the {side} elevation for a wall {nn} feet long. Please provide locations. | Provide joints at 24 feet maximum and at each side of openings over 6 feet wide.
    Lintel bearing at opening {n} | Lintel bearing at opening {n} is shown as 4 inches on {detail} and 8 inches in the lintel schedule. Please confirm. | Provide 8 inches of bearing, grouted solid two courses below.
    [Structural Steel]
    Beam connection at {grid} | The connection at {grid} on {detail} cannot be bolted because of the brace gusset. Is a field weld acceptable? | A field-welded connection is acceptable. Follow the sketch attached to this answer.
    Roof opening framing at unit AHU-{n} | The certified curb dimensions of AHU-{n} differ from the opening framed on {drawing}. Please provide revised framing. | Revised framing is shown on the attached sketch. Beam sizes do not change.
    Deck attachment pattern at {side} bay | The general notes and {detail} give different deck attachment patterns for the {side} bay. Which applies? | Use the denser pattern at the perimeter zone, the note elsewhere.
    [Miscellaneous Metals]
    Handrail return at {side} stair | {detail} shows the handrail ending short of the required extension at the {side} stair. Please advise. | Extend 12 inches beyond the top riser and return to the wall.
    Ladder clearance at roof hatch | The ladder on {drawing} is {n} inches from the wall, less than required. Can the hatch be moved? | Offset the hatch to give 7 inches behind the rungs.
    [Rough Carpentry]
    Blocking for wall-mounted equipment at {room} | Backing is not shown for the wall-mounted equipment at {room}. Please give height and extent. | Provide continuous 2x10 backing from 34 to 60 inches above the floor.
    Parapet nailer thickness | The nailer on {detail} does not match the height of the tapered insulation. Please confirm the build-up. | Add a second layer of nailer; its top shall be flush with the insulation.
    [Millwork]
    Reception desk power locations | Floor boxes on {drawing} fall under the legs of the reception desk. May they be moved {n} inches? | Move them as proposed and confirm the core locations with the structural engineer.
    Countertop support at {room} | The counter at {room} spans {nn} inches with no support shown. Are brackets required? | Provide concealed steel brackets at 36 inches on center.
    [Waterproofing]
    Waterproofing termination at grade | {detail} ends the membrane below grade, while the civil plan raises grade by {n} inches at the {side} wall. Where shall it end? | Carry the membrane 8 inches above finished grade and provide a termination bar.
    Sealant at precast joint | Section 07 92 00 lists two sealants for the joint at {grid}. Which color and type apply? | Use the silicone in the color that matches the panel. Provide a mock-up.
    [Roofing]
    Tapered insulation slope at {side} drain | The slope shown at the {side} drain leaves ponding behind the curb of AHU-{n}. May a cricket be added? | Add a cricket with a slope of 1/2 inch per foot.
    Parapet flashing height at {grid} | Flashing at {grid} is shown lower than 8 inches above the finished roof. Please confirm. | Raise the flashing to 8 inches and lower the coping cleat accordingly.
    [Fireproofing]
    Fireproofing at beams supporting the {floor} deck | The rating of the beams that support the {floor} deck is not given on {drawing}. Is it one or two hours? | Two hours, same as the columns that support it.
    Firestop system for pipe bank at {room} | No tested system matches the pipe bank at {room}. Is an engineering judgment acceptable? | An engineering judgment by the manufacturer is acceptable; submit it before the work.
    [Doors & Hardware]
    Door swing at {room} | The door at {room} swings into the corridor on {drawing} and into the room in the schedule. Which is correct? | It swings into the room. Reverse the hardware handing.
    Access control hardware at door {nn} | Door {nn} is shown with a card reader, but its hardware set has no electric strike. Please confirm. | Change to the electrified set and coordinate power with the electrical contractor.
    [Glazing]
    Curtain wall anchor at {grid} | The anchor at {grid} lands on the edge of the slab with {n} inches of cover. Is an added plate acceptable? | Provide the added plate in the sketch, welded to the embed.
    Glass type at {side} vestibule | {drawing} shows laminated glass at the {side} vestibule, the specification tempered. Which governs? | Laminated glass governs at the vestibule.
    [Drywall]
    Shaft wall rating at {room} | The shaft wall at {room} is drawn as one hour while the code plan requires two. Please confirm. | Provide the two-hour assembly and carry it to the underside of the deck.
    Soffit height conflict at {room} | The soffit at {room} conflicts with the main duct: {n} inches short. Can the soffit drop? | Lower the soffit by {n} inches; the ceiling at the window wall stays.
    Deep leg track at {floor} deck | Is deflection track required at non-rated partitions on {floor}? {detail} shows it at rated walls only. | Yes, provide deflection track at all full-height partitions.
    [Tile]
    Tile layout at {room} | The pattern on {drawing} leaves a cut of less than 2 inches at the {side} wall of {room}. May the layout be centered? | Center the layout; keep full tiles at the entrance.
    Slope to drain at {room} | Floor slope to the drain at {room} exceeds 2 percent. Is this acceptable with the accessible path? | Limit the slope to 2 percent and lengthen the sloped area.
    [Ceilings]
    Ceiling height at {room} | Ductwork at {room} leaves {n} inches less than the ceiling height shown. Please advise. | Lower the ceiling by {n} inches in this room only.
    Light fixture layout at {room} | The reflected ceiling plan and the lighting plan differ at {room}. Which governs? | The reflected ceiling plan governs; fixture count follows the lighting plan.
    [Flooring]
    Moisture readings at {floor} slab | Relative humidity tests at the {floor} slab are at 88 percent, over the adhesive's limit. Is a moisture barrier to be added? | Provide the two-part barrier as an extra and price it for approval.
    Transition at {room} | The transition between carpet and resilient flooring at {room} is not detailed. Please advise. | Use the rubber reducer in the finish schedule, centered under the door.
    [Painting]
    Paint color at {room} | The finish schedule lists PT-{n} for {room}, which is not in the color legend. Please provide the color. | Use PT-2, eggshell, on all walls of the room.
    Coating at exposed steel | Is the exposed steel at the {side} canopy to receive the high-performance coating or the standard paint? | High-performance coating, shop primed and finished in the field.
    [Specialties]
    Toilet partition clearance at {room} | The accessible stall at {room} is {n} inches short after the furring is added. Please advise. | Reduce the furring at the wet wall; the stall must keep 60 inches.
    Signage mounting at {room} | The glass wall at {room} leaves no place for the sign on the latch side. Where shall it go? | Mount it on the glass with a matching back plate.
    [Elevators]
    Elevator pit depth | The manufacturer needs a pit {n} inches deeper than shown on {drawing}. Please confirm. | Lower the pit slab; revised foundation details are attached.
    Hoistway vent requirement | Is a hoistway vent still required under the adopted code? | No vent is required; provide the smoke control damper on the power plan.
    [Fire Protection]
    Sprinkler head conflict at {room} | Heads at {room} conflict with the light fixtures on {drawing}. May they be moved to the tile center? | Yes, to the center of the tile, keeping the listed spacing.
    Standpipe location at {side} stair | The standpipe at the {side} stair narrows the landing below the required width. Please advise. | Turn the valve toward the wall and recess it into the cabinet.
    [Plumbing]
    Underground waste invert at {grid} | The invert of the waste line at {grid} is {n} inches above the connection shown on the civil plan. Which governs? | Follow the civil plan and lower the main within the building.
    Floor drain at {room} | A floor drain is shown at {room} on {drawing} but not on the architectural plan. Is it required? | Yes, provide the drain with a trap primer.
    Water heater flue route | The flue of the water heater crosses the beam at {grid}. May it be routed through the {side} wall? | Side-wall termination is acceptable with 10 feet from air intakes.
    [HVAC]
    Duct routing at {room} | The main duct at {room} cannot pass below the beam with the ceiling height shown. Can it be split into two flat ducts? | Two ducts of equal area are acceptable. Submit the static pressure check.
    VAV box {n} access | VAV box {n} is above the hard ceiling at {room} with no access panel. Please advise. | Provide a 24 by 24 inch access panel, painted to match.
    Condensate routing at AHU-{n} | The condensate drain of AHU-{n} has no receptor on {drawing}. Where shall it discharge? | Route it to the mop sink at {room}.
    [Electrical]
    Panel location at {room} | Panel {panel} at {room} does not have the working clearance required. May it move to the opposite wall? | Move it to the opposite wall and extend the feeders.
    Feeder size for AHU-{n} | The feeder for AHU-{n} on the one-line diagram is smaller than its nameplate requires. Please confirm. | Increase the feeder as listed in the attached revision of the schedule.
    Fixture type at {room} | Fixture type L{n} at {room} has been discontinued. Is the attached substitute acceptable? | The substitute is acceptable with the same color temperature.
    [Low Voltage]
    Data outlet count at {room} | {drawing} shows {n} data outlets at {room}; the furniture plan needs more. Please confirm. | Provide two outlets for each workstation.
    Camera location at {side} entrance | The camera at the {side} entrance faces the sun in the afternoon. May it move to the canopy? | Move it to the canopy and confirm the view with the owner.
    [Earthwork]
    Unsuitable soil at {grid} | Soft clay was found at footing level near {grid}. How deep shall we over-excavate? | Remove {n} feet and replace with compacted fill, under observation of the geotechnical engineer.
    Groundwater in {side} excavation | Water enters the {side} excavation at about {nn} gallons per minute. Is a dewatering plan to be priced? | Yes. Provide a plan and unit price for well points.
    [Paving]
    Pavement section at {side} drive | The geotechnical report and {drawing} give different pavement sections at the {side} drive. Which governs? | The thicker section of the report governs at truck routes.
    Accessible ramp slope at {side} entrance | Existing grades give more than 8.33 percent at the {side} ramp. Please advise. | Extend the ramp with a landing as sketched.
    [Landscaping]
    Tree conflict with utility at {side} lot | A tree on {drawing} stands above the water main at the {side} lot. May it move {n} feet? | Move it {n} feet to the north, out of the easement.
    Plant substitution | The specified shrub is not available in the size listed. Is the next smaller size at closer spacing acceptable? | Acceptable at 30 inches on center.
    [Utilities]
    Storm manhole rim elevation | The rim of manhole {n} is above the finished grade on {drawing}. Please confirm. | Set the rim at finished grade and add a concrete collar.
    Water main tie-in location | The existing water main is {n} feet from where it is shown. Where shall we connect? | Connect at the valve found and record it on the as-built.
    """)
