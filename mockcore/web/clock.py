"""The server's clock over HTTP: read, travelled, advanced, frozen, sped up."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from mockcore.clock import Clock, instant, stamp
from mockcore.engine import Engine
from mockcore.jobsite.jobsite import Jobsite
from mockcore.web.control_schema import FLAG, NUMBER, TIME, answers, closed_with, record
from mockcore.web.jobsite import Working
from mockcore.web.sandboxes import OfSandbox
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/clock", tags=["Clock"])
CLOCK = record("Clock", {"now": TIME, "frozen": FLAG}, {"speed": NUMBER})
ANSWERS = answers(CLOCK, {"now": "2022-02-15T12:00:00Z", "frozen": True}, 404)


class ClockChange(BaseModel):
    """A new time of the server. Without `now` the clock keeps its time; `now: null` returns to real time.

    `advance` moves on by seconds; `speed` is how many seconds pass in one.
    """

    model_config = closed_with(now="2022-02-15T12:00:00Z", frozen=True)

    now: str | None = None
    frozen: bool | None = None
    advance: float | None = None
    speed: float | None = None


@router.get("", responses=ANSWERS)
async def read_clock(engine: Served, sandbox: OfSandbox) -> dict[str, Any]:
    """The time in UTC, of the server or of a `sandbox`, whether it stands still, and how fast it goes."""
    return _reading(engine.clocks.of(sandbox))


@router.put("", responses=ANSWERS)
async def set_clock(engine: Served, change: ClockChange, sandbox: OfSandbox, people: Working) -> dict[str, Any]:
    """Travel to a time, advance, freeze or unfreeze, speed up. 400 when that is no time or speed.

    With `sandbox` it is the clock of that one's calls alone; webhooks go by the server's. Where a jobsite is alive, the
    time in between has been lived when this answers.
    """
    return await _set(engine, change, sandbox, people)


@router.post("/advance", responses=ANSWERS)
async def advance_clock(engine: Served, change: ClockChange, sandbox: OfSandbox, people: Working) -> dict[str, Any]:
    """Move on by `advance` seconds. 400 when that leaves the years that the clock can show."""
    return await _set(engine, change, sandbox, people)


@router.delete("", responses=ANSWERS)
async def restart_clock(engine: Served, sandbox: OfSandbox, people: Working) -> dict[str, Any]:
    """Let a `sandbox` go by the server's clock again; without one, the clock is as at the start."""
    if sandbox:
        engine.clocks.follow_server(sandbox)
        engine.shared.tell("sandbox clocks")
    else:
        engine.clock.restart()
        await people.catch_up()
    return _reading(engine.clock)


async def _set(engine: Engine, change: ClockChange, sandbox: int, people: Jobsite) -> dict[str, Any]:
    if not sandbox:
        _changed(engine.clock, change)
        await people.catch_up()
        return _reading(engine.clock)
    clock = engine.clocks.copy(sandbox)
    _changed(clock, change)
    engine.clocks.put(sandbox, clock)
    engine.shared.tell("sandbox clocks")
    return _reading(clock)


def _changed(clock: Clock, change: ClockChange) -> None:
    """Raises: OperatorError."""
    named = change.model_fields_set
    frozen = clock.frozen if change.frozen is None else change.frozen
    speed = clock.speed if change.speed is None else change.speed
    if "now" in named and change.now is None:
        clock.real()
        frozen, speed = bool(change.frozen), change.speed or 1.0
        if frozen or speed != 1.0:
            clock.set(clock.now(), frozen=frozen, speed=speed)
    elif change.now is not None:
        clock.set(instant(change.now), frozen=frozen, speed=speed)
    elif change.frozen is not None or change.speed is not None:
        clock.set(clock.now(), frozen=frozen, speed=speed)
    if change.advance is not None:
        clock.advance(change.advance)


def _reading(clock: Clock) -> dict[str, Any]:
    reading: dict[str, Any] = {"now": stamp(clock.now()), "frozen": clock.frozen}
    return reading if clock.speed == 1.0 else reading | {"speed": clock.speed}
