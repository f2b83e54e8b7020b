"""What those do about what is open who deal in money: costs, invoices and change orders come to be approved."""

from typing import Any

from mockcore.jobsite.chance import share
from mockcore.jobsite.errand import Errand, ids
from mockcore.jobsite.roles import MANAGER, OWNER
from mockcore.jobsite.site import Site
from mockcore.oauth.access_levels import ADMIN
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

Body = dict[str, Any]
# Of so many that come to be approved, one goes back first.
GOES_BACK = 0.15
# A record in one of its first versions was not sent back yet.
FIRST_VERSIONS = 2
# What is asked for, in the words of each tool, when it goes back.
REVISE, REVISED = "revise_and_resubmit", "revised"
DRAFT = "draft"


def review_direct_cost(site: Site, cost: Stored) -> Errand | None:
    """The manager approves a pending cost, or sends it back, from where it comes again."""
    status = _reviewed(site, cost, "pending", "approved", REVISE)
    return (
        None
        if status is None
        else _change(site, f"{site.newer_path}/direct_costs/{cost.id}", {"direct_cost": {"status": status}})
    )


def review_invoice(site: Site, requisition: Stored) -> Errand | None:
    """The manager approves an invoice, or sends it back, from where it comes again; only the latest can be changed."""
    later = Selection("requisitions", parent_id=requisition.parent_id, conditions=[Condition("id", "ge", requisition.id + 1)])
    if site.records.first(later) is not None:
        return None
    status = _reviewed(site, requisition, "under_review", "approved", REVISE)
    body = {"project_id": site.project_id, "commitment_id": requisition.parent_id, "requisition": {"status": status}}
    return None if status is None else _change(site, f"/rest/v1.1/requisitions/{requisition.id}", body)


def review_application(site: Site, application: Stored) -> Errand | None:
    """The owner approves an application for payment, or sends it back."""
    status = _reviewed(site, application, "under_review", "approved", REVISE)
    path = f"/rest/v1.0/prime_contracts/{application.parent_id}/payment_applications/{application.id}"
    body = {"project_id": site.project_id, "payment_application": {"status": status}}
    return None if status is None else _change(site, path, body, OWNER)


def review_change_order(site: Site, order: Stored) -> Errand | None:
    """A change order passes: its reviewer, or the manager, approves it, the owner one of the prime contract."""
    status = _reviewed(site, order, "pending", "approved", REVISED)
    prime = "Prime" in str(order.body.get("type"))
    path = f"{site.path}/{'prime' if prime else 'commitment'}_change_orders/{order.id}"
    people = ids(order.body.get("designated_reviewer_id"))
    return (
        None
        if status is None
        else _change(site, path, {"change_order": {"status": status}}, OWNER if prime else MANAGER, people)
    )


def _reviewed(site: Site, record: Stored, waiting: str, good: str, back: str) -> str | None:
    """The status that comes next of a record that waits, was sent back, or is a draft that nobody sends; None for others."""
    status = record.body.get("status")
    if status in (back, DRAFT):
        return waiting
    if status != waiting:
        return None
    # Whatever was sent back once is approved the next time.
    first = record.version <= FIRST_VERSIONS
    return back if first and share(site.world_name, record.id, "goes back") < GOES_BACK else good


def _change(site: Site, path: str, body: Body, role: str = MANAGER, people: tuple[int, ...] = ()) -> Errand:
    return Errand("PATCH", path, body, role, ADMIN, people)
