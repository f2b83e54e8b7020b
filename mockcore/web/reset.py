"""Everything as it was at the start, for whoever begins a test."""

from fastapi import APIRouter

from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore")


@router.post("/reset")
async def reset(engine: Served) -> dict[str, str]:
    """Return every record, token and the clock to the state after start."""
    engine.reset()
    return {"status": "ok"}
