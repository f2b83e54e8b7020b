"""How far an upload of drawings or specifications has got. Source: reference (the states); how long each takes is assumed."""

from mockcore.clock import instant
from mockcore.request.context import Context
from mockcore.store.records import Stored

# Seconds after its creation at which an upload is no longer in the state.
STATES = (("in_queue", 2), ("in_progress", 5))
FIRST = STATES[0][0]


def state_of(context: Context, upload: Stored, *, reviewed: bool) -> str | None:
    """In the queue, in progress, then ready for review, or reviewed where ``reviewed`` says so; another as it is stored."""
    stored: str | None = upload.body.get("status")
    if stored != FIRST:
        return stored
    passed = context.clock.epoch() - instant(upload.created_at).timestamp()
    waiting = next((state for state, until in STATES if passed < until), None)
    return waiting or ("reviewed" if reviewed else "ready_for_review")
