"""Deliveries of webhooks, steered by tests: what waits, sending it now, sending it twice."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Request

from mockcore.store.query import Selection
from mockcore.store.records import Stored
from mockcore.web.control_schema import COUNT, LARGEST, MAPPING, TEXT, WHOLE, answers, many, one_of, or_null, record
from mockcore.web.served_engine import Served
from mockcore.webhooks.outbox import DELIVERED, DELIVERIES, DISCARDED, ENQUEUED, FAILED, OUTCOMES, RETRYING
from mockcore.webhooks.sender import Sender

router = APIRouter(prefix="/_mockcore/webhooks", tags=["Webhooks"])
ATTEMPT = {"started_at": TEXT, "completed_at": TEXT, "response_error": or_null(TEXT)}
DELIVERY = record(
    "Delivery",
    {
        "id": WHOLE,
        "hook_id": WHOLE,
        "event": record("Event", {"id": WHOLE, "event_type": TEXT, "resource_name": TEXT, "resource_id": WHOLE}),
        "event_id": WHOLE,
        "resource_name": TEXT,
        "event_type": one_of("create", "update", "delete"),
        "related": or_null(MAPPING),
        "status": one_of(ENQUEUED, RETRYING, DELIVERED, FAILED, DISCARDED),
        "delivery_attempts": many(record("Attempt", ATTEMPT, {"response_status": WHOLE})),
    },
    {
        **ATTEMPT, "response_status": WHOLE, "response_headers": MAPPING, "response_body": TEXT,
        "outcome": one_of(*OUTCOMES.values()),
    },
)  # fmt: skip
DELIVERED_ONCE = {
    "id": 10000306,
    "hook_id": 10000303,
    "event": {"id": 1, "event_type": "create", "resource_name": "RFIs", "resource_id": 10000305},
    "event_id": 1,
    "resource_name": "RFIs",
    "event_type": "create",
    "related": None,
    "status": DELIVERED,
    "delivery_attempts": [],
}
LANE = record("Destination", {"destination_url": TEXT, "waiting": COUNT, "paused_seconds": COUNT, "failing_seconds": COUNT})
WAITING = {"destination_url": "http://127.0.0.1:9000/hooks", "waiting": 2, "paused_seconds": 4, "failing_seconds": 7}


def _sender(request: Request) -> Sender:
    sender = request.app.state.sender
    assert isinstance(sender, Sender)
    return sender


@router.get("/deliveries", responses=answers(many(DELIVERY), [DELIVERED_ONCE]))
async def list_deliveries(engine: Served) -> list[dict[str, Any]]:
    """The latest thousand deliveries of all hooks, in the order of their events."""
    latest = engine.world.select(Selection(DELIVERIES, limit=1000, sort=[("id", True)]))
    return [_as_json(delivery) for delivery in reversed(latest)]


@router.get("/queue", responses=answers(many(LANE), [WAITING]))
async def read_delivery_queue(request: Request, engine: Served) -> list[dict[str, Any]]:
    """What waits, by destination, and for how long each is paused."""
    return _sender(request).queue()


@router.post("/run", responses=answers(record("Run", {"sent": COUNT, "waiting": COUNT}), {"sent": 3, "waiting": 0}))
async def run_deliveries(request: Request, engine: Served) -> dict[str, Any]:
    """Send what is due and wait until it is done: how many were answered by 2xx or not, and what waits for later."""
    sender = _sender(request)
    before = sender.sent
    await sender.settle()
    return {"sent": sender.sent - before, "waiting": sum(lane["waiting"] for lane in sender.queue())}


@router.post("/deliveries/{number}/duplicate", status_code=201, responses=answers(DELIVERY, DELIVERED_ONCE, 404, status=201))
async def duplicate_delivery(
    engine: Served, number: Annotated[int, Path(ge=0, le=LARGEST, description="Id of a delivery.", examples=[10000306])]
) -> dict[str, Any]:
    """Send the event of a delivery once more. 404 for an unknown one, or one whose hook is gone."""
    delivery = engine.world.get(DELIVERIES, number)
    copy = engine.outbox.again(delivery) if delivery is not None else None
    if copy is None:
        raise HTTPException(404, f"There is no delivery {number} whose hook is still there.")
    engine.turns.wake()
    return _as_json(copy)


def _as_json(delivery: Stored) -> dict[str, Any]:
    return {"id": delivery.id, "hook_id": delivery.parent_id, **delivery.body}
