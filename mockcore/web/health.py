"""Whether the server answers, and what it serves."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from mockcore.web.served_engine import Served
from mockcore.welcome import health

router = APIRouter(prefix="/_mockcore")


@router.get("/health")
async def show_health(engine: Served) -> JSONResponse:
    """200 while requests are answered, with the world's name and the number of operations; else 503 with the reason."""
    status, body = health(engine)
    return JSONResponse(body, status)
