"""What tests and operators steer: everything of ours below `/_mockcore`."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from mockcore.clock import Clock, instant, stamp
from mockcore.engine import Engine
from mockcore.welcome import health

router = APIRouter(prefix="/_mockcore")


async def engine_of(request: Request) -> Engine:
    """Return the engine that this application serves."""
    engine = request.app.state.engine
    assert isinstance(engine, Engine)
    engine.shared.notice()
    return engine


Served = Annotated[Engine, Depends(engine_of)]


class ClockChange(BaseModel):
    """A new time of the server. Without `now` the clock keeps its time; `now: null` returns to real time.

    `advance` moves on by seconds; `speed` is how many seconds pass in one.
    """

    model_config = ConfigDict(extra="forbid")

    now: str | None = None
    frozen: bool | None = None
    advance: float | None = None
    speed: float | None = None


@router.get("/health")
async def show_health(engine: Served) -> dict[str, Any]:
    """200 once requests are answered, with the world's name and the number of operations."""
    return health(engine)


@router.post("/reset")
async def reset(engine: Served) -> dict[str, str]:
    """Return every record, token and the clock to the state after start."""
    engine.reset()
    return {"status": "ok"}


@router.get("/clock")
async def read_clock(engine: Served) -> dict[str, Any]:
    """The server's time in UTC, whether it stands still, and how fast it goes."""
    return _reading(engine.clock)


@router.put("/clock")
async def set_clock(engine: Served, change: ClockChange) -> dict[str, Any]:
    """Travel to a time, advance, freeze or unfreeze, speed up. 400 when that is no time or speed."""
    _changed(engine.clock, change)
    return _reading(engine.clock)


@router.post("/clock/advance")
async def advance_clock(engine: Served, change: ClockChange) -> dict[str, Any]:
    """Move on by `advance` seconds. 400 when that leaves the years that the clock can show."""
    _changed(engine.clock, change)
    return _reading(engine.clock)


def _changed(clock: Clock, change: ClockChange) -> None:
    """Raises: OperatorError."""
    given = change.model_fields_set
    frozen = clock.frozen if change.frozen is None else change.frozen
    speed = clock.speed if change.speed is None else change.speed
    if "now" in given and change.now is None:
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
    told: dict[str, Any] = {"now": stamp(clock.now()), "frozen": clock.frozen}
    return told if clock.speed == 1.0 else told | {"speed": clock.speed}
