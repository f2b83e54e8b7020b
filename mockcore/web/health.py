"""Whether the server answers, and what it serves."""

from typing import Any

from fastapi import APIRouter

from mockcore.web.served_engine import Served
from mockcore.welcome import health

router = APIRouter(prefix="/_mockcore")


@router.get("/health")
async def show_health(engine: Served) -> dict[str, Any]:
    """200 once requests are answered, with the world's name and the number of operations."""
    return health(engine)
