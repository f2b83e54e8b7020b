# ruff: noqa: RUF001 - a text stays on its line, so that it can be read and replaced as one
"""Submittals, meetings, messages, files: the paper of a project."""

from __future__ import annotations

from mockcore.construction.text import Rows, lines, rows

SUBMITTAL_TYPES: dict[str, str] = {
    row[0]: row[1]
    for row in rows("""
    Product Information | Manufacturer's data for {title}, with the proposed models marked.
    Shop Drawing | Fabrication and layout drawings for {title}.
    Sample | Physical samples for selection of color and finish: {title}.
    Mock-Up | Mock-up of {title} at the location agreed on site.
    Certificate | Certificates of compliance for {title}.
    Test Report | Laboratory and field test reports for {title}.
    Mix Design | Proportions and break history for {title}.
    Calculations | Engineer's calculations for {title}, sealed.
    Schedule | Schedule of items under {title}.
    Manufacturer's Instructions | Installation instructions for {title}.
    Warranty | Sample warranty for {title}.
    Operation & Maintenance Manual | Operation and maintenance data for {title}.
    As-Built Drawing | Record drawings for {title}.
    Qualification Data | Installer and welder qualifications for {title}.
    Spare Parts | Attic stock and spare parts under {title}.
    """)
}
SUBMITTAL_RESPONSES = (
    "Approved",
    "Approved as Noted",
    "Revise and Resubmit",
    "Rejected",
    "For Record Only",
    "Pending",
    "Void",
    "Submitted",
)
SUBMITTAL_PACKAGES = (
    "Concrete Package",
    "Steel Package",
    "Envelope Package",
    "Interiors Package",
    "Mechanical Package",
    "Electrical Package",
    "Closeout Package",
    "Site Package",
)

MEETINGS: Rows = rows("""
    Owner–Architect–Contractor Meeting | Schedule, open questions, submittals, changes and decisions needed from the owner.
    Weekly Subcontractor Coordination | Three-week look-ahead, manpower, deliveries and areas released.
    Pre-Construction Meeting | Roles, communication, schedule of submittals and site rules.
    MEP Coordination Meeting | Open clashes by floor and sign-off dates.
    Safety Committee | Observations of the week, incidents and upcoming high-risk work.
    Toolbox Talk | Ladders, extension cords and weather.
    Pre-Installation Meeting – Roofing | Substrate, mock-up, weather limits and inspections.
    Pre-Installation Meeting – Waterproofing | Details, terminations and flood tests.
    Pre-Pour Meeting | Sequence, pump location, finishing crew and tests.
    Schedule Review | Critical path, float and recovery measures.
    Cost Review | Forecast, pending changes and contingency.
    Commissioning Kick-Off | Systems, start-up sheets and witness dates.
    Closeout Meeting | Punch lists, manuals, training and permits.
    Foremen's Daily Huddle | Work areas, hoist times and housekeeping.
    Neighborhood Liaison Meeting | Noise hours, closures and contact list.
    Steel Erection Kick-Off | Crane path, deliveries and fall protection.
    """)
MEETING_CATEGORIES = (
    "Safety",
    "Schedule",
    "Design",
    "Submittals",
    "Requests for Information",
    "Changes",
    "Quality",
    "Procurement",
    "Old Business",
    "New Business",
)
MEETING_TOPICS: Rows = rows("""
    Status of long-lead equipment | Ship dates confirmed for AHU-{n}; switchgear is at risk by two weeks.
    Open questions affecting {floor} | Three answers are needed before layout can start.
    Crane schedule | Shared between steel and curtain wall; request hours a day ahead.
    Access to {room} | Owner releases the room on Friday after five.
    Manpower at {floor} | Two more crews requested from the drywall contractor.
    Mock-up approval at {side} elevation | Architect accepts the mock-up with the sealant color changed.
    Inspection results | Above-ceiling at {room} passed in part; corrections due Thursday.
    Shutdown of chilled water | Planned for Saturday night, notice sent.
    Pending change orders | List reviewed; four to be priced this week.
    Housekeeping | Composite clean-up crew on Fridays.
    Look-ahead review | {floor} ceiling close-in starts in three weeks.
    Permit status | Revised plans are with the city; answer expected within ten days.
    Commissioning readiness | Start-up sheets missing for two pumps.
    Deliveries next week | Steel on Tuesday, glass on Thursday at the {side} gate.
    Lessons from recent near miss | Tag lines are mandatory on every pick.
    Closeout documents | Manuals are due 30 days before completion.
    """)

COORDINATION_ISSUES: Rows = rows("""
    Duct clashes with beam at {grid} | The supply main passes through the bottom flange. Lower the duct or offset by {n} inches.
    Sprinkler main through cable tray at {floor} | Raise the tray above the main.
    Pipe rack below ceiling at {room} | The rack is {n} inches below the ceiling line.
    Drain line in front of access door | Access to the valve is blocked at {room}.
    Conduit bank in slab edge at {grid} | Move the bank away from the post-tensioning anchors.
    Light fixture in duct path at {room} | Shift the duct to the {side}.
    Fire damper without access at {room} | Provide an access panel.
    Column wraps overlap door frame at {room} | Reduce the furring or move the frame.
    Hanger conflict at {floor} | Hangers for pipe and tray share the same location.
    Shaft too small at {grid} | Exhaust risers and pipe insulation do not fit.
    Equipment pad off gridline | Pad for AHU-{n} is {n} inches off.
    Storm leader crosses window head | Reroute inside the {side} wall.
    Insulation not modeled | Chilled water pipes at {floor} touch the tray once insulated.
    Ceiling access for VAV {n} | Hard ceiling below the box at {room}.
    Stair header interferes with riser | The standpipe does not clear the header.
    """)

FORMS: Rows = rows("""
    Daily Pre-Task Plan | Hazards and controls of the day, signed by the crew.
    Hot Work Permit | Permission and fire watch for welding and cutting.
    Excavation Permit | Utility locates and protective system.
    Crane Lift Plan | Weights, radius and rigging of a lift.
    Concrete Pour Card | Sign-off of trades before a pour.
    Visitor Sign-In | Name, company and protective equipment of visitors.
    New Worker Orientation | Site rules acknowledged by a new worker.
    Equipment Inspection | Daily check by the operator.
    Near Miss Report | What happened and what was done.
    Time and Material Ticket | Labor, material and equipment of extra work.
    Request for Information Form | For trades without a login.
    Utility Shutdown Request | System, date, duration and affected areas.
    Warranty Request | Defect, location and contact.
    Transmittal | What was sent, to whom and why.
    Punch Completion Notice | Areas ready for back-check.
    """)

FOLDERS = lines("""
    01 Contracts
    02 Drawings
    03 Specifications
    04 Submittals
    05 Requests for Information
    06 Change Management
    07 Schedule
    08 Meeting Minutes
    09 Safety
    10 Quality
    11 Photos
    12 Permits and Inspections
    13 Insurance and Bonds
    14 Pay Applications
    15 Purchasing
    16 Correspondence
    17 Commissioning
    18 Closeout
    19 Warranties
    20 Owner Documents
    """)
FILES = lines("""
    Geotechnical Report.pdf
    Site Logistics Plan.pdf
    Three-Week Look-Ahead.pdf
    Building Permit.pdf
    Certificate of Insurance.pdf
    Subcontract Exhibit A.docx
    Pay Application.xlsx
    Meeting Minutes.pdf
    Sketch SK-04.pdf
    Concrete Test Results.pdf
    Site Photo.jpg
    Shop Drawings.pdf
    Product Data.pdf
    Submittal Register.xlsx
    Safety Plan.pdf
    Crane Lift Plan.pdf
    Field Report.pdf
    Commissioning Checklist.xlsx
    Survey Control.dwg
    Coordination Model.nwd
    Progress Schedule.xer
    Warranty Letter.pdf
    """)

PHOTO_ALBUMS = (
    "Site Progress",
    "Aerial",
    "Foundations",
    "Structure",
    "Envelope",
    "Interiors",
    "MEP Rough-In",
    "Safety",
    "Quality",
    "Deliveries",
    "Existing Conditions",
    "Closeout",
    "Mock-Ups",
    "Unclassified",
)
PHOTO_CAPTIONS = lines("""
    Reinforcing in place at {grid} before the pour
    Steel erection at the {side} bay
    Decking complete at {floor}
    Duct mains at {floor}
    In-wall rough-in at {room}
    Curtain wall at the {side} elevation
    Drywall finishing at {room}
    Excavation at the {side} wall
    Aerial view from the {side}
    Underground plumbing at {grid}
    Delivery of AHU-{n}
    Ceiling grid at {room}
    Waterproofing at the {side} wall
    Damage found at {room}
    Lobby finishes
    Roof membrane at the {side} parapet
    Switchgear set in place
    Elevator pit at {grid}
    """)

EMAILS: Rows = rows("""
    Delivery of frames for {floor} | The frames for {floor} ship on Monday. Please confirm that the hoist is booked.
    Question about {drawing} | We find two dimensions for gridline {grid} on {drawing}. Which one should we build to?
    Request for access to {room} | Our crew needs {room} on Thursday from six in the morning.
    Revised schedule attached | Please review the dates of your work and answer by Friday.
    Insurance certificate expired | Your certificate has expired. Payment is on hold until we have the new one.
    Price for added outlets at {room} | Attached is our price for the added outlets. It is valid for 30 days.
    Notice of delay | Rain stopped exterior work for two days. We request an extension of time.
    Submittal returned | The submittal was returned with comments; please resubmit within ten days.
    Water leak at {room} | Water was found above the ceiling at {room}. Please send someone today.
    Crane hours next week | Requests for crane hours are due by Thursday noon.
    Inspection passed | The above-ceiling inspection at {floor} passed; you may close.
    Missing paperwork for payment | The lien waiver of last month is missing.
    Site rules reminder | Parking inside the fence is for deliveries only.
    Power shutdown on Saturday | Temporary power will be off from seven to noon.
    Closeout documents | Please send manuals and warranties before the final billing.
    """)
COMMENTS = lines("""
    Please review and answer by the end of the week.
    Field verified on site.
    See the attached sketch.
    Done, ready for back-check.
    Waiting for the material; expected next week.
    Discussed in the coordination meeting.
    Crew is scheduled for Thursday.
    Not in our scope of work.
    Photos attached.
    Agreed with the superintendent.
    Will be closed with the next inspection.
    Revised as requested.
    Cost to follow.
    No further action needed.
    Please coordinate with the electrician.
    """)
DESCRIPTIONS = lines("""
    Set up when the project began.
    In use on all projects of the company.
    Agreed in the kickoff meeting.
    Taken from the project manual.
    Updated after the last coordination meeting.
    For the current phase of the work.
    Follows the requirements of the contract.
    Reviewed with the owner's representative.
    """)
ANSWERS = lines("""
    Proceed as shown on the latest drawings.
    The detail in the bulletin applies.
    Corrected in the field and accepted.
    Provide the item as specified.
    Work was completed and checked.
    """)
REASONS = (
    "Late delivery",
    "Missing information",
    "Crew shortage",
    "Weather",
    "Access not available",
    "Awaiting approval",
    "Follow-on work blocked",
)
INSTRUCTIONS: Rows = rows("""
    Proceed with added backing at {room} | Proceed on time and material. Submit tickets daily.
    Stop work at {grid} | Stop until the engineer has reviewed the condition.
    Relocate outlet at {room} | Move the outlet as marked on site.
    Replace damaged material at {room} | Remove and replace the wet board.
    Change paint color at {room} | Use the color of the approved sample.
    Protect finished floors at {floor} | Provide protection until turnover.
    Expedite submittals | Send the remaining submittals within five days.
    Work overtime at {floor} | Two Saturdays are approved.
    """)
STATEMENTS = lines("""
    I was working beside the {side} wall when I heard the noise and went to help.
    The area was lit and dry. The worker wore gloves and glasses.
    I saw the load turn and called to stop the lift.
    We had held the briefing in the morning and spoke about this risk.
    I gave first aid and called the superintendent.
    The ladder stood on a level floor and was in good order.
    """)

CORRESPONDENCE_TYPES = ("Letter", "Transmittal", "Memo", "Notice of Delay", "Notice to Comply", "Field Directive")
