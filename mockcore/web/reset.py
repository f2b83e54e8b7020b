"""Everything as it was at the start, for whoever begins a test."""

from fastapi import APIRouter

from mockcore.web.control_schema import DONE
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore", tags=["Server"])


@router.post("/reset", responses=DONE)
async def reset(engine: Served) -> dict[str, str]:
    """Return every record, token and the clock to the state after start."""
    engine.reset()
    return {"status": "ok"}
