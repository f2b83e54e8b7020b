"""What tests and operators steer: everything of ours below `/_mockcore`."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict

from mockcore import __version__
from mockcore.clock import Clock, instant, stamp
from mockcore.engine import Engine

router = APIRouter(prefix="/_mockcore")


async def engine_of(request: Request) -> Engine:
    """Return the engine that this application serves."""
    engine = request.app.state.engine
    assert isinstance(engine, Engine)
    return engine


Served = Annotated[Engine, Depends(engine_of)]


class ClockChange(BaseModel):
    """A new time of the server. Without `now` the clock keeps its time; `now: null` returns to real time."""

    model_config = ConfigDict(extra="forbid")

    now: str | None = None
    frozen: bool | None = None


@router.get("/health")
async def health(engine: Served) -> dict[str, Any]:
    """200 once requests are answered, with the world's name and the number of operations."""
    return {
        "status": "ok",
        "version": __version__,
        "seed": engine.settings.seed,
        "operations": len(engine.catalog),
    }


@router.post("/reset")
async def reset(engine: Served) -> dict[str, str]:
    """Return every record, token and the clock to the state after start."""
    engine.reset()
    return {"status": "ok"}


@router.get("/clock")
async def read_clock(engine: Served) -> dict[str, Any]:
    """The server's time in UTC, and whether it stands still."""
    return _reading(engine.clock)


@router.put("/clock")
async def set_clock(engine: Served, change: ClockChange) -> dict[str, Any]:
    """Travel to a time, freeze or unfreeze. 400 when `now` is not a time."""
    clock = engine.clock
    frozen = clock.frozen if change.frozen is None else change.frozen
    if change.now is not None:
        clock.set(instant(change.now), frozen=frozen)
    elif "now" in change.model_fields_set:
        clock.real()
        if change.frozen:
            clock.set(clock.now(), frozen=True)
    else:
        clock.set(clock.now(), frozen=frozen)
    return _reading(clock)


def _reading(clock: Clock) -> dict[str, Any]:
    return {"now": stamp(clock.now()), "frozen": clock.frozen}
