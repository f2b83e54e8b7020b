# ruff: noqa: E501, RUF001 - a text stays on its line, so that it can be read and replaced as one
"""Contracts and changes: titles, scopes, reasons."""

from __future__ import annotations

from mockcore.construction.text import Rows, lines, rows

CHANGE_EVENTS: Rows = rows("""
    Added power for owner equipment at {room} | Client Request | Circuits, receptacles and a breaker in panel {panel} for equipment the owner added.
    Over-excavation at {grid} | Unforeseen Condition | Soft soil removed and replaced with compacted fill, as directed by the geotechnical engineer.
    Revised storefront at {side} entrance | Design Development | Wider doors and laminated glass as shown in the bulletin.
    Fire dampers added at {floor} | Code Requirement | Plan check comment: dampers at the rated corridor.
    Moisture barrier at {floor} slab | Unforeseen Condition | Slab readings exceed the limit of the flooring adhesive.
    Additional backing at {room} | Design Development | Backing for wall-mounted displays.
    Upgrade of lobby finishes | Client Request | Stone instead of porcelain tile in the lobby.
    Reroute storm line at {side} lot | Existing Condition | The line conflicts with an unmarked duct bank.
    Steel reinforcing for AHU-{n} | Design Error | Larger unit weight needs added framing.
    Temporary heat for winter work | Weather | Heaters and fuel for the enclosure.
    Sprinkler relocation at {room} | Coordination | Heads moved to clear the light fixtures.
    Added door at {room} | Client Request | Door, frame and hardware with card reader.
    Asbestos removal at {room} | Existing Condition | Pipe insulation found above the ceiling.
    Acceleration of {floor} finishes | Schedule | Overtime for two weeks to meet the turnover date.
    Value engineering of roof insulation | Back Charge | Credit for the alternate insulation.
    Utility company requirements | Regulatory | Larger vault and pull boxes.
    Curb and gutter at {side} drive | Regulatory | City requires replacement along the frontage.
    Allowance reconciliation – signage | Allowance | Final sign quantities against the allowance.
    Elevator cab finish change | Client Request | Back-painted glass panels.
    Repair of damaged drywall at {room} | Back Charge | Damage by another trade, to be charged back.
    Added data outlets at {room} | Client Request | Outlets and cabling for revised furniture.
    Crane extension | Schedule | Two more weeks of tower crane.
    Deep foundation at {grid} | Unforeseen Condition | Piers extended {n} feet to reach rock.
    Landscape scope reduction | Scope Reduction | Credit for deleted planting at the {side} lot.
    """)

CHANGE_REASONS = lines("""
    Client Request
    Design Development
    Design Error
    Unforeseen Condition
    Existing Condition
    Code Requirement
    Regulatory
    Coordination
    Allowance
    Back Charge
    Scope Reduction
    Schedule
    Weather
    Value Engineering
    Contractor Error
    """)

INCLUSIONS = lines("""
    All labor, material, equipment and supervision for a complete installation.
    Shop drawings, samples and closeout documents.
    Hoisting, unloading and distribution of own material.
    Daily cleaning of own debris to the dumpster provided.
    Coordination in the shared model before fabrication.
    Two mobilizations.
    Prevailing wages and certified payroll.
    One year warranty from substantial completion.
    """)
EXCLUSIONS = lines("""
    Overtime unless directed in writing.
    Permits, fees and utility company charges.
    Patching and painting of work by others.
    Hazardous material removal.
    Temporary power and water.
    Winter protection.
    Night work and street closures.
    Surveying and layout of main gridlines.
    """)
PAYMENT_TERMS = (
    "Net 30",
    "Net 45",
    "Net 60",
    "2% 10, Net 30",
    "Paid when paid",
    "Due on receipt",
    "Progress, 10th of month",
)
SHIP_VIA = ("Common carrier", "Supplier truck", "Will call", "Flatbed", "Parcel", "Freight, lift gate")

BID_SCOPES = lines("""
    Provide the complete {trade} scope according to plans and specifications.
    Furnish and install {trade} for {building}, including submittals and closeout.
    {trade} work for all floors; unit prices for added quantities.
    {trade}, base bid with alternates 1 and 2.
    Labor only for {trade}; material furnished by others.
    {trade} for the site work package.
    """)
BIDDER_COMMENTS = lines("""
    Price is valid for 60 days.
    Addenda 1 and 2 acknowledged.
    Excludes bond; add 1.2 percent if required.
    Lead time for long items is fourteen weeks.
    Includes two alternates as listed.
    Assumes single phase with continuous access.
    Qualified: no night work.
    Site visit attended.
    """)

INSURANCES: Rows = rows("""
    General Liability | Harbor Mutual Insurance
    Automobile Liability | Western Casualty Company
    Workers' Compensation | State Compensation Fund
    Umbrella | Great Plains Indemnity
    Professional Liability | Architects & Engineers Mutual
    Pollution Liability | Environmental Underwriters
    Builder's Risk | Continental Property Insurance
    Equipment Floater | Ironbridge Insurance
    """)

INVOICE_NOTES = lines("""
    Progress billing through the end of the month.
    Includes stored material with bill of sale attached.
    Conditional waiver attached.
    Retainage reduced after half of the work.
    Final billing after punch list.
    Credit for returned material.
    Time and material tickets attached.
    Rental for the period, fuel included.
    """)
BUDGET_NOTES = lines("""
    Transfer from contingency after buyout.
    Buyout savings moved to general conditions.
    Forecast raised for overtime.
    Allowance released to the line item.
    Corrected to match the prime contract.
    Reserve for winter conditions.
    Split between two cost types.
    Reallocated after scope review.
    """)
DIRECT_COSTS = lines("""
    Small tools and consumables
    Fuel for site equipment
    Dumpster haul
    Office trailer rental
    Portable toilets
    Reproduction of drawings
    Safety supplies
    Survey stakes and layout
    Temporary lighting
    Street sweeping
    Water truck
    Lumber for temporary protection
    Hoist operator overtime
    Permit fee
    Jobsite internet service
    """)
TAX_NAMES = ("Sales Tax", "Use Tax", "County Tax", "City Tax", "Goods and Services Tax", "Value Added Tax")
MARKUPS = (
    "Overhead",
    "Profit",
    "Overhead and Profit",
    "Bond",
    "General Liability Insurance",
    "Contingency",
    "Contractor Fee",
)
