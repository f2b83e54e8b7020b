"""What follows from the input or from other records is never null on a record that was created, in every resource."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from mockcore.reference.catalog import Catalog
from mockcore.reference.derivations import LABELS
from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties
from tests.contract.requests import Requests, unwrapped
from tests.sweep import sample

CATALOG = Catalog.load()
OPERATIONS = [CATALOG.operation(number) for number in range(len(CATALOG))]
CREATIONS = [operation for operation in OPERATIONS if operation.rule == "create" and operation.response]
STATES = "|".join(sorted(entry.rpartition(".")[2] for entry in CATALOG.overlay["states"]))

# "resource.field" that may be null on a new record → why nothing tells its value.
EXCEPTIONS = {
    # What comes later in a record's life.
    rf".*\.(deleted_at|{STATES})": "set by a state that the record is not in; tests/request/test_owned_values.py enters one",
    r".*\.(distributed_at|time_resolved|ended_at|started_at|deactivated\w*|checked_out_by|current_step_occurrence)": "not yet",
    r".*\.(date_notified|invitation_last_sent_at|welcome_email_sent_at|last_(login|activated)_at)": "nobody was written to yet",
    r".*\.(reviewer|designated_reviewer|review_notes|revised_substantial_completion_date)": "told when it is reviewed",
    r".*\.(date_payment_\w+|external_payment_id|electronic_signature_id|signature|values_converted_\w+|awarded)": "not yet",
    r".*\.(reinspected_\w+|next_due_at|observation_id|created_change_event|synced_to|published_model)": "made of it later",
    r".*\.(current_revision_id|revision)": "its revisions are records of their own, of which it has none yet",
    # What a client did not send, or another system tells.
    r".*\.(\w*url|\w*file_?name|content_type|size|file_type|attachment(_id)?|\w*thumbnail|image|photo_id)": "no file was sent",
    r".*\.(\w+_file|snapshot|viewable_document_id|download_all_\w+|bid_docs_manifest|object_definition)": "no file was sent",
    r".*\.(logo|logo_id|project_logo_name|name_with_path|tracked_folder|item_data)": "no file was sent",
    r".*\.(\w*origin\w*|legacy_id|import_origin_id|source_(id|key)|erp_status|external_\w+)": "what another system calls it",
    r".*\.(business\w*|procore_change_event_id|translation_key|customer_id"
    r"|schedule_activity_id)": "what another system calls it",
    r"(images|files|checklist/lists/attachments)\.\w+": "told by the file that was sent",
    # What another record would tell, if the request had named one, or if that had it itself.
    r".*\.(change_event_line_item|change_order_request_id|legacy_request_id"
    r"|checklist_list|budget_line_item_id)": "came of none",
    r".*\.(plan_id|plan_template_id|plan_template_item_id|template_item_id|from_project_template_id|role_id)": "came of none",
    r".*\.(daily_log_segment(_id)?|sub_job|location(_id)?|vendor(_id)?"
    r"|project_id|owned_by_\w+|resource_(id|name))": "names none",
    r".*\.(project_(location|latitude|longitude)|latitude|longitude"
    r"|bid_form_title|response_set|cost_code)": "that has none either",
    r"productivity_logs\.(company|contract|line_item_\w+"
    r"|previously_\w+)": "told by the line item that an entry names; the reference does not say of which contracts",
    r"(manpower_logs\.vendor|task_items\.assignee|forms\.permissions)": "of a person, who may be nobody",
    # What only a part of Procore sets that the API does not reach.
    r"bim_\w+\.\w+": "read from the model",
    r"workflow\w*(/\w+)*\.\w+": "told by the steps of the workflow, which nothing makes through the API",
    r"estimating/.*\.\w+": "told by the estimate, which nothing makes through the API",
    r"(schedule/lookahead_tasks|schedules/timeline_events"
    r"|tasks)\.(activity_\w+|task_id|row_number|wbs|color)": "read from the schedule's file",
    r".*\.(\w+_total_cost|total_units|units_remaining|unit_of_measure"
    r"|forecast_to_complete|budget_forecast_id)": "told by what is measured",
    r"prime_contracts\.(bill_to|ship_\w+|payment_terms|received_from"
    r"|assigned_to|requisition_number|\w+_date)": "what only a purchase order, or an older client, has",
    r"(bids|bid_packages)\.(links|mailto|primary_slug_with_ids|\w*reason|\w*days|pre_bid_\w+)": "of the pages that invite bids",
    r"projects\.(inbound_email\w*|persistent_message|dictionary_type|owners_project_id|\w+_date)": "set on Procore's own pages",
    r"(payment_readiness|compliance|payments|contract_payments).*\.\w+": "told by Procore Pay",
    r".*\.(kind|category_(id|key)|name_translations|code|segment_id|details"
    r"|item_status_id|responsible_party|\w+_phrasing)": "set on Procore's own pages",
    r".*\.(type_id|due_at|affected_body_part|company_description|specification_section)": "set on Procore's own pages",
    r".*\.(insurance_provider|legal_name|prefix|schedule_risk_reason"
    r"|subject|buffer_time|open_date)": "set on Procore's own pages",
    r".*\.(summary_text|total_amount_paid|due_date|description|notes|status"
    r"|message|responsible_contractor)": "free text of none",
    r"(timecard_entries\.time\w+|budget_views/budget_details\.\w+"
    r"|cost_codes/copy_\w+\.position)": "told by the timesheet or line that it is of",
}
RULES = [(re.compile(pattern), reason) for pattern, reason in EXCEPTIONS.items()]


def records(answer: Any) -> Iterator[dict[str, Any]]:
    inner = unwrapped(answer)
    for row in inner if isinstance(inner, list) else [inner]:
        if isinstance(row, dict):
            yield row


def empty(answers: list[Any]) -> set[str]:
    """The fields that none of the answers fills: what one fills rests on what its request said."""
    rows = [row for answer in answers for row in records(answer)]
    return {name for row in rows for name in row if all(other.get(name) in (None, "") for other in rows)}


def written(schema: Any) -> Iterator[str]:
    """The names in a body, at any depth."""
    for name, inner in properties(schema).items():
        yield name
        yield from written(inner.get("items", {}) if main_type(inner) == "array" else inner)


@cache
def said_by_clients(kind: str) -> set[str]:
    """What a request may say of the resource's records, in any version: its values are the client's own."""
    bodies = [other.body for other in OPERATIONS if other.kind == kind and other.body]
    names = {*CATALOG.kind(kind).attributes, *(name for body in bodies for name in written(body.schema))}
    return {*names, *(name.removesuffix("_id") for name in names)}


def unexplained(operation: Operation, answers: list[Any]) -> list[str]:
    fields = [f"{operation.kind}.{name}" for name in sorted(empty(answers) - said_by_clients(operation.kind))]
    return [field for field in fields if not any(rule.fullmatch(field) for rule, _ in RULES)]


def unlabelled(requests: Requests, operation: Operation, answer: Any) -> list[str]:
    """References that are shown without a name that the record referred to has."""
    missing = []
    for row in records(answer):
        for name, value in row.items():
            target = requests.engine.projector.references.kind_for(name, operation.kind)
            number = value.get("id") if isinstance(value, dict) else None
            record = requests.engine.world.get(target, int(number)) if target and str(number).isdecimal() else None
            if record is not None:
                labels = [label for label in (*LABELS, "company", "company_name", "full_code") if label in value]
                missing += [
                    f"{operation.kind}.{name}.{label}" for label in labels if not value[label] and record.body.get(label)
                ]
    return missing


def without_origin(body: Any) -> Any:
    """A body without what another system calls the record: its form differs, and some records are locked by it."""
    if isinstance(body, dict):
        return {name: without_origin(value) for name, value in body.items() if name != "origin_id"}
    return [without_origin(row) for row in body] if isinstance(body, list) else body


def check(requests: Requests, operation: Operation) -> None:
    answers = []
    for full in (False, True):
        status, answer, _ = requests.ask(operation, body=without_origin(requests.body(operation, full=full)))
        answers += [answer] if status < 300 else []
    assert unexplained(operation, answers) == []
    assert [name for answer in answers for name in unlabelled(requests, operation, answer)] == []


@pytest.mark.parametrize("operation", sample(CREATIONS, 40), ids=lambda operation: operation.id)
def test_what_follows_is_given_on_new_records_of_a_company_at_work(demo: Requests, operation: Operation) -> None:
    check(demo, operation)


@pytest.mark.sweep
@pytest.mark.parametrize("operation", CREATIONS, ids=lambda operation: operation.id)
def test_what_follows_is_given_on_new_records_of_an_empty_sandbox(sandbox: Requests, operation: Operation) -> None:
    check(sandbox, operation)


def test_no_more_fields_are_excused_than_can_be_looked_through() -> None:
    assert len(EXCEPTIONS) < 40
