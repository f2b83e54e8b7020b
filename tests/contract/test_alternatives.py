"""Of the schemas that an answer may have, it has that of the record's own resource, and of the view that is asked for."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties, unwrapped, variants
from mockcore.reference.views import IDS, RANKS, alternative, default_view, views
from tests.contract.requests import Requests, unwrapped as inside
from tests.sweep import sample

# What records of most resources have: it tells nothing of what a record is.
ANYBODYS = {"id", "created_at", "updated_at", "deleted_at", "name", "title", "description", "type", "status", "links"}
RECORDS = ("list", "list_inactive", "list_deleted", "show", "show_deleted", "create", "update", "grouped")
GROUPS = "a list inside an object, or groups of records"
ANSWER = "it says what was done, and shows no record of the resource"
FEWER = "read by eye: attributes of the resource that this operation alone has"
OTHERWISE = {
    "listCompanyBidPackages": GROUPS,
    "listIncidentFilingTypes": FEWER,
    "listPrograms": FEWER,
    "listCompanyProjects": FEWER,
    "getCompanyScheduleResource": GROUPS,
    "listCompanyTimesheets": GROUPS,
    "listDrawingAreas": FEWER,
    "listSpecificationSectionRevisions": FEWER,
    "getSpecificationSectionRevision": FEWER,
    "listWebhookHookDeliveries": FEWER,
    "listWebhookResources": FEWER,
    "updateWorkforceCustomField": ANSWER,
    "listWorkforcePersonTimeOffs": GROUPS,
    "listDrawingAreasV11": FEWER,
    "listEquipmentRegisterConfigurableFieldSetsV20": FEWER,
    "createCoordinationIssueViewpointV20": FEWER,
    "listCompanyProjectWbsCodesV20": FEWER,
}


def schema_of(operation: Operation) -> Any:
    """The record that an operation answers with, alternatives included."""
    inner, _ = unwrapped(operation.response or {})
    if main_type(inner) != "array":
        inner = next((option for option in variants(inner) if main_type(option) == "array"), inner)
    while main_type(inner) == "array":
        inner = inner.get("items", {})
    return inner


def with_choices(requests: Requests) -> list[Operation]:
    return [part for part in requests.operations if views(part) or variants(schema_of(part))]


def names(schema: Any) -> set[str]:
    return set(properties(schema))


def own_names(operations: list[Operation]) -> dict[str, dict[str, set[str]]]:
    """By resource and operation: what it shows and takes of a record."""
    found = defaultdict[str, dict[str, set[str]]](dict)
    for operation in operations:
        if operation.rule in RECORDS:
            taken = set(operation.body.attributes) if operation.body else set()
            found[operation.kind][operation.id] = names(alternative(operation, schema_of(operation), "")) | taken
    return found


def strange(operation: Operation, schema: Any, known: dict[str, set[str]]) -> bool:
    """Whether most of what the schema has is met nowhere else of the resource."""
    others = [shown for name, shown in known.items() if name != operation.id]
    telling = names(schema) - ANYBODYS
    elsewhere = set().union(*others)
    related = elsewhere | {f"{name}_id" for name in elsewhere} | {name.removesuffix("_id") for name in elsewhere}
    return bool(telling and others) and len(telling & related) * 2 < len(telling)


def test_an_answer_has_the_schema_of_its_own_resource_whatever_the_view(demo: Requests) -> None:
    known, wrong = own_names(demo.operations), {}
    for operation in demo.operations:
        for view in ("", *views(operation)) if operation.rule in RECORDS else ():
            chosen = alternative(operation, schema_of(operation), view)
            if strange(operation, chosen, known[operation.kind]):
                wrong[operation.id] = sorted(names(chosen) - ANYBODYS)[:5]
    assert wrong.keys() <= OTHERWISE.keys(), {name: wrong[name] for name in wrong.keys() - OTHERWISE.keys()}


def test_a_richer_view_shows_no_less_and_none_is_the_default_one(demo: Requests) -> None:
    for operation in with_choices(demo):
        schema = schema_of(operation)
        ranked = sorted((view for view in views(operation) if view in RANKS), key=RANKS.index)
        sizes = [len(names(alternative(operation, schema, view))) for view in ranked]
        assert sizes == sorted(sizes), (operation.path, dict(zip(ranked, sizes, strict=True)))
        if default_view(operation):
            assert alternative(operation, schema, "") == alternative(operation, schema, default_view(operation))


def asked(requests: Requests, operation: Operation) -> Iterator[tuple[str, Any]]:
    for view in ("", *views(operation)):
        target = requests.target(operation)
        joint = "&" if "?" in target else "?"
        status, answer, _ = requests.send(operation.method, f"{target}{joint}view={view}" if view else target)
        rows = inside(answer) if status == 200 else None
        yield view, rows[0] if isinstance(rows, list) and rows else rows


def test_an_answer_has_the_attributes_of_the_view_and_no_others(demo: Requests) -> None:
    seen = 0
    cases = [part for part in with_choices(demo) if part.method == "GET" and part.rule in ("list", "show", "list_inactive")]
    for operation in sample(cases, 25):
        for view, row in asked(demo, operation):
            chosen = alternative(operation, schema_of(operation), view)
            if view in IDS and operation.rule == "list":
                assert not isinstance(row, dict) or row == {}, (operation.path, view)
            elif isinstance(row, dict) and properties(chosen):
                assert row.keys() == names(chosen), (operation.path, view)
                seen += 1
    assert seen > 20
