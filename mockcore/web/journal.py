"""The journal over HTTP: what was asked and answered, verified and exported."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException, Request

from mockcore.errors import BadRequest
from mockcore.journal.har import archive
from mockcore.journal.matching import checked, matches, verified
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore")


@router.get("/requests")
async def list_requests(request: Request, engine: Served) -> list[dict[str, Any]]:
    """The kept exchanges, oldest first; every criterion is a query parameter, `limit` keeps the latest. 400 otherwise."""
    query = dict(request.query_params)
    limit = query.pop("limit", "")
    if limit and not (limit.isascii() and limit.isdigit() and len(limit) < 10):
        raise BadRequest(fields={"limit": ["is a number of exchanges"]})
    criteria = checked(query)
    exchanges = [shown for shown in engine.journal.shown() if matches(shown, criteria)]
    return exchanges[-int(limit) :] if limit and int(limit) else exchanges


@router.get("/requests.har")
async def export_requests(engine: Served) -> dict[str, Any]:
    """The journal as an HTTP Archive (HAR 1.2)."""
    return archive(engine.journal.shown())


@router.get("/requests/{number}")
async def show_request(engine: Served, number: int) -> dict[str, Any]:
    """One exchange. 404 when it is not kept (any more)."""
    exchange = next((shown for shown in engine.journal.shown() if shown["id"] == number), None)
    if exchange is None:
        raise HTTPException(404, f"There is no request {number} in the journal.")
    return exchange


@router.delete("/requests")
async def forget_requests(engine: Served) -> dict[str, str]:
    """Empty the journal."""
    engine.journal.forget()
    return {"status": "ok"}


@router.post("/requests/verify")
async def verify_requests(engine: Served, expectation: Annotated[dict[str, Any], Body()]) -> dict[str, Any]:
    """Whether an expectation came true, and what came nearest when it did not. 400 for one that cannot be read."""
    return verified(engine.journal.shown(), expectation)
