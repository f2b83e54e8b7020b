"""What a sweep of all attributes does not find again, by resource and attribute, each with its reason."""

FREE = "the body takes anything, and what the sweep makes up is none of what there can be"
COMPUTED = "it follows from other fields, which are given beside it"
BESIDE = "what the sweep gives beside it stands in the same place, or it names that place"
COMMAND = "it says what to do, and is read in what was done"
ELSEWHERE = "another operation answers it, which the sweep does not ask"
UNNAMED = "the sweep names no record or file that there is"
FILE = "it is read in the file that was made of it"

_REASONS: dict[str, dict[str, str]] = {
    FREE: {
        "action_plans/plan_references": "payload.document_management_document_reference",
        "action_plans/plan_template_references": "payload.document_management_document_reference payload.submittal_log_id",
        "checklist/lists": "*",
        "financials/markups": "compound.selections[]",
    },
    COMPUTED: {
        "action_plans/plan_test_record_requests": "type_id",
        "bids": "bid_items_attributes[].amount_in_cents bidder_id",
        "change_order_requests": "grand_total",
        "direct_costs/line_items": "amount",
        "timecard_entries": "hours",
    },
    BESIDE: {
        "bid_packages": "distribution_ids",
        "change_order_packages": "attachment_ids[] change_order_ids contract_id",
        "commitments/compliance_documents": "attachment_ids[]",
        "potential_change_orders": "attachment_ids[] change_order_request.change_order_package_id contract_id",
        "punch_items": "image_ids",
    },
    COMMAND: {
        "action_plans/plan_sections": "plan_section_id",
        "action_plans/plan_template_items": "plan_template_item_id",
        "action_plans/plan_template_sections": "template_section_id",
        "action_plans/plans": "number_of_plans template_id",
        "budget_views/budget_details": "biller[].name biller[].type biller[].value[] cost_code[] cost_type[] detail_type[] "
        "root_cost_code[] vendor[]",
        "checklist/list_templates": "source_template_id",
        "configurable_field_sets": "custom_field_47393 custom_field_58238",
        "construction_volume": "message",
        "cost_codes": "standard_cost_code_list_id sub_job_id",
        "cost_codes/copy_from_standard_list": "standard_cost_code_list_id sub_job_id",
        "daily_logs": "daily_log_segment_id from_date log_types[] to_date",
        "estimating/bid_board_projects": "as_template",
        "rfis": "forwardee_ids",
        "uoms": "deletes[]",
        "work_breakdown_structure/segments/segment_items": "sub_job_id",
    },
    ELSEWHERE: {
        "coordination_issues/viewpoints": "*",
        "estimating/catalogs/items": "sub_items[].item_id",
        "punch_items": "document_management_document_revision_ids[] prostore_file_ids[]",
        "viewer_documents": "attachment_id attachment_source item_id item_type",
        "webhooks/hooks/triggers": "api_version",
        "work_breakdown_structure/wbs_codes": "attribute_item_ids",
    },
    UNNAMED: {
        "checklist/list_item_attachments": "*",
        "observation_templates": "observation_title",
        "time_and_material_entries": "time_and_material_entry_ids",
        "users": "* project_role_ids users[].permission_template_id users[].project_role_ids",
    },
    FILE: {
        "action_plans/plan_item_assignees/signature": "attachment_string",
        "drawing_uploads": "files[]",
        "files": "file",
    },
}
# The body itself is written "*" above.
EXCEPTED: dict[tuple[str, str], str] = {
    (kind, "" if name == "*" else name): reason
    for reason, kinds in _REASONS.items()
    for kind, names in kinds.items()
    for name in names.split()
}
