"""The lists that companies and projects keep, beside those of a trade: what their entries are called.

The name of a resource, or its ending, with the parts joined by ``_``; then the names that its records may have.
"""

from __future__ import annotations

from mockcore.construction.text import rows

NAMES: dict[str, tuple[str, ...]] = {
    kind: tuple(names.split("; "))
    for kind, names in rows("""
    plan_types | Quality; Safety; Commissioning; Closeout
    list_sections | General; Preparation; Materials; Installation; Testing; Sign-Off
    templates_sections | General; Preparation; Materials; Installation; Testing; Sign-Off
    bid_form_sections | Base Bid; Alternates; Allowances; Unit Prices
    checklist_item_types | Quality; Safety; Environmental; Commissioning
    punch_item_types | Architectural; Civil; Electrical; Mechanical; Plumbing; Structural
    response_sets | Pass / Fail; Yes / No; Safe / At Risk; Good / Fair / Poor
    checklist_responses | Pass; Fail; N/A; Yes; No; Safe; At Risk
    response_sets_responses | Pass; Fail; N/A; Yes; No; Safe; At Risk
    checklist_schedules | Weekly Safety Walk; Monthly Fire Extinguishers; Weekly Stormwater; Daily Crane
    observation_templates | Housekeeping; Fall Protection; Damaged Work; Non-Conformance; Stormwater
    category_configurable_field_sets | Commissioning; Quality; Safety; Work to Complete
    configurable_field_sets | RFIs; Submittals; Punch List; Observations; Inspections; Daily Log
    custom_fields_sections | General Information; Permits; Closeout; Accounting
    custom_fields | Building Permit; Contract Area; Night Work; Owner's Reference
    custom_field_lov_entries | Low; Medium; High; Not Started; In Review; Complete
    change_events_statuses | Open; Pending; Closed
    generic_tools_statuses | Draft; Open; Closed
    equipment_register_statuses | Active; In Maintenance; Inactive
    equipment_register_types | Earthmoving; Lifting; Access; Compaction; Power; Concrete
    equipment_unmanaged | Rental Lift; Rental Generator; Rental Heater; Rental Pump
    distribution_groups | Owner Team; Design Team; Field Team; Safety Committee; Weekly Report; Submittal Reviewers
    distribution_groups_with_ancestors | Owner Team; Design Team; Field Team; Safety Committee
    default_types | Letter; Transmittal; Memo; Notice of Delay; Notice to Comply
    correspondence_types_defaults | Letter; Transmittal; Memo; Notice of Delay
    correspondence_types_permissions | Letter; Transmittal; Memo; Notice of Delay
    incidents_action_types | Corrective Action; Preventive Action; Training; Inspection; Repair
    environmental_types | Spill; Dust; Noise; Stormwater Discharge
    filing_types | OSHA 300; OSHA 301; Insurance Claim; Near Miss Report
    severity_levels | Low; Medium; High; Critical
    alert_recipients | Safety Director; Project Manager; Superintendent; Risk Manager
    incidents_alerts | High Severity Alert; Recordable Alert; Property Damage Alert
    incidents_actions | Repair the guardrail; Retrain the crew; Replace the cord; Brief all foremen
    instruction_types | Field Order; Site Directive; Stop Work; Clarification
    submittal_approvers | Reviewer; Approver; Submitter
    meeting_templates | Owner, Architect and Contractor; Subcontractor Coordination; Safety; Preconstruction
    layers | Markups; Dimensions; Coordination; As-Built
    links | City Permit Portal; Weather Forecast; Site Camera; Owner's Website; Plan Room
    bim_levels | Basement; Level 1; Level 2; Level 3; Roof
    bim_models | Architectural Model; Structural Model; Mechanical Model; Federated Model
    bim_plans | Level 1 Plan; Level 2 Plan; Level 3 Plan; Roof Plan
    bim_model_revisions | Coordination Issue 1; Coordination Issue 2; Record Model
    bim_model_revision_plans | Level 1 Plan; Level 2 Plan; Level 3 Plan; Roof Plan
    bim_view_folders | Clash Reviews; Site Walks; Owner Views
    bim_file_extractions | Geometry; Properties; Views
    bim_geometry_file_bundles | Geometry Bundle
    viewpoints | Mechanical Room; Corridor Ceiling; Main Lobby; Roof; Electrical Room
    objects | Duct; Pipe; Beam; Column; Cable Tray
    properties | Material; Fire Rating; Height; Flow; Manufacturer
    contexts | Drawings; Models; Photos; Documents
    budget_views | Procore Standard Budget; Monthly Forecast; Cost to Complete
    snapshots | Month End; Quarter End; Budget Baseline; Forecast Baseline
    columns | Original Budget; Approved Changes; Committed Costs; Direct Costs; Forecast to Complete
    summary_rows | Division 01; Division 03; Division 05; Division 09; Division 26
    filters | Open Items; My Items; Overdue; This Month
    billing_periods | January; February; March; April; May; June
    calendars | Five-Day Week; Six-Day Week; Seven-Day Week; Night Shift
    schedules | Master Schedule; Baseline Schedule; Recovery Schedule; Turnover Schedule
    lookaheads | Two-Week Lookahead; Three-Week Lookahead; Four-Week Lookahead
    activity_links | Finish to Start; Start to Start
    resources | Carpenters; Electricians; Laborers; Tower Crane; Concrete Pump
    monitoring_resources | Superintendent; Project Engineer; Safety Manager; Field Office
    task_item_categories | Administrative; Closeout; Contract; Design; Equipment; Permit
    task_items | Renew street permit; Update site plan; Order temporary power; Book hoist; Collect waivers
    task_codes | Mobilization; Framing; Finishes; Testing
    project_dates | Notice to Proceed; Topping Out; Building Enclosed; Substantial Completion; Final Completion
    project_templates | Standard Project; Tenant Improvement; Ground-Up Building
    permission_templates | Project Manager; Architect/Engineer; Subcontractor; Read Only
    levels | Read Only; Standard; Admin
    permission_level_options | Viewer; Planner; Administrator
    pdf_template_configs | Letter Portrait; Letter Landscape; Legal Portrait
    time_types | Regular Time; Overtime; Double Time
    time_and_material_entries | Added backing; Trench repair; Overtime cleanup; Temporary ramp; Water removal
    time_and_material_timecards | Carpenter; Laborer; Electrician; Operator
    transmittals | Shop drawings returned; Permit set; Signed contract; Test reports; Closeout manuals
    uom_categories | Area; Length; Amount; Time; Volume; Weight
    attributes | Phase; Building; Funding Source
    attribute_items | Phase 1; Phase 2; North Wing; South Wing
    workflows_templates | Commitment Approval; Invoice Approval; Change Order Approval
    workflows_presets | Standard Approval; Two-Step Approval; Owner Approval
    workflows_instances | Commitment Approval; Invoice Approval; Change Order Approval
    workflows_tools | Commitments; Invoicing; Change Orders; Correspondence
    workflow_activity_histories | Submit; Review; Approve; Return
    advanced_exports | RFI Log Export; RFI Detail Export
    workforce_planning_projects | Riverside Library; Northgate Clinic; Harbor Garage; Mission School
    projects_categories | Field; Office; Shop
    subcategories | Foremen; Journeymen; Apprentices
    workforce_planning_tags | OSHA 30; First Aid; Forklift; Rigging; Bilingual
    workforce_planning_groups | North Region; South Region; Self-Perform; Special Projects
    workforce_planning_custom_fields | Shirt Size; Union Local; License Number
    estimating_catalogs | Concrete Assemblies; Interior Finishes; Site Work; Labor Rates
    catalogs_items | Metal stud wall; Slab on grade; Door and frame; Acoustical ceiling; Light fixture
    line_item_groups | General Conditions; Structure; Interiors; Site Work
    proposals | Base Bid; Alternate 1; Alternate 2; Revised Proposal
    estimating_tasks | Quantity takeoff; Subcontractor quotes; Review of scope; Final markup
    bid_board_projects_tasks | Quantity takeoff; Subcontractor quotes; Review of scope; Final markup
    bid_board_projects_custom_fields | Bid Bond; Prevailing Wage; Owner's Reference
    manual_holds | Missing waiver; Expired insurance; Open dispute
    manual_forecast_line_items | Contingency; Escalation; Weather
    early_pay_programs | Ten-Day Program; Fifteen-Day Program
    subtiers | Ready-Mix Supplier; Rebar Detailer; Hoist Rental; Trucking
    app_installations | Installation
    async_operations | Export; Import; Recalculation
    stamps | Approved; Reviewed; Rejected
    """)
}
