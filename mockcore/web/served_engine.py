"""The engine that answers the endpoints of this room, as FastAPI hands it to them."""

from typing import Annotated

from fastapi import Depends, Request

from mockcore.engine import Engine


async def engine_of(request: Request) -> Engine:
    """Return the engine that this application serves."""
    engine = request.app.state.engine
    assert isinstance(engine, Engine)
    engine.shared.notice()
    return engine


Served = Annotated[Engine, Depends(engine_of)]
