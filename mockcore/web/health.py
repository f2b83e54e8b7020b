"""Whether the server answers, and what it serves."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from mockcore import __version__
from mockcore.web.control_schema import COUNT, TEXT, answers, record
from mockcore.web.served_engine import Served
from mockcore.welcome import health

router = APIRouter(prefix="/_mockcore", tags=["Server"])
HEALTH = record("Health", {"status": TEXT, "version": TEXT, "seed": TEXT, "operations": COUNT}, {"reason": TEXT})
ABOUT = {"version": __version__, "seed": "sandbox", "operations": 2690}
ANSWERS = answers(HEALTH, {"status": "ok", **ABOUT})
ANSWERS |= answers(HEALTH, {"status": "unavailable", "reason": "…", **ABOUT}, status=503, text="No request is answered.")


@router.get("/health", responses=ANSWERS)
async def show_health(engine: Served) -> JSONResponse:
    """200 while requests are answered, with the world's name and the number of operations; else 503 with the reason."""
    status, body = health(engine)
    return JSONResponse(body, status)
