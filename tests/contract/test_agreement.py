"""Create → list → show → update → delete agree for every collection that can be created in."""

from collections import defaultdict
from typing import Any

from mockcore.reference.operation import Operation
from mockcore.reference.schema import main_type, properties, types, unwrapped as inside
from tests.contract.requests import Requests, listed, unwrapped

NOT_A_COLLECTION = {
    "accept": "the POST asks for an export or message; its answer has no id",
    "singleton_update": "one record of its kind in the scope, created or changed by the POST",
    "update": "the POST changes the record that the path names",
    "list_deleted": "the POST is a query",
    "change_history": "the POST is a query",
    "upsert": "the POST notes something on the record that the path names",
    "list": "the POST is a query",
}


ROOT = "the GET shows the root of the tree, the new folder is below it"
FILTERED = "the GET requires a filter, whose value the new record does not have"
EVENT = "not every resource has every event, the request takes any two"
DRAFT = "its plan is a draft, which takes no results (tests/tools/test_action_plans.py)"
PARTS = "its parts add up to the whole file (tests/behaviours/test_unified_uploads.py)"
V2_PROJECT = "/rest/v2.0/companies/{company_id}/projects/{project_id}"
EXCEPTIONS = {
    "/rest/v1.0/projects/{project_id}/action_plans/plan_test_records": DRAFT,
    "/rest/v1.0/bim_geometry_file_bundles": "it is made of uploads, and nobody has sent any",
    "/rest/v1.0/companies/{company_id}/app_configurations": "its records are told apart by app_installation_id",
    "/rest/v1.0/projects/{project_id}/work_breakdown_structure/wbs_codes": (
        "a code takes an item of each required segment (tests/behaviours/test_wbs_codes.py)"
    ),
    "/rest/v1.1/budget_line_items": "a budget has one line for each code, and the request takes the code of another line",
    "/rest/v1.0/app_installations": "only a registered app can be installed (tests/behaviours/test_app_marketplace.py)",
    "/rest/v1.0/companies/{company_id}/folders": ROOT,
    "/rest/v1.0/folders": ROOT,
    "/rest/v1.0/companies/{company_id}/timesheets": "it is made of rows, which the request lacks",
    "/rest/v1.0/installation_requests": FILTERED,
    "/rest/v2.1/companies/{company_id}/uploads": PARTS,
    "/rest/v1.0/projects/{project_id}/generic_tools/{generic_tool_id}/generic_tool_items": (
        "the status of an item is one of its tool's (tests/behaviours/test_correspondences.py)"
    ),
    f"{V2_PROJECT.replace('v2.0', 'v2.1')}/uploads": PARTS,
    "/rest/v1.0/workforce-planning/v2/companies/{company_id}/projects/{project_id}/resource-requests": "the GET shows groups",
    f"{V2_PROJECT}/coordination_issues/{{coordination_issue_id}}/viewpoints": "the answer to the POST has no id",
    f"{V2_PROJECT}/schedules/{{schedule_id}}/timeline_events": "schedules come from imported files, there is none to add to",
    f"{V2_PROJECT}/webhooks/hooks/{{hook_id}}/triggers": EVENT,
    "/rest/v2.0/companies/{company_id}/webhooks/hooks/{hook_id}/triggers": EVENT,
    "/rest/v1.0/projects/{project_id}/project_memberships": (
        "the answer to the POST is ids without names (tests/behaviours/test_memberships.py)"
    ),
    f"{V2_PROJECT}/workflows/instances": FILTERED,
    "/rest/v1.0/workflow_activity_histories": "an activity is a response to the step of an instance, and there is none",
    "/rest/v1.0/projects/{project_id}/billing_periods": "periods do not overlap, and the days of the request are taken",
    "/rest/v2.0/companies/{company_id}/workflows/instances": FILTERED,
}


def collections(requests: Requests) -> list[tuple[Operation, Operation | None, dict[str, Operation]]]:
    """(POST, GET of the list, operations on one record) of each collection."""
    by_path: dict[str, dict[str, Operation]] = defaultdict(dict)
    for operation in requests.operations:
        by_path[operation.path][operation.method] = operation
    out = []
    for path, methods in by_path.items():
        if "POST" not in methods or not path.startswith("/rest/"):
            continue
        below = [part for name, part in by_path.items() if name.rsplit("/", 1)[0] == path and name.endswith("}")]
        one = below[0] if below else {}
        if "GET" in methods or "GET" in one:
            out.append((methods["POST"], methods.get("GET"), one))
    return out


def disagreement(requests: Requests, post: Operation, many: Operation | None, one: dict[str, Operation]) -> str | None:
    """What does not agree about a collection, or None."""
    status, answer, identifier = requests.create(post)
    if status not in (200, 201, 202, 204) or identifier is None:
        return f"create: {status} {str(answer)[:150]}"
    if many is not None and (found := _not_listed(requests, many, identifier)):
        return found
    show = one.get("GET")
    if show is not None and requests.ask(show, identifier)[0] != 200:
        return f"show: {requests.ask(show, identifier)[:2]}"
    update = one.get("PATCH") or one.get("PUT")
    if update is not None and (found := _not_updated(requests, update, show, identifier)):
        return found
    if "DELETE" in one:
        status, answer, _ = requests.ask(one["DELETE"], identifier)
        if status not in (200, 204):
            return f"delete: {status} {str(answer)[:150]}"
        if show is not None and requests.ask(show, identifier)[0] != 404:
            return "show after delete"
    return None


def _not_listed(requests: Requests, many: Operation, identifier: Any) -> str | None:
    target = requests.target(many)
    paged = any(part.name == "per_page" for part in many.query)
    for page in range(1, 30):
        joint = "&" if "?" in target else "?"
        status, answer, headers = requests.send("GET", f"{target}{joint}page={page}&per_page=100" if paged else target)
        found = listed(answer)
        known = [str(part.get("id", part.get("uuid"))) if isinstance(part, dict) else str(part) for part in found]
        if str(identifier) in known or (found and all("id" not in part for part in found if isinstance(part, dict))):
            return None
        if "next" not in headers.get("Link", ""):
            return f"list: {status} {str(answer)[:150]}"
    return "list: too many pages"


def _not_updated(requests: Requests, update: Operation, show: Operation | None, identifier: Any) -> str | None:
    body = requests.body(update, full=False) or {}
    attributes = body.setdefault(update.body.wrapper, {}) if update.body and update.body.wrapper else body
    shown = properties(inside(show.response or {})[0]) if show else {}
    name = None
    for candidate, schema in (update.body.attributes if update.body else {}).items():
        plain = main_type(schema) == "string" and not schema.get("enum") and not schema.get("format")
        same = types(shown.get(candidate, {})) == ("string",) and not shown[candidate].get("enum")
        if plain and same and not shown[candidate].get("format") and candidate != "origin_id" and not candidate.endswith("_id"):
            name = candidate
            attributes[name] = "agreed"
            break
    status, answer, _ = requests.ask(update, identifier, body)
    if status not in (200, 201, 202, 204):
        return f"update: {status} {str(answer)[:150]}"
    if show is not None and name is not None and unwrapped(requests.ask(show, identifier)[1]).get(name) != "agreed":
        return f"update of {name} is not shown"
    return None


def test_what_is_created_is_listed_shown_updated_and_deleted(sandbox: Requests) -> None:
    faults = {}
    found = collections(sandbox)
    plain = [part for part in found if part[0].rule not in NOT_A_COLLECTION]
    for post, many, one in plain:
        fault = disagreement(sandbox, post, many, one)
        if fault:
            faults[post.path] = fault
    assert len(found) == 372
    assert len(plain) >= 330
    unknown = [f"{path}: {fault}" for path, fault in faults.items() if path not in EXCEPTIONS]
    assert unknown == []
    assert len(faults) <= 0.05 * len(plain)


def test_every_exception_is_a_collection_of_the_document(sandbox: Requests) -> None:
    known = {post.path for post, _, _ in collections(sandbox)}
    assert set(EXCEPTIONS) <= known
