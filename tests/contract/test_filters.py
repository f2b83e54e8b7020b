"""Every query parameter that the document declares for a list: what no record has leaves nothing, what one has finds it.

A parameter that changes nothing whatever its value is named below, with the reason.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from mockcore.engine import Engine
from mockcore.reference.operation import Operation, Parameter
from mockcore.reference.schema import main_type
from mockcore.settings import Settings
from tests.contract.requests import Requests, listed

Row = dict[str, Any]
NOBODY = "987654321987"
STEERING = {
    "page", "per_page", "view", "serializer_view", "sort", "company_id", "project_id", "run_configurable_validations",
    "sort_by", "sort[attribute]", "sort[direction]", "sort_direction", "direction", "page_size", "page_start", "locale",
}  # fmt: skip
SINGLE = {"singleton", "statuses", "my_companies"}
# reason → resource → parameters; "*" for every resource.
SILENT: dict[str, dict[str, str]] = {
    "says how the answer looks, not which records it has": {
        "*": "include_rfqs include_lov_entries included viewpoint_format exclude_custom_fields show_attachments with_position "
        "include_trigger_count custom_fields_integration_name use_filter_tz group group_by export_format",
        "custom_field_definitions": "includes_configurable_field_sets_count",
        "work_breakdown_structure/segments/segment_items": "include_action_policy with_descendant_counts "
        "with_sub_job_cost_codes_count",
        "budget_views/project_status_snapshots": "comparison_budget_column_ids",
        "folders": "show_latest_file_version_only",
        "checklist/lists": "view",
    },
    "changes what another parameter asks for, alone it has no effect": {
        "*": "include_sublocations",
        "work_breakdown_structure/wbs_codes": "hide_not_in_group",
    },
    "is remembered for the pages of Procore itself": {"coordination_issues": "save_sticky_filters"},
    "pages and sorts a part of the answer that is one page here": {
        "bid_packages/documents": "pdm_page pdm_per_page pdm_sort_by pdm_sort_order pdm_search",
        "workforce-planning/notification-profiles": "limit starting_after starting_before",
        "workforce-planning/people/time-off": "limit start_after",
    },
    "asks for what every record of this world is, or for what no request can make": {
        "contributing_behaviors": "all",
        "contributing_conditions": "all",
        "hazards": "all",
        "incidents/harm_sources": "all",
        "companies": "include_free_companies",
        "configurable_field_sets": "include_default_configurable_field_sets",
        "users": "without_reference_users reference_users_only include_company_people",
        "tools": "for_mobile include_configurable_generic_tools",
        "settings/permissions": "filter_correspondence_types",
        "distribution_groups": "with_domain_users include_ancestors domain_id min_ual ual",
        "folders": "exclude_folders exclude_files",
        "coordination_issues": "source_file_id",
        "punch_items": "assignee_response",
        "manpower_logs": "daily_log_segment_id",
        "visitor_logs": "daily_log_segment_id",
        "timecard_entries": "in_progress_only include_in_progress",
        "submittals": "has_operation_errors operation_errors_by_operation_id only_current_revision workflow_progress",
        "work_breakdown_structure/segments/segment_items": "only_active_items include_sub_job_cost_codes legacy_sub_job_id "
        "legacy_cost_code_id segment_item_list_id",
        "work_breakdown_structure/wbs_codes": "can_select_divisions required_segments",
        "drawing_sets": "exclude_empty_sets only_attachable_sets with_sketches with_measurements",
        "drawing_revisions": "is_reviewed with_obsolete deleted",
        "specification_section_revisions": "all_revisions",
    },
    "leaves out what has the value (tests/behaviours/test_filtering.py)": {
        "change_order_packages": "status][not",
        "change_order_requests": "not_status",
    },
    "is a word for yes or no asked for by a text": {
        "incidents/severity_levels": "email_trigger push_notification_trigger",
        "prime_contracts": "signature_required",
    },
    "names what the reference does not describe": {
        "*": "scope tool_name tool_subtype subcontext_type_id inspection_type_grouping item_type item_id recycled",
        "configurable_field_sets/find_by_index": "scope[category] scope[observations_category_id] scope[inspection_type_id] "
        "scope[generic_tool_id] scope[action_plan_type_id]",
        "configurable_field_sets": "types starts_with",
        "custom_field/data_types": "type field_set_id",
        "change_events/new": "selected_origin_id",
        "calendar_events": "calendar[start_datetime] calendar[finish_datetime]",
        "work_breakdown_structure/wbs_codes": "group_type group_id",
        "groups": "context_id context_type_id",
        "layers": "context_type_id",
        "bid_packages": "filter with_flags",
        "bid_packages/bid_forms": "excluded_bid_form_id",
        "monitoring_resources": "forecast_start_date",
        "permission_templates": "assignables_only",
        "roles": "users_only",
        "project_roles": "add_to_project_team",
        "pdf_template_configs": "record_generic_tool_id project_id only_parent",
        "generic_tools": "project_id",
        "equipment_register/attachment": "resource_id resource_type",
        "equipment_register": "current_project_ids",
        "observations/items": "id",
        "projects": "custom_fields",
        "schedule/calendar_items": "date",
        "locations": "depth_range",
        "submittals": "approved_id date_range start_date end_date response specification_area_id",
    },
    "asks for what other records tell, which is not worked out": {
        "action_plans/plan_items": "assignee_party_id_or_role_id attachment_id drawing_revision_id file_version_id "
        "plan_test_record_request_id specification_section_id verification_method_id generic_tool_item_id form_id meeting_id "
        "observation_item_id submittal_log_id record_checklist_template_id record_generic_tool_id reference_type",
        "action_plans/plans": "template_id",
        "bim_models": "bim_file_id has_revisions",
        "managed_equipment": "last_service_date next_service_date",
        "meetings": "assignee_id",
        "meetings/ecrion_pdf_generation_data": "assignee_id id public draft mode root_id roots template_id",
        "budget_views/project_status_snapshots": "status_id program_id region_id stage_id office_id department_id "
        "created_by_id created_at",
        "budget_views/project_status_snapshots/summary": "status_id program_id region_id stage_id office_id department_id "
        "created_by_id created_at",
        "budget_views/detail_rows": "cost_code_name root_cost_code_name",
        "budget_views/summary_rows": "cost_code_name root_cost_code_name",
        "budget_view_snapshots/detail_rows": "cost_code_name root_cost_code_name",
        "budget_view_snapshots/summary_rows": "cost_code_name root_cost_code_name",
        "timesheets": "deleted_at sub_job_id",
        "timecard_entries": "start_time_in end_time_in",
        "image_categories": "updated_at",
    },
}
# Values with a comma are several; the statuses of inspections are asked for by number, priorities by three words.
OTHERWISE = {"name", "affected_body_part", "status", "priority"}


@pytest.fixture(scope="module")
def filled() -> Iterator[Requests]:
    engine = Engine.open(Settings(now="2026-01-15T15:00:00Z"))
    requests = Requests(engine, 4264590, 225100)
    for kind in list(requests.creators):
        requests.existing(kind)
    yield requests
    engine.close()


def lists(filled: Requests) -> Iterator[tuple[Operation, str, Any]]:
    """(operation, target, answer) of each list that shows something."""
    for operation in filled.operations:
        if operation.method == "GET" and not operation.one and operation.path.startswith("/rest/"):
            target = filled.target(operation)
            status, answer, _ = filled.send("GET", target)
            if status == 200 and not isinstance(answer, bytes) and listed(answer):
                yield operation, target, answer


def values(part: Parameter) -> list[str]:
    """What no record has; of what is yes or no, or one of few words, each."""
    schema = part.schema.get("items", {}) if main_type(part.schema) == "array" else part.schema
    if main_type(schema) == "boolean":
        return ["true", "false"]
    if schema.get("format") in ("date", "date-time") or re.search(r"(_at|date|_on)\]?$", part.name):
        return ["2999-01-01", "1901-01-01", "1901-01-01...1901-01-02"]
    if schema.get("enum"):
        return [str(value) for value in schema["enum"]]
    number = main_type(schema) in ("integer", "number") or re.search(r"_?ids?\]?(\[\])?$", part.name)
    return [NOBODY] if number else ["no record says this"]


def asked(filled: Requests, target: str, part: Parameter, value: str) -> tuple[int, Any]:
    many = main_type(part.schema) == "array" and not part.name.endswith("[]")
    name = quote(part.name + "[]" * many)
    return filled.send("GET", f"{target}{'&' if '?' in target else '?'}{name}={quote(value)}")[:2]


def excused(kind: str, name: str) -> bool:
    return any(name in words.split() for table in SILENT.values() for key, words in table.items() if key in ("*", kind))


def test_what_a_parameter_asks_for_changes_the_answer(filled: Requests) -> None:
    silent, told = set(), 0
    for operation, target, answer in lists(filled):
        for part in operation.query:
            if part.required or part.name in STEERING:
                continue
            told += 1
            if all(asked(filled, target, part, value) == (200, answer) for value in values(part)):
                silent.add((operation.kind, plain(part)))
    assert told > 1_500
    assert sorted(pair for pair in silent if not excused(*pair)) == []
    unused = {
        (key, name)
        for table in SILENT.values()
        for key, words in table.items()
        for name in words.split()
        if not any(name == found and key in ("*", kind) for kind, found in silent)
    }
    assert unused == set()


def plain(part: Parameter) -> str:
    """``status`` of ``filters[status]``; other names as they are."""
    found = re.fullmatch(r"filters?\[(.+?)\](\[\])?", part.name)
    return found[1] if found else part.name.removesuffix("[]")


def test_the_value_of_a_record_finds_it(filled: Requests) -> None:
    missed, told = [], 0
    for operation, target, answer in lists(filled):
        if operation.rule not in ("list", "grouped"):
            continue
        rows = [row for row in listed(answer) if isinstance(row, dict) and str(row.get("id")).isdigit()][:5]
        for part in operation.query:
            bracketed = part.name.startswith("filter") and "[" in part.name and "][not" not in part.name
            if part.required or not bracketed or plain(part) in OTHERWISE:
                continue
            for row in rows:
                value = held(filled, operation.kind, row, plain(part))
                if value is None:
                    continue
                told += 1
                status, found = asked(filled, target, part, value)
                if status != 200 or row["id"] not in [each.get("id") for each in listed(found) if isinstance(each, dict)]:
                    missed.append((operation.path, part.name, value, status))
                break
    assert missed == []
    assert told > 700


def held(filled: Requests, kind: str, row: Row, name: str) -> str | None:
    """What the row, or the record behind it, has under the name of a filter."""
    record = filled.engine.world.get(kind, int(row["id"]))
    if record is None:
        return None
    if name in ("created_at", "updated_at"):
        return str(getattr(record, name))[:10]
    stem = name.removesuffix("_ids").removesuffix("_id")
    for source in (record.body, row):
        for key in (name, f"{stem}_id", f"{stem}_ids", stem, name[:-1]):
            value = source.get(key)
            while isinstance(value, list | dict) and value:
                value = value[0] if isinstance(value, list) else value.get("id")
            if value not in (None, "", [], {}):
                return str(value).lower() if isinstance(value, bool) else str(value)
    return None
