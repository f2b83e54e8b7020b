"""Deliveries of webhooks, steered by tests: what waits, sending it now, sending it twice."""

from typing import Any

from fastapi import APIRouter, HTTPException, Request

from mockcore.store.query import Selection
from mockcore.store.records import Stored
from mockcore.web.served_engine import Served
from mockcore.webhooks.outbox import DELIVERIES
from mockcore.webhooks.sender import Sender

router = APIRouter(prefix="/_mockcore/webhooks")


def _sender(request: Request) -> Sender:
    sender = request.app.state.sender
    assert isinstance(sender, Sender)
    return sender


@router.get("/deliveries")
async def list_deliveries(engine: Served) -> list[dict[str, Any]]:
    """The latest thousand deliveries of all hooks, in the order of their events."""
    latest = engine.world.select(Selection(DELIVERIES, limit=1000, sort=[("id", True)]))
    return [_as_json(delivery) for delivery in reversed(latest)]


@router.get("/queue")
async def read_queue(request: Request, engine: Served) -> list[dict[str, Any]]:
    """What waits, by destination, and for how long each is paused."""
    return _sender(request).queue()


@router.post("/run")
async def run(request: Request, engine: Served) -> dict[str, Any]:
    """Send what is due and wait until it is done: how many were answered by 2xx or not, and what waits for later."""
    sender = _sender(request)
    before = sender.sent
    await sender.settle()
    return {"sent": sender.sent - before, "waiting": sum(lane["waiting"] for lane in sender.queue())}


@router.post("/deliveries/{number}/duplicate", status_code=201)
async def duplicate(engine: Served, number: int) -> dict[str, Any]:
    """Send the event of a delivery once more. 404 for an unknown one, or one whose hook is gone."""
    delivery = engine.world.get(DELIVERIES, number)
    copy = engine.outbox.again(delivery) if delivery is not None else None
    if copy is None:
        raise HTTPException(404, f"There is no delivery {number} whose hook is still there.")
    engine.turns.wake()
    return _as_json(copy)


def _as_json(delivery: Stored) -> dict[str, Any]:
    return {"id": delivery.id, "hook_id": delivery.parent_id, **delivery.body}
