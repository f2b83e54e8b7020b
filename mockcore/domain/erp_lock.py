"""Records that another system has taken over: with an origin_id they stay as they are.

Source: documented, financial tools (direct costs, subcontractor invoices, payment applications and payments); reference (409).
That the integration's own sync operations go on working is assumed from the sync guide, which updates by origin_id.
"""

from collections.abc import Mapping
from typing import Any

from mockcore.request.context import Context
from mockcore.request.states import forbid
from mockcore.store.records import Stored

FREE = frozenset({"origin_id", "origin_data", "origin_code"})
SYNCED = "synced with an ERP system"
ALLOWED = "it can be changed there, and deleted; here its origin_id, origin_code and origin_data alone"


def keep_synced(context: Context, values: Mapping[str, Any], record: Stored | None) -> None:
    """Raises: Conflict when the record has an origin_id and would change; what names its origin may."""
    if record is None or not record.body.get("origin_id") or context.operation.rule == "sync":
        return
    if not values or any(record.body.get(name) != value for name, value in values.items() if name not in FREE):
        forbid(record.kind, SYNCED, ALLOWED)
