"""The quotas of the server and of its sandboxes, read and changed while it runs."""

from typing import Any

from fastapi import APIRouter

from mockcore.gates.quotas import MOST_CALLS, PRESETS, checked
from mockcore.web.control_schema import WHOLE, answers, closed, one_of, or_null, record, takes
from mockcore.web.sandboxes import OfSandbox
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/rate-limit", tags=["Quotas"])
CALLS = {**WHOLE, "minimum": 0, "maximum": MOST_CALLS}
QUOTA = record("Quota", {"preset": one_of(*PRESETS), "hourly": CALLS, "spike": CALLS})
CHANGE = closed("QuotaChange", {}, {"preset": one_of(*PRESETS), "hourly": or_null(CALLS), "spike": or_null(CALLS)})
ANSWERS = answers(QUOTA, {"preset": "sandbox", "hourly": 600, "spike": 5}, 404)


@router.get("", responses=ANSWERS)
async def read_rate_limit(engine: Served, sandbox: OfSandbox) -> dict[str, Any]:
    """The preset, and how many calls it admits in an hour and in 10 seconds; with `sandbox` those that hold for that one."""
    return engine.limits.as_json(sandbox)


@router.put("", responses=ANSWERS, openapi_extra=takes(CHANGE, {"preset": "sandbox", "spike": 5}))
async def set_rate_limit(engine: Served, change: dict[str, Any], sandbox: OfSandbox) -> dict[str, Any]:
    """Choose a `preset` or own numbers (`hourly`, `spike`); every count begins again. 400 for what cannot be used.

    With `sandbox` they hold for that one alone, in place of the server's.
    """
    choice = checked(change)
    engine.limits.choose(choice.get("preset", "off"), choice.get("hourly"), choice.get("spike"), sandbox)
    engine.shared.tell("limits")
    return engine.limits.as_json(sandbox)


@router.delete("", responses=ANSWERS)
async def restart_rate_limit(engine: Served, sandbox: OfSandbox) -> dict[str, Any]:
    """Let the server's quotas hold for a `sandbox` again; without one, those that it was started with hold."""
    if sandbox:
        engine.limits.follow_server(sandbox)
    else:
        engine.limits.restart()
    engine.shared.tell("limits")
    return engine.limits.as_json(sandbox)
