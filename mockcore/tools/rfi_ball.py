"""The ball of RFIs: passed on, forwarded, and given back with a reply. Source: documented, RFIs; reference (the operations)."""

from typing import Any

from mockcore.domain.rfi_ball import assignees_of, ball_of, holders_of
from mockcore.request.context import Context
from mockcore.request.declare import action, after
from mockcore.request.filling import check_references
from mockcore.request.states import forbid
from mockcore.store.records import Stored

RFIS, REPLIES = "rfis", "rfis/replies"


@after(REPLIES, "create")
def return_ball(context: Context, reply: Stored) -> None:
    """Whoever replies to an open RFI gives the ball back: to whoever forwarded it, else to the manager.

    Assignees whose reply is required hold it until all of them have replied.
    Source: documented, RFIs.
    """
    rfi = context.current(RFIS, reply.parent_id or 0)
    holders = holders_of(rfi.body) if rfi else []
    author = reply.body.get("created_by_id") or context.user_id
    if rfi is None or rfi.body.get("status") != "open" or author not in holders:
        return
    manager, people = rfi.body.get("rfi_manager_id"), assignees_of(rfi.body)
    forwarders = rfi.body.get("_forwarders")
    if forwarders:
        context.change(rfi, {**ball_of(forwarders, manager, people), "_forwarders": None})
        return
    required = set(rfi.body.get("required_assignee_ids") or ())
    waiting = [holder for holder in holders if holder != author]
    context.change(rfi, ball_of(waiting if required & set(waiting) else [manager], manager, people))


@action("PATCH rfis/{}/advance_ball_in_court")
def advance(context: Context) -> Any:
    """Passes the ball of an RFI from the assignees to the manager, and back. Raises: Conflict for a closed one.

    Source: documented, RFIs; that nobody holds the ball of a closed one is observed.
    """
    rfi = _open(context)
    manager, people = rfi.body.get("rfi_manager_id"), assignees_of(rfi.body)
    with_manager = rfi.body.get("ball_in_court_role") == "manager" or holders_of(rfi.body) == [manager]
    context.change(rfi, {**ball_of(people if with_manager and people else [manager], manager, people), "_forwarders": None})
    return {}


def _open(context: Context) -> Stored:
    """The RFI of the path, whose ball can be passed. Raises: NotFound; Conflict for a closed one."""
    rfi = context.record(RFIS)
    if rfi.body.get("status") == "closed":
        forbid(RFIS, rfi.body["status"], "the ball can be passed while it is open")
    return rfi


@action("PATCH rfis/{}/forward_for_review")
def forward(context: Context) -> Any:
    """Adds reviewers, who hold the ball until they reply.

    Raises: Unprocessable for people that there are not; Conflict for a closed one.
    Source: documented, RFIs.
    """
    check_references(context, RFIS, context.attributes)
    rfi = _open(context)
    many = context.attributes.get("forwardee_ids")
    named = [value for name, value in context.attributes.items() if name.endswith("_id")]
    people = [value for value in (*(many if isinstance(many, list) else []), *named) if isinstance(value, int)]
    holders = holders_of(rfi.body)
    assignees = list(dict.fromkeys([*(rfi.body.get("assignee_ids") or []), *people]))
    ball = ball_of(people or holders, rfi.body.get("rfi_manager_id"), assignees)
    context.change(rfi, {"assignee_ids": assignees, **ball, "_forwarders": holders if people else None})
    return {}
