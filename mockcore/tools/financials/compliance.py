"""Compliance of a commitment: its documents, and whether they are all in order.

Source: reference (the documents and the derived status); that one expired or not compliant document makes it not compliant is
assumed.
"""

from mockcore.domain.line_items import COMMITMENTS
from mockcore.request.context import Context
from mockcore.request.declare import computed
from mockcore.store.records import Stored

COMPLIANCE, DOCUMENTS = f"{COMMITMENTS}/compliance", f"{COMMITMENTS}/compliance_documents"
COMPLIANT, NOT_COMPLIANT = "compliant", "not_compliant"


@computed(COMPLIANCE, "compliance_documents")
def documents(compliance: Stored, context: Context) -> list[Stored]:
    """The documents of the commitment."""
    return list(context.children(DOCUMENTS, compliance.parent_id)) if compliance.parent_id else []


@computed(COMPLIANCE, "derived_compliance_status", moving=True)
def derived_status(compliance: Stored, context: Context) -> str | None:
    """Compliant when all documents are, and none has expired; None without documents."""
    rows = documents(compliance, context)
    now = context.now()
    valid = [row.body.get("status") == COMPLIANT and not (row.body.get("expires_at") or now) < now for row in rows]
    return (COMPLIANT if all(valid) else NOT_COMPLIANT) if rows else None
