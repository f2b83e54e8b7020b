"""Insurances of companies: one whose last day is over has expired, whatever was written before. Source: assumed."""

from mockcore.request.context import Context
from mockcore.request.declare import computed
from mockcore.store.records import Stored

INSURANCES = "insurances"
# What a day after the last one makes expired; the other states say that there is no valid insurance anyway.
IN_FORCE = frozenset({"compliant", "compliant_in_progress"})


@computed(INSURANCES, "status")
def status(insurance: Stored, context: Context) -> str | None:
    """``expired`` from the day after ``expiration_date`` on, and not before; else what was written.

    An exempt company needs no insurance. Source: assumed.
    """
    written, last = insurance.body.get("status"), insurance.body.get("expiration_date")
    if not last or insurance.body.get("exempt"):
        return written
    over = str(last)[:10] < context.now()[:10]
    if over and (written is None or written in IN_FORCE):
        return "expired"
    return "compliant" if written == "expired" and not over else written
