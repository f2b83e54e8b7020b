"""What a sweep of all attributes does not find again, by resource and attribute, each with its reason."""

FREE = "the body takes any text, the answer has choices, numbers or days"
COMPUTED = "it follows from other fields"
BESIDE = "what the sweep gives beside it stands in the same place"
COMMAND = "it says what to do, and is read in what was done"
ELSEWHERE = "another operation answers it, which the sweep does not ask"
UNNAMED = "the sweep names no record that it would change"
OWNED = "the server owns it"

_REASONS: dict[str, dict[str, str]] = {
    FREE: {
        "action_plans/plan_item_assignees/signature": "attachment_string",
        "action_plans/plan_references": "payload.document_management_document_reference",
        "action_plans/plan_template_references": "payload.document_management_document_reference "
        "payload.document_management_document_reference.collection_id "
        "payload.document_management_document_reference.container_id",
        "bids": "bid_items[].bid_form_item_id bid_items_attributes[].bid_form_item_id",
        "budget_changes": "number",
        "change_events": "custom_fields status",
        "change_events/change_event_production_quantities": "uom",
        "configurable_field_sets": "custom_field_47393 custom_field_58238",
        "currency_configuration/exchange_rates": "exchange_rates[].quote_currency_iso_code",
        "equipment_register": "status",
        "equipment_register/maintenance/records": "duration",
        "equipment_timecard_entries": "unit_of_measure",
        "estimating/catalogs/items": "sub_items[].item_id",
        "financials/markups": "compound.selections[] markup_conditions[].match_type",
        "incidents/environmentals": "quantity_unit_of_measure",
        "incidents/injuries": "affected_body_parts[]",
        "monitoring_resources": "utilization",
        "observation_types": "category",
        "punch_items": "cost_impact schedule_impact status",
        "time_and_material_entries": "status",
        "workforce-planning/projects": "closed_date est_end_date start_date",
    },
    COMPUTED: {
        "action_plans/plan_test_record_requests": "type_id",
        "bids": "bid_items_attributes[].amount_in_cents bidder_id",
        "checklist/lists": "status",
        "direct_costs/line_items": "amount",
        "rfis": "draft received_from_login_information_id",
        "timecard_entries": "hours",
    },
    BESIDE: {
        "bid_packages": "distribution_ids",
        "change_order_packages": "attachment_ids[] change_order_ids legacy_request_ids",
        "commitments/compliance_documents": "attachment_ids[]",
        "files": "file",
        "potential_change_orders": "attachment_ids[] change_order_request.change_order_package_id",
        "punch_items": "image_ids",
        "task_item_comments": "upload_ids",
    },
    COMMAND: {
        "action_plans/plan_template_sections": "template_section_id",
        "action_plans/plans": "number_of_plans template_id",
        "checklist/list_templates": "source_template_id",
        "construction_volume": "message",
        "daily_logs": "daily_log_segment_id from_date log_types[] to_date",
        "estimating/bid_board_projects": "as_template",
        "rfis": "forwardee_ids",
        "uoms": "deletes[]",
        "work_breakdown_structure/segments/segment_items": "sub_job_id",
        "budget_views/budget_details": "biller[].name biller[].type biller[].value[] cost_code[] cost_type[] detail_type[] "
        "root_cost_code[] vendor[]",
    },
    ELSEWHERE: {
        "bim_viewpoints": "item_id item_type primary",
        "checklist/list_item_attachments": "*",
        "checklist/lists": "*",
        "coordination_issues/viewpoints": "*",
        "punch_items": "attachments[] document_management_document_revision_ids[] prostore_file_ids[]",
        "users": "* project_role_ids users[].permission_template_id users[].project_role_ids",
        "viewer_documents": "attachment_id attachment_source item_id item_type",
        "workflows/instances": "attachments.drawing_revision_ids attachments.file_version_ids attachments.form_ids "
        "attachments.image_ids attachments.prostore_file_ids[] attachments.upload_ids comment current_step_occurrence_id "
        "selected_response_option_id",
    },
    UNNAMED: {
        "observation_templates": "active assignee_id observation_title trade_id",
        "time_and_material_entries": "time_and_material_entry_ids",
        "timesheets": "approval_status billable cost_code_id crew_id date description hours location_id origin_data origin_id "
        "party_id set_timecard_time_type_automatically sub_job_id time_in time_out timecard_time_type_id timesheet_id "
        "work_classification_id",
    },
    OWNED: {
        "change_events": "change_event_line_items_attributes[].created_at change_event_line_items_attributes[].updated_at",
    },
}
# The body itself is written "*" above.
EXCEPTED: dict[tuple[str, str], str] = {
    (kind, "" if name == "*" else name): reason
    for reason, kinds in _REASONS.items()
    for kind, names in kinds.items()
    for name in names.split()
}
