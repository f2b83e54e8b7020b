"""The pin by which a company's support is let in: one at a time, for a day. Source: reference; that it ends is assumed."""

from datetime import timedelta
from typing import Any

from mockcore.errors import NotFound
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.store.records import Stored

PINS = "support_pins"
VALID_HOURS = 24
# Six digits that no two pins after each other share.
STEP, PLACES = 486_187, 1_000_000


@action("POST support_pins")
def make(context: Context) -> dict[str, Any]:
    """A new pin in place of the one that there was."""
    for old in context.select(context.scoped(PINS)):
        context.records.delete(old, at=context.now(), user_id=context.user_id)
    ends = context.clock.now() + timedelta(hours=VALID_HOURS)
    pin = context.put(PINS, {"expires_at": ends.strftime("%Y-%m-%dT%H:%M:%SZ")})
    context.change(pin, {"pin_plaintext": f"{pin.id * STEP % PLACES:06}"})
    return {"data": _shown(pin)}


@action("GET support_pins")
def show(context: Context) -> dict[str, Any]:
    """The pin of the company. Raises: NotFound without one, and when it has ended."""
    pin = next(iter(context.select(context.scoped(PINS))), None)
    if pin is None or str(pin.body.get("expires_at") or "") <= context.now():
        raise NotFound()
    return _shown(pin)


def _shown(pin: Stored) -> dict[str, Any]:
    return {"id": str(pin.id), "expires_at": pin.body.get("expires_at"), "pin_plaintext": pin.body.get("pin_plaintext")}
