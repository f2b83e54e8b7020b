"""What a status does to sums: which records count as approved, which as pending or draft, and which not at all.

Source: documented, budget tutorial and standard budget view (direct costs from Pending on, commitments on their way to approval
are pending cost changes); decisions, What counts. A status that is not named counts nowhere.
"""

from collections.abc import Iterable, Mapping

from mockcore.store.records import Stored

APPROVED, PENDING, DRAFT = "approved", "pending", "draft"


def _effects(approved: Iterable[str], pending: Iterable[str] = (), draft: Iterable[str] = ()) -> Mapping[str, str]:
    return dict.fromkeys(approved, APPROVED) | dict.fromkeys(pending, PENDING) | dict.fromkeys(draft, DRAFT)


_ORDERS = _effects(
    ("approved",),
    ("pending", "revised", "pricing", "not_pricing", "proceeding", "not_proceeding", "pending_billable"),
    ("draft",),
)
# Resource → status, as written in lower case → what it does.
EFFECTS: Mapping[str, Mapping[str, str]] = {
    "commitments": _effects(
        ("approved", "complete", "closed"),
        ("out for signature", "processing", "submitted", "partially received", "received"),
        ("draft", "out for bid"),
    ),
    "change_order_packages": _ORDERS,
    "change_order_requests": _ORDERS,
    "potential_change_orders": _ORDERS,
    "requisitions": _effects(("approved", "approved_as_noted", "pending_owner_approval")),
    "payment_applications": _effects(("approved",)),
    "direct_costs": _effects(("pending", "revise_and_resubmit", "approved"), (), ("draft",)),
    "budget_changes": _effects(("approved",), ("under_review",), ("draft",)),
}


def effect(record: Stored) -> str | None:
    """What the status of a record does to sums; None for nothing."""
    return EFFECTS[record.kind].get(str(record.body.get("status")).casefold())


def statuses(kind: str, *effects: str) -> frozenset[str]:
    """The statuses of a resource that have one of those effects."""
    return frozenset(status for status, does in EFFECTS[kind].items() if does in effects)
