"""Requests for quotes: whose they are, and what a quote does to the status.

Source: reference (the statuses and fields). That a quote brings its request under review, and that a closed or withdrawn one
takes none, is assumed.
"""

from typing import Any

from mockcore.domain.change_event_links import RFQS
from mockcore.domain.references import referred
from mockcore.request.context import Context
from mockcore.request.declare import after, before, computed
from mockcore.request.states import forbid
from mockcore.store.records import Stored

QUOTES, RESPONSES, SECTIONS = f"{RFQS}/quotes", f"{RFQS}/responses", "specification_sections"
# A quote is waited for, or a better one.
OUT, REVIEW = frozenset({"out_for_pricing", "revise_and_resubmit"}), "under_review"
ENDED = frozenset({"closed", "withdrawn"})
# Field of the request → field of its section.
SECTION = {"spec_section_number": "number", "spec_section_description": "description"}


@before(RFQS, "create")
def of_commitment(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A request for quote belongs to the commitment beside it in the request."""
    values["commitment_contract_id"] = values.get("contract_id") or context.parameter("contract_id")


def _above(context: Context, number: int | None) -> Stored | None:
    return context.current(RFQS, number) if number else None


@before(QUOTES, "create", "update")
@before(RESPONSES, "create")
def keep_ended(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Conflict for a quote or response to a request that is closed or withdrawn."""
    rfq = _above(context, record.parent_id if record is not None else context.parent_id)
    if rfq is not None and rfq.body.get("status") in ENDED:
        forbid(RFQS, rfq.body["status"], "it takes quotes and responses once it has another status")


@after(QUOTES, "create")
def review(context: Context, quote: Stored) -> None:
    """A request that waits for a quote is under review once it has one."""
    rfq = _above(context, quote.parent_id)
    if rfq is not None and rfq.body.get("status") in OUT:
        context.change(rfq, {"status": REVIEW})


def _section_field(name: str) -> Any:
    def text(rfq: Stored, context: Context) -> str | None:
        section = referred(context, SECTIONS, rfq.body.get("specification_section_id"))
        value = rfq.body.get(name) or (section.body.get(SECTION[name]) if section is not None else None)
        return None if value is None else str(value)

    return text


for _name in SECTION:
    computed(RFQS, _name)(_section_field(_name))
