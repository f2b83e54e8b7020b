"""What the field does about what is open: punch items, observations and inspections, each on its way to be closed."""

from mockcore.jobsite.chance import share
from mockcore.jobsite.errand import Errand, ids
from mockcore.jobsite.roles import FOREMAN, MANAGER, SUPERINTENDENT
from mockcore.jobsite.site import Site
from mockcore.oauth.access_levels import ADMIN, STANDARD
from mockcore.store.query import Selection
from mockcore.store.records import Stored

# Of so many reviews, one does not accept the work.
NOT_ACCEPTED = 0.15
# A punch item's next step, and whose it is: by the attribute that names them, else by their role.
PUNCH = {
    "initiated": ("work_required", "punch_item_manager_id", SUPERINTENDENT),
    "in_dispute": ("work_required", "punch_item_manager_id", SUPERINTENDENT),
    "work_required": ("ready_for_review", "assignee_ids", FOREMAN),
    "work_not_accepted": ("ready_for_review", "assignee_ids", FOREMAN),
    "ready_for_review": ("ready_to_close", "punch_item_manager_id", SUPERINTENDENT),
    "not_accepted_by_creator": ("work_required", "punch_item_manager_id", SUPERINTENDENT),
    "ready_to_close": ("closed", "final_approver_id", MANAGER),
}
APPROVED = ("approved", "completed")
CONFORMING, FAILING = "conforming", "non_conforming"
# Of so many items of an inspection, one does not pass.
FAILS = 0.1


def advance_punch_item(site: Site, item: Stored) -> Errand | None:
    """Whoever holds the ball takes the next step: work, review, closing; one review in seven gives it back."""
    step = PUNCH.get(str(item.body.get("workflow_status") or "initiated"))
    if step is None:
        return None
    following, holder, role = step
    if following == "ready_to_close" and share(site.world_name, item.id, item.version, "accepts") < NOT_ACCEPTED:
        following = "work_not_accepted"
    body = {"project_id": site.project_id, "punch_item": {"workflow_status": following}}
    return Errand("PATCH", f"/rest/v1.1/punch_items/{item.id}", body, role, ADMIN, ids(item.body.get(holder)))


def approve_timecard(site: Site, entry: Stored) -> Errand | None:
    """The project manager approves the hours."""
    if entry.body.get("approval_status") in APPROVED:
        return None
    body = {"project_id": site.project_id, "timecard_entry": {"approval_status": APPROVED[0]}}
    return Errand("PATCH", f"/rest/v1.0/companies/{site.company_id}/timecard_entries/{entry.id}", body, MANAGER, ADMIN)


def work_on_observation(site: Site, item: Stored) -> Errand | None:
    """The assignee sees to it, and says so."""
    if item.body.get("status") not in (None, "initiated", "not_accepted"):
        return None
    comment = site.fake("observation", item.id, item.version).words.comment()
    return _response(site, item, "ready_for_review", comment, FOREMAN, ids(item.body.get("assignee_id")))


def review_observation(site: Site, item: Stored) -> Errand | None:
    """Whoever made it accepts the work and closes it; one in seven is not accepted."""
    if item.body.get("status") != "ready_for_review":
        return None
    accepted = share(site.world_name, item.id, item.version, "accepts") >= NOT_ACCEPTED
    status, comment = ("closed", "Accepted.") if accepted else ("not_accepted", "Not complete yet.")
    return _response(site, item, status, comment, SUPERINTENDENT, ids(item.body.get("created_by_id")))


def _response(site: Site, item: Stored, status: str, comment: str, role: str, people: tuple[int, ...]) -> Errand:
    body = {"project_id": site.project_id, "response_log": {"comment": comment}, "status": status}
    path = f"/rest/v1.0/observations/items/{item.id}/response_logs"
    return Errand("POST", path, body, role, STANDARD, people)


def inspect(site: Site, checklist: Stored) -> Errand | None:
    """The inspectors answer every item that has no answer, and close the inspection."""
    rows = site.records.select(Selection("checklist/list_items", parent_id=checklist.id, limit=200))
    calls = []
    for row in rows:
        if row.body.get("status") in (None, "none"):
            answer = FAILING if share(site.world_name, row.id, "passes") < FAILS else CONFORMING
            calls.append(("POST", f"{site.path}/checklist/items/{row.id}/item_response", {"item_response": {"status": answer}}))
    calls.append(("PATCH", f"{site.path}/checklist/lists/{checklist.id}", {"list": {"status": "Closed"}}))
    (method, path, body), *others = calls
    return Errand(method, path, body, SUPERINTENDENT, ADMIN, ids(checklist.body.get("inspector_ids")), tuple(others))
