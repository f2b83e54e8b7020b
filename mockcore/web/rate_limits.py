"""The quotas of the server, read and changed while it runs."""

from typing import Any

from fastapi import APIRouter

from mockcore.gates.quotas import checked
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/rate-limit")


@router.get("")
async def read_limits(engine: Served) -> dict[str, Any]:
    """The preset, and how many calls it admits in an hour and in 10 seconds."""
    return engine.limits.state


@router.put("")
async def set_limits(engine: Served, change: dict[str, Any]) -> dict[str, Any]:
    """Choose a `preset` or own numbers (`hourly`, `spike`); every count begins again. 400 for what cannot be used."""
    choice = checked(change)
    engine.limits.choose(choice.get("preset", "off"), choice.get("hourly"), choice.get("spike"))
    engine.shared.tell("limits")
    return engine.limits.state
