"""What was given is shown again, and every operation shows the same record."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from mockcore import inflections
from mockcore.reference.conform import uuid_of
from mockcore.reference.operation import Operation
from tests.contract.requests import Requests, unwrapped
from tests.contract.test_agreement import collections

# Texts that the request's schema leaves free, where the answer's has choices or another type; files in place of their names.
FREE = "the answer's schema has other values"
WORKED_OUT = "it follows from other fields"
GIVEN_OTHERWISE = {
    ("punch_items", "status"): "an open item whose due date has passed is overdue",
    ("bid_packages", "manager_id"): "the answer calls the id login_information_id",
    ("budget_changes", "adjustment_line_items"): WORKED_OUT,
    ("budget_changes", "production_quantities"): WORKED_OUT,
    ("commitments/line_items", "amount"): WORKED_OUT,
    ("coordination_issues", "bim_file_id"): "the answer has an object of no known properties",
    ("coordination_issues", "origin"): FREE,
    ("financials/markups", "compound"): FREE,
    ("images", "upload"): "it is the file of the image",
    ("insurances", "status"): "it has expired once its last day is over",
    ("potential_change_orders/line_items", "amount"): WORKED_OUT,
    ("punch_items", "image_ids"): "images were given beside it",
    ("rfis", "ball_in_court_id"): WORKED_OUT,
    ("rfqs", "specification_section_id"): "the answer calls the id specification_section_id",
    ("tasks", "actual_finish"): "a task of less than 100 % has none",
    ("timecard_entries", "time_in"): FREE,
    ("timecard_entries", "time_out"): FREE,
    ("users", "origin_id"): FREE,
    ("weather_logs", "time"): "a time of the day is told as the moment that it is",
}
SEEN_OTHERWISE = {
    ("change_events", ".status"): "v1.1 has an object",
    ("direct_costs", ".vendor"): "the list has the name",
    ("distribution_groups", ".users[]"): "ids in one, objects in the other",
    ("generic_tools/generic_tool_items", ".cost_impact"): "a text in one, an object in the other",
    ("generic_tools/generic_tool_items", ".schedule_impact"): "a text in one, an object in the other",
    ("observation_types", ".name_translations"): "a text in one, an object in the other",
    ("prime_contracts", ".private"): "v2.0 has a default of its own",
    ("punch_items", ".assignments[].notified_at"): "a day in one, a moment in the other",
    ("punch_items", ".assignments[].updated_at"): "a day in one, a moment in the other",
    ("submittals", ".status"): "submittal logs have the name",
    ("timecard_entries", ".cost_code"): "the name in one, an object in the other",
    ("work_breakdown_structure/segments", ".segment_items_count"): "those of the company, those of the project",
    ("work_breakdown_structure/segments", ".wbs_pattern_id"): "that of the company, that of the project",
    ("workforce-planning/projects", ".categories[].subcategories"): "unset in one, empty in the other",
}
ROWS = 3


def alike(given: Any, shown: Any) -> bool:
    """Whether an answer shows a value, be it as a number for its digits, or inside the object that it stands for."""
    if given == shown or str(given).casefold() == str(shown).casefold():
        return True
    if isinstance(given, dict) and isinstance(shown, dict):
        return all(name not in shown or alike(value, shown[name]) for name, value in given.items())
    if isinstance(given, list) and isinstance(shown, list):
        return len(given) == len(shown) and all(map(alike, given, shown))
    if isinstance(shown, dict):
        return any(alike(given, shown.get(name)) for name in ("id", "name", "value", "status", "label", "filename"))
    if isinstance(shown, str) and str(given).isdigit() and uuid_of(int(given)) == shown:
        return True
    try:
        return float(given) == float(shown)
    except (TypeError, ValueError):
        # The day of a moment.
        return isinstance(given, str) and isinstance(shown, str) and given[4:5] == "-" and given[:10] == shown[:10]


def places(name: str, shown: dict[str, Any]) -> Iterator[Any]:
    """Where an answer shows an attribute: under its name, or what its ids lead to."""
    if name in shown:
        yield shown[name]
    elif name.endswith("_id") and name[:-3] in shown:
        yield shown[name[:-3]]
    elif name.endswith("_ids") and isinstance(shown.get(inflections.pluralize(name[:-4])), list):
        yield [part["id"] if isinstance(part, dict) else part for part in shown[inflections.pluralize(name[:-4])]]


def attributes(operation: Operation, body: Any) -> dict[str, Any]:
    wrapper = operation.body.wrapper if operation.body else None
    beside = {name: value for name, value in body.items() if name not in (wrapper, "company_id", "project_id")}
    return {**beside, **(body.get(wrapper) or {})} if wrapper else beside


def sent(requests: Requests, operation: Operation, identifier: Any = None) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was given, with every field or where that is refused with the required ones, and the answer."""
    for full in (True, False):
        body = requests.body(operation, full=full)
        status, answer, _ = requests.ask(operation, identifier, body)
        shown = unwrapped(answer)
        if status < 300 and isinstance(body, dict) and isinstance(shown, dict):
            return attributes(operation, body), shown
    return {}, {}


def hidden(kind: str, given: dict[str, Any], answers: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        if value is None or name == "attachments":
            continue
        for shown in answers:
            for found in places(name, shown):
                if not alike(value, found):
                    yield kind, name


def test_what_is_given_is_shown_when_made_asked_for_and_changed(sandbox: Requests) -> None:
    wrong, seen = set[tuple[str, str]](), 0
    for post, _, one in collections(sandbox):
        if post.rule != "create":
            continue
        sandbox.restore()
        given, made = sent(sandbox, post)
        show, change = one.get("GET"), one.get("PATCH") or one.get("PUT")
        if not made.get("id"):
            continue
        ask = [show] if show else []
        wrong |= set(hidden(post.kind, given, [made, *_asked(sandbox, ask, made["id"])]))
        if change is not None and change.body is not None:
            given, changed = sent(sandbox, change, made["id"])
            wrong |= set(hidden(post.kind, given, [changed, *_asked(sandbox, ask, made["id"])]))
        seen += 1
    assert wrong == GIVEN_OTHERWISE.keys()
    assert seen > 200


def _asked(requests: Requests, operations: list[Operation], identifier: Any) -> list[dict[str, Any]]:
    answers = (requests.ask(operation, identifier) for operation in operations)
    shown = [unwrapped(answer) for status, answer, _ in answers if status == 200]
    return [part for part in shown if isinstance(part, dict)]


def differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """The places that both have, with different values."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in one.keys() & other.keys():
            yield from differences(one[name], other[name], f"{path}.{name}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for left, right in zip(one, other, strict=True):
            yield from differences(left, right, f"{path}[]")
    elif one != other and str(one) != str(other) and not _same_number(one, other):
        yield path


def _same_number(one: Any, other: Any) -> bool:
    try:
        return float(one) == float(other)
    except (TypeError, ValueError):
        return False


def test_every_operation_shows_the_same_record(demo: Requests) -> None:
    lists, shows = defaultdict[str, list[Operation]](list), defaultdict[str, list[Operation]](list)
    for operation in demo.operations:
        if operation.method == "GET" and operation.rule in ("list", "show"):
            (lists if operation.rule == "list" else shows)[operation.kind].append(operation)
    wrong, compared = set(), 0
    for kind, operations in lists.items():
        views = defaultdict[str, list[Any]](list)
        for operation in operations:
            rows = unwrapped(demo.ask(operation)[1])
            for row in rows[:ROWS] if isinstance(rows, list) else ():
                if isinstance(row, dict) and "id" in row:
                    views[str(row["id"])].append(row)
        for identifier, seen in views.items():
            first, *others = [*seen, *_asked(demo, shows[kind], identifier)]
            compared += len(others)
            wrong |= {(kind, path) for view in others for path in differences(first, view)}
    assert wrong == SEEN_OTHERWISE.keys()
    assert compared > 500


def test_an_object_without_an_id_is_that_of_the_record_it_names(sandbox: Requests) -> None:
    sandbox.restore()
    user = sandbox.existing("users")
    post = next(part for part in sandbox.operations if part.id == "createBidPackage")
    body = {"bid_package": {**attributes(post, sandbox.body(post)), "manager_id": user}}
    manager = sandbox.send("POST", sandbox.target(post), body)[1]["manager"]
    known = sandbox.engine.world.get("users", user or 0)
    assert known is not None
    assert (manager["login_information_id"], manager["name"]) == (user, known.body["name"])


def test_a_text_calls_what_is_stored_by_its_id(sandbox: Requests) -> None:
    vendor = sandbox.existing("vendors")
    post = next(part for part in sandbox.operations if part.id == "createDirectCost")
    body = {"item": {**attributes(post, sandbox.body(post)), "vendor_id": vendor}}
    made = sandbox.send("POST", sandbox.target(post), body)[1]["id"]
    rows = sandbox.ask(next(part for part in sandbox.operations if part.id == "listDirectCosts"))[1]
    listed = [row for row in rows if row["id"] == made]
    known = sandbox.engine.world.get("vendors", vendor or 0)
    assert known is not None
    assert listed[-1]["vendor"] == known.body["name"]
