"""What fields of codes hold: types, priorities, states, units, identifiers. One word or a few, and never a sentence."""

from __future__ import annotations

import re

from mockcore.construction.text import rows

# The first pattern that matches the whole snake_case name of a field decides.
_WORDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern.replace("/", "|")), tuple(words.split("; ")))
    for pattern, words in rows(r"""
    (.*_)?priority | Low; Medium; High
    relationship_type/to_activity | FS; SS; FF
    (duration|lag)(_display)?_unit | day; week; hour
    constraint_type | As Soon As Possible; Start No Earlier Than; Finish No Later Than
    (.*_)?schedule_type | Primavera P6; Microsoft Project
    hold_type | Manual; Compliance
    .*waiver_type | Conditional Progress; Unconditional Progress; Conditional Final
    subtier_type | Supplier; Subcontractor
    kind_of_work | Concrete supply; Rebar detailing; Hoist rental; Trucking
    issue_type | Clash; Design; Constructability
    project_type | Commercial; Education; Healthcare
    (project_)?stage | Pre-Construction; Course of Construction; Post-Construction
    region | North; South; West
    program | Schools; Hospitals; Offices
    provider_type/dictionary_type | Project
    host_type/holder_class | Project
    source_type | Company; Project
    (change_event_)?origin_type/(workflowed_object|contract|commitment)_type | WorkOrderContract; PurchaseOrderContract
    transmittal_item_type/item_type | Drawing; Submittal; Specification; RFI
    document_type | Lien Waiver; Certified Payroll; Insurance Certificate
    invoice_type | Progress; Final
    activity_type | create; update; close
    inspection_type | Building; Electrical; Plumbing; Mechanical
    operation_type | Export; Import
    bank_account_type | Checking
    timecard_type/time_type/abbreviated_time_type | RT; OT; DT
    change_type | Owner Change; Allowance; Contingency
    kind | Safety; Quality; Commissioning
    tool_type/tool/tools | Commitments; Invoicing; Change Orders
    (tool_)?subtype | Subcontracts; Purchase Orders
    product_category | Project Management; Financials; Quality & Safety
    archetype | Architect; Owner; Superintendent; Project Manager; Project Engineer
    workflow_user_role_name/user_role/ball_in_court_role | Creator; Reviewer; Approver
    workflow_state_name | Draft; In Review; Approved
    workflow_activity_name/activity | Submit; Review; Approve
    activity_code | A1010; A1020; A1030; A1040
    accounting_method | amount; unit
    sector | Education; Healthcare; Commercial; Public Safety
    sent_via | Email; Courier; Hand Delivery
    column | Original Budget; Approved Changes; Forecast
    delimiter | .; -
    tab_group | Correspondence
    scope | In Scope; Out Of Scope; TBD
    suitability | S1; S2; S3
    semantic_version/publisher_version/version_number | 1.0.0; 1.1.0; 2.0.1
    api_version/payload_version | v2
    zone | us01; us02
    slug | rfi-log; rfi-detail
    identifier/source_uid/csv_import_code/app_uid | A-101; A-102; B-201; B-202
    creation_source/render_mode | web; mobile; model
    rule | half_up; half_even
    group_by | status; assignee; location
    group_(equipment|labor)_totals_by | day; vendor
    group_label | Open; Closed
    limit | $1,000,000; $2,000,000; $5,000,000
    additional_insured | Owner; General Contractor; Owner and General Contractor
    insurance_sets/division_template | Standard; High Risk; Design Professional
    responded_with | Pass; Fail; N/A
    conforming_response | Pass; Yes; Safe
    deficient_response | Fail; No; At Risk
    emergency_contact_relation | Spouse; Parent; Sibling
    safety_notice | Verbal Warning; Written Warning; Stop Work
    default_revision | 0; 1
    sub_job_code | 01; 02; 03
    tag | Long lead; Alternate; Allowance
    currency_symbol | $
    currency_display | USD
    project_currency_display | USD
    font_family | Helvetica
    last_calendar_view | month; week
    user_access_level | Read Only; Standard; Admin
    stored_materials_billing_method | move_materials; carry_forward
    item | Labor; Materials; Equipment
    (.*_)?(type|category|kind|label|group) | General
    """)
)


def words_of(name: str) -> tuple[str, ...] | None:
    """The words that a field of this snake_case name may hold; None for a field that is no code, or one with a maker."""
    return next((words for pattern, words in _WORDS if pattern.fullmatch(name)), None)
