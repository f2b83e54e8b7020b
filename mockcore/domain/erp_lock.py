"""Records that another system has taken over: with an origin_id they stay as they are.

Source: documented, financial tools (direct costs, subcontractor invoices, payment applications and payments). That the
integration's own sync operations go on working is assumed from the sync guide, which updates by origin_id.
"""

from collections.abc import Callable, Mapping
from typing import Any

from mockcore.errors import MockError, Unprocessable
from mockcore.request.context import Context
from mockcore.store.records import Stored

FREE = frozenset({"origin_id", "origin_data", "origin_code"})
REASON = "cannot be edited or deleted because it is synced with an ERP system"


def keep_synced(
    context: Context, values: Mapping[str, Any], record: Stored | None, error: Callable[..., MockError] = Unprocessable
) -> None:
    """Raises: the error when the record has an origin_id and would change; what names its origin may."""
    if record is None or not record.body.get("origin_id") or context.operation.rule == "sync":
        return
    if not values or any(record.body.get(name) != value for name, value in values.items() if name not in FREE):
        raise error(fields={"base": [REASON]})
