"""How a workflow moves: steps in the order of their version, responses of assignees, what decides a step, and the end.

An instance keeps ``occurrences``, one for each time that it stood at a step. Source: documented, workflows (responders and
commenters, required responders decide, due days); reference of 2026-09; the order of steps, that a return goes to the step
before, and the days are assumed.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from mockcore.clock import instant, stamp
from mockcore.domain.workflowed_items import APPROVE, COMPLETE, REJECT, RETURN
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.store.records import Stored

Row = dict[str, Any]
USERS, VERSIONS = "users", "workflows/templates/versions"
# What may be answered where a step does not say. Source: assumed.
OPTIONS = (
    {"name": "Approve", "response_type": APPROVE},
    {"name": "Return", "response_type": RETURN},
    {"name": "Reject", "response_type": REJECT},
)
# The answer that decides a step goes before those after it.
WEIGHTS = (REJECT, RETURN)
DAYS = 7
# Types of steps at which nobody responds.
START, END = "start", "end"


def of_version(context: Context, number: Any, name: str) -> list[Row]:
    """The ``steps`` or ``responsible_groups`` of a version of a template; none where there is no such version."""
    version = context.find(VERSIONS, identified(number) or 0)
    return list((version.body.get(name) if version is not None else None) or ())


def steps_of(context: Context, body: Mapping[str, Any]) -> list[Row]:
    """The steps of the version that an instance follows."""
    return [step for step in of_version(context, body.get("template_version_id"), "steps") if step.get("type") != START]


def assignees(body: Mapping[str, Any], step: Mapping[str, Any]) -> list[Row]:
    """Whom the groups of a step assign; everybody of the workflow where the step names no group."""
    named = step.get("responsible_groups")
    names = {named} if isinstance(named, str) else {row.get("uuid") if isinstance(row, Mapping) else row for row in named or ()}
    groups = [group for group in body.get("groups") or () if not names or group.get("responsible_group_uuid") in names]
    logins = dict.fromkeys(login for group in groups for login in group.get("login_ids") or ())
    return [{"id": login, "required": True, "role_type": "responder"} for login in logins]


def enter(context: Context, body: Row, step: Mapping[str, Any]) -> None:
    """The instance stands at a step from now on; an end step completes it."""
    at = context.now()
    days = step.get("due_days")
    occurrence: Row = {
        "id": context.records.next_id(),
        "uuid": step.get("uuid"),
        "name": step.get("name"),
        "type": step.get("type"),
        "started_at": at,
        "ended_at": None,
        "overdue_at": stamp(instant(at) + timedelta(days=DAYS if days is None else days)),
        "options": [],
        "assignees": [],
        "responses": [],
    }
    body["occurrences"] = [*(body.get("occurrences") or ()), occurrence]
    if step.get("type") == END:
        occurrence |= {"overdue_at": None, "ended_at": at}
        body |= {"status": COMPLETE, "ended_at": at}
    else:
        options = step.get("response_options") or OPTIONS
        occurrence["options"] = [{**option, "id": context.records.next_id()} for option in options]
        occurrence["assignees"] = assignees(body, step)
    show_current(body)


def current(body: Mapping[str, Any]) -> Row | None:
    """The occurrence at which an instance stands; None for one that has ended."""
    occurrences: list[Row] = body.get("occurrences") or []
    return occurrences[-1] if occurrences and not body.get("ended_at") else None


def show_current(body: Row) -> None:
    """What lists ask of the step at which an instance stands."""
    occurrence = current(body)
    body["overdue_at"] = occurrence["overdue_at"] if occurrence else None
    body["assignee_ids"] = [row["id"] for row in occurrence["assignees"]] if occurrence else []


def decided(occurrence: Mapping[str, Any]) -> Row | None:
    """The response that decides a step, once all who must have responded, or somebody did for them; None before that."""
    responders = {row["id"]: row for row in occurrence["assignees"] if row["role_type"] == "responder"}
    counting: list[Row] = [row for row in occurrence["responses"] if row["login_id"] in responders or row["on_behalf"]]
    required = {number for number, row in responders.items() if row["required"]}
    complete = required <= {row["login_id"] for row in counting} or any(row["on_behalf"] for row in counting)
    if not counting or not complete:
        return None
    return next((row for weight in WEIGHTS for row in counting if row["response_type"] == weight), counting[-1])


def leave(context: Context, body: Row, response: Mapping[str, Any]) -> None:
    """Ends the step at which the instance stands, and enters the one to which the response leads; the end without one."""
    steps, occurrence = steps_of(context, body), current(body)
    if occurrence is None:
        return
    occurrence |= {"ended_at": context.now(), "overall": response["name"], "overall_type": response["response_type"]}
    body["outcome"] = response["response_type"]
    step = _following(steps, occurrence["uuid"], response)
    if step is not None:
        enter(context, body, step)
    else:
        body |= {"status": COMPLETE, "ended_at": context.now()}
        show_current(body)


def _following(steps: list[Row], uuid: Any, response: Mapping[str, Any]) -> Row | None:
    place = next((number for number, step in enumerate(steps) if step.get("uuid") == uuid), len(steps))
    named = response.get("next_step_uuid")
    if named is not None:
        return next((step for step in steps if step.get("uuid") == named), None)
    if response["response_type"] == RETURN:
        return steps[max(0, place - 1)] if steps else None
    if response["response_type"] == REJECT:
        return next(filter(_rejects, steps), None)
    return next((step for step in steps[place + 1 :] if not _rejects(step)), None)


def _rejects(step: Mapping[str, Any]) -> bool:
    return step.get("type") == END and "reject" in str(step.get("name")).lower()


def person(context: Context, number: Any) -> Row | None:
    """A person as workflows show people."""
    user = context.find(USERS, identified(number) or 0)
    if user is None:
        return None
    vendor = context.find("vendors", user.body["vendor_id"]) if isinstance(user.body.get("vendor_id"), int) else None
    company = vendor or context.find("companies", user.company_id or 0)
    named = {"id": str(user.id), "name": user.body.get("name"), "login": user.body.get("login")}
    return {**named, "company": {"name": company.body.get("name")} if company else None}


def people(context: Context, numbers: Iterable[Any]) -> list[Row]:
    """Those of them who are somebody."""
    return [row for row in (person(context, number) for number in numbers) if row is not None]


def present(stored: Stored) -> Row:
    """A copy of an instance's attributes in which a step may be changed."""
    occurrences = [{**row, "responses": list(row["responses"])} for row in stored.body.get("occurrences") or ()]
    return {**stored.body, "occurrences": occurrences}


def occurrence_row(context: Context, step: Row) -> Row:
    """A step of an instance as answers have it."""
    assigned = [
        {**row, "required": assignee["required"], "role_type": assignee["role_type"]}
        for assignee in step["assignees"]
        for row in people(context, [assignee["id"]])
    ]
    return {
        "id": str(step["id"]),
        "step_uuid": step["uuid"],
        "name": step["name"],
        "started_at": step["started_at"],
        "overdue_at": step["overdue_at"],
        "available_response_options": [{**option, "id": str(option["id"])} for option in step["options"]],
        "individual_assignees": assigned,
        "notification_recipients": [],
        "response_occurrences": [response_row(context, row) for row in step["responses"]],
        "step_histories": [],
    }


def response_row(context: Context, response: Row) -> Row:
    """A response as answers have it."""
    login = next(iter(people(context, [response["login_id"]])), {"login": None, "name": None})
    names = ("response_type", "role_type", "required", "comment", "responded_at", "attachments")
    return {
        "id": str(response["id"]),
        "response_id": str(response["option_id"]),
        "login_id": str(response["login_id"]),
        "login": login["login"],
        "name": login["name"],
        "response": response["name"],
        **{name: response[name] for name in names},
        "original_assignees": [],
    }
