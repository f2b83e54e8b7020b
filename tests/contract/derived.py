"""What is null on a new record, by resource and field, each with why nothing tells its value."""

import re

from mockcore.reference.catalog import Catalog

_STATES = "|".join(sorted(entry.rpartition(".")[2] for entry in Catalog.load().overlay["states"]))
# Names that mean the same in every resource.
_NAMES = {
    rf"deleted_at|{_STATES}": "set by a state that the record is not in; tests/request/test_owned_values.py enters one",
    r"\w*url|\w*file_?name|content_type|size|file_type|attachment(_id)?|\w*thumbnail|image|photo_id": "no file was sent",
}
_FIELDS: dict[str, dict[str, str]] = {
    "not yet": {
        "action_plans/plan_item_assignees": "signature",
        "bids": "awarded values_converted_at values_converted_by_name",
        "checklist/list_items/signature_requests": "signature",
        "checklist/lists/signature_requests": "signature",
        "contract_payments": "date_payment_initiated date_payment_settled external_payment_id",
        "files": "checked_out_by",
        "payments/early_pay_programs": "deactivatedAt deactivatedBy deactivatedByName",
        "requisitions": "electronic_signature_id",
        "rfis": "time_resolved",
        "submittals": "distributed_at",
        "workflows/instances": "ended_at",
    },
    "nobody was written to yet": {
        "bids": "invitation_last_sent_at",
        "observations/items": "date_notified",
        "task_items": "date_notified",
        "users": "last_activated_at last_login_at welcome_email_sent_at",
    },
    "told when it is reviewed": {
        "change_order_packages": "review_notes reviewer",
        "potential_change_orders": "revised_substantial_completion_date",
    },
    "made of it later": {
        "bim_model_revisions": "published_model",
        "budget_changes": "created_change_event",
        "checklist/list_templates": "synced_to",
        "checklist/lists": "reinspected_by_id reinspected_from_id",
        "checklist/schedules": "next_due_at",
        "incidents/actions": "observation_id",
    },
    "its revisions are records of their own, of which it has none yet": {
        "bim_model_revisions": "revision",
        "bim_models": "current_revision_id",
        "specification_sections": "current_revision_id",
    },
    "no file was sent": {
        "bid_packages": "bid_docs_manifest project_logo_name",
        "bim_geometry_file_bundles": "cell_file mesh_file mesh_node_file node_file",
        "bim_model_revisions": "object_definition",
        "bim_viewpoints": "snapshot",
        "coordination_issues/procore_item_associations": "item_data",
        "file_versions": "prostore_file",
        "files": "name_with_path tracked_folder",
        "folders": "tracked_folder",
        "forms": "viewable_document_id",
        "projects": "logo_id",
        "punch_items": "download_all_attachments_uuid",
        "vendors": "logo",
    },
    "what another system calls it": {
        "action_plans/plan_types": "source_key",
        "action_plans/verification_methods": "source_key",
        "budget_changes": "erp_status",
        "contract_payments": "origin_code",
        "cost_codes/copy_from_standard_list": "biller_origin_id origin_data origin_id",
        "daily_logs/delay_log_types": "translation_key",
        "estimating/bid_board_projects/proposals": "procore_change_event_id",
        "estimating/proposals": "procore_change_event_id",
        "files": "legacy_id",
        "images": "origin_id",
        "inspection_types": "source_id",
        "observations/items": "origin",
        "prime_contracts": "original_substantial_completion_date",
        "requisitions": "erp_status",
        "rfqs/quotes": "import_origin_id",
        "tasks": "schedule_activity_id",
        "time_and_material_entries": "customer_id",
        "users": "business_id",
        "vendors": "business business_id",
    },
    "told by the file that was sent": {
        "checklist/lists/attachments": "name",
        "images": "gps_lat gps_long height projection taken_at width",
    },
    "came of none": {
        "action_plans/plan_item_assignees": "plan_id plan_template_id plan_template_item_id role_id",
        "action_plans/plan_items": "template_item_id",
        "action_plans/plan_references": "plan_id",
        "action_plans/plan_test_record_requests": "plan_id",
        "action_plans/plan_test_records": "plan_id",
        "commitments/line_items": "change_event_line_item",
        "direct_costs/line_items": "change_event_line_item",
        "generic_tools/generic_tool_items": "origin_generic_tool_item_id origin_rfi_id",
        "observations/items": "checklist_list",
        "potential_change_orders": "legacy_request_id",
        "potential_change_orders/line_items": "change_event_line_item",
        "prime_contracts": "budget_line_item_id",
        "prime_contracts/line_items": "change_event_line_item",
        "projects": "from_project_template_id",
    },
    "names none": {
        "dumpster_logs": "daily_log_segment daily_log_segment_id",
        "images": "daily_log_header_id",
        "inspection_logs": "daily_log_segment daily_log_segment_id",
        "managed_equipment_maintenance_logs": "project_id",
        "manpower_logs": "vendor",
        "notes_logs": "daily_log_segment daily_log_segment_id",
        "payment_readiness/manual_holds": "vendor_id",
        "productivity_logs": "company contract daily_log_segment daily_log_segment_id location",
        "tasks": "resource_name",
        "time_and_material_entries": "location_id",
        "visitor_logs": "location vendor",
        "weather_logs": "daily_log_segment daily_log_segment_id",
        "webhooks/hooks": "owned_by_project_id owned_by_user_id",
        "webhooks/hooks/triggers": "resource_id",
    },
    "that has none either": {
        "bid_packages": "project_latitude project_location project_longitude",
        "bids": "bid_form_title",
        "checklist/lists": "response_set",
        "estimating/catalogs/items": "cost_code",
        "prime_contracts": "cost_code",
        "programs": "latitude longitude",
    },
    "sums over the entries of other days": {
        "productivity_logs": "previously_delivered previously_used",
    },
    "free text of none": {
        "budget_views/budget_details": "description",
        "forms": "permissions",
        "generic_tools/generic_tool_items/generic_tool_item_responses": "notes status",
        "managed_equipment_logs": "responsible_contractor",
        "meetings": "description",
        "payment_applications": "total_amount_paid",
        "requisitions": "summary_text",
        "rfis/advanced_exports": "message",
    },
    "read from the model": {
        "bim_levels": "name",
        "bim_model_revision_plans": "bim_level_id",
        "bim_model_revisions": "bim_gridline",
    },
    "told by the steps of the workflow, which nothing makes through the API": {
        "workflow_activity_histories": "bic_duration bic_end bic_start workflow_activity_name workflow_state_id "
        "workflow_state_name workflow_user_role_name",
        "workflows/instances": "workflow_manager",
    },
    "told by the estimate, which nothing makes through the API": {
        "estimating/bid_board_projects": "stats",
        "estimating/bid_board_projects/proposals": "order quote_nr total",
        "estimating/catalogs/items": "cost_name delivery_unit sub_job_code sub_job_name",
        "estimating/proposals": "order quote_nr total",
    },
    "read from the schedule's file": {
        "schedule/lookahead_tasks": "activity_id row_number task_id wbs",
        "schedules/timeline_events": "activity_code",
        "tasks": "color",
    },
    "told by what is measured": {
        "actual_production_quantities": "unit_of_measure",
        "manual_forecast_line_items": "budget_forecast_id",
        "monitoring_resources": "forecast_to_complete planned_total_cost total_units units_remaining",
    },
    "what only a purchase order, or an older client, has": {
        "prime_contracts": "assigned_to bill_to contract_termination_date delivery_date payment_terms received_from "
        "requisition_number ship_to ship_via",
    },
    "of the pages that invite bids": {
        "bid_packages": "bidding_countdown_email_days links pre_bid_rfi_deadline_date primary_slug_with_ids",
        "bids": "contract_button_disabled_reason links mailto po_button_disabled_reason",
    },
    "set on Procore's own pages": {
        "checklist/item/response_sets/responses": "item_status_id",
        "checklist/list_templates": "company_description",
        "checklist/list_templates/items": "details",
        "checklist/lists": "default_response_phrasing responsible_party",
        "checklist/responses": "item_status_id",
        "instruction_types": "prefix",
        "insurances": "insurance_provider",
        "locations": "code",
        "observation_types": "kind name_translations",
        "observations/items": "specification_section",
        "projects": "dictionary_type inbound_email inbound_email_address owners_project_id persistent_message",
        "punch_items": "schedule_risk_reason",
        "rfis": "prefix",
        "submittals": "buffer_time open_date",
        "vendors": "legal_name",
        "visitor_logs": "subject",
        "wbs/attributes": "segment_id",
    },
    "told by Procore Pay": {
        "compliance/invoices/documents": "notes",
        "contract_payments": "status",
        "payment_readiness/manual_holds": "description hold_type invoice_id",
        "payments/early_pay_programs": "paymentsCompanyId",
    },
    "told by the timesheet or line that it is of": {
        "budget_views/budget_details": "contract item link",
        "cost_codes/copy_from_standard_list": "position",
        "timecard_entries": "timesheet_status",
    },
}
RULES = len(_NAMES) + len(_FIELDS)
_EXCUSED = {f"{kind}.{name}" for kinds in _FIELDS.values() for kind, names in kinds.items() for name in names.split()}
_PATTERN = re.compile("|".join(_NAMES))


def is_excused(field: str) -> bool:
    """Whether a field, ``resource.field``, may be null on a new record."""
    return field in _EXCUSED or _PATTERN.fullmatch(field.rpartition(".")[2]) is not None
