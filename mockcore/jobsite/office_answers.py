"""What the office does about what is open: RFIs are answered and closed, submittals reviewed and distributed."""

from typing import Any

from mockcore.jobsite.chance import share
from mockcore.jobsite.errand import Errand, ids
from mockcore.jobsite.roles import ARCHITECT, FOREMAN, MANAGER
from mockcore.jobsite.site import Site
from mockcore.oauth.access_levels import ADMIN, STANDARD
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

# Of so many first answers, one asks back before it answers; of so many reviews, one wants the submittal revised.
ASKS_BACK = 0.15
REVISES = 0.12
SUBMITTER = "Submitter"
STATUSES = "submittal_statuses"


def answers(rfi: Stored) -> list[dict[str, Any]]:
    """The answers that an RFI shows."""
    return [answer for question in rfi.body.get("questions") or [] for answer in question.get("answers") or []]


def answer_rfi(site: Site, rfi: Stored) -> Errand | None:
    """Whoever holds the ball answers, some after they have asked back."""
    earlier = answers(rfi)
    if any(answer.get("official") for answer in earlier):
        return None
    asking = not earlier and share(site.world_name, rfi.id, "asks back") < ASKS_BACK
    words = site.fake("rfi answers", rfi.id, len(earlier)).words
    text = words.clarification() if asking else words.rfi_answer(str(rfi.body.get("subject") or ""))
    reply = {"body": text, "official": not asking}
    # Once somebody has asked back, the ball is the manager's; the answer still is the assignees'.
    holders, assignees = rfi.body.get("ball_in_court_ids"), [*(rfi.body.get("assignee_ids") or []), rfi.body.get("assignee_id")]
    people = ids(assignees, holders) if earlier else ids(holders, assignees)
    return Errand("POST", f"{site.path}/rfis/{rfi.id}/replies", {"reply": reply}, ARCHITECT, STANDARD, people)


def close_rfi(site: Site, rfi: Stored) -> Errand | None:
    """Its manager accepts the official answer."""
    if not any(answer.get("official") for answer in answers(rfi)):
        return None
    people = ids(rfi.body.get("rfi_manager_id"))
    return Errand("PATCH", f"{site.path}/rfis/{rfi.id}", {"rfi": {"accepted": True}}, MANAGER, ADMIN, people)


def respond(site: Site, approver: Stored) -> Errand | None:
    """A submitter submits; an approver approves, mostly, or wants it revised."""
    submitting = approver.body.get("approver_type") == SUBMITTER
    revises = not submitting and share(site.world_name, approver.id, approver.version, "response") < REVISES
    by_meaning = {row.body.get("considered"): row.id for row in reversed(site.choices("submittal_responses"))}
    # A company may have fewer responses than Procore begins with.
    meanings = ("submitted",) * submitting + ("revise and resubmit",) * revises + ("approved", "approved as noted")
    response = next((by_meaning[meaning] for meaning in meanings if meaning in by_meaning), None)
    if response is None:
        return None
    path = f"/rest/v1.0/submittal_approvers/{approver.id}?project_id={site.project_id}&submittal_id={approver.parent_id}"
    body = {"submittal_approver": {"submittal_response_id": response}}
    role = FOREMAN if submitting else ARCHITECT
    return Errand("PATCH", path, body, role, ADMIN, ids(approver.body.get("user_id")))


def open_submittal(site: Site, submittal: Stored) -> Errand | None:
    """Its manager sends a draft that nobody else does."""
    status = site.records.get(STATUSES, submittal.body.get("status_id") or 0)
    opened = next((row.id for row in site.choices(STATUSES) if row.body.get("status") == "Open"), None)
    if status is None or status.body.get("status") != "Draft" or opened is None:
        return None
    body = {"submittal": {"status_id": opened}}
    people = ids(submittal.body.get("submittal_manager_id"))
    return Errand("PATCH", f"{site.newer_path}/submittals/{submittal.id}", body, MANAGER, ADMIN, people)


def close_submittal(site: Site, submittal: Stored) -> Errand | None:
    """Its manager closes and distributes a submittal that comes back, or that had nobody to review it."""
    status = site.records.get(STATUSES, submittal.body.get("status_id") or 0)
    if (status is not None and status.body.get("status") != "Open") or _is_with_approvers(site, submittal):
        return None
    people = {user.id for user in site.choices("users")}
    recipients = [number for number in ids(submittal.body.get("received_from_id")) if number in people]
    body = {"message": "Reviewed; see the responses.", "recipient_ids": recipients}
    path = f"{site.path}/submittal_logs/{submittal.id}/close_and_distribute"
    return Errand("PATCH", path, body, MANAGER, ADMIN, ids(submittal.body.get("submittal_manager_id")))


def _is_with_approvers(site: Site, submittal: Stored) -> bool:
    selection = Selection("submittal_approvers", parent_id=submittal.id)
    selection.conditions = [Condition("sent_date", "set", None), Condition("returned_date", "null", None)]
    return site.records.first(selection) is not None
