"""The journal over HTTP: what was asked and answered, verified and exported.

Of the oldest exchanges the bodies and headers are dropped when there is no room for them: every answer says so.
"""

from collections import deque
from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Body, HTTPException, Path, Request
from starlette.responses import StreamingResponse

from mockcore import __version__
from mockcore.engine import Engine
from mockcore.errors import BadRequest
from mockcore.journal.claims import check_claims, claims_of
from mockcore.journal.exchange import Exchange
from mockcore.journal.har import entry, envelope
from mockcore.journal.matching import OF_BODIES, checked, meeting, verified
from mockcore.web.control_schema import COUNT, DONE, LARGEST, MAPPING, TEXT, answers, many, queries, record, takes
from mockcore.web.existing_names import ExistingNames
from mockcore.web.journal_schemas import EXAMPLE, EXCHANGE, EXPECTATION, IN_QUERY, VERDICT
from mockcore.web.sandboxes import OfSandbox
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore", tags=["Journal"])
DROPPED = "Mockcore-Dropped-Bodies"
# So many exchanges are written at a time; other requests are answered in between.
WRITTEN = 50


@router.get(
    "/requests",
    responses=answers(many(EXCHANGE), [EXAMPLE], 410),
    openapi_extra=queries({**IN_QUERY, "limit": {**COUNT, "description": "Only the latest.", "example": 10}}),
)
async def list_requests(request: Request, engine: Served) -> StreamingResponse:
    """The exchanges, oldest first; every criterion is a query parameter, `limit` keeps the latest. 400 otherwise.

    `body_dropped` is true where bodies and headers are no longer there; 410 for criteria that depend on them.
    """
    query = dict(request.query_params)
    limit = query.pop("limit", "")
    if limit and not (limit.isascii() and limit.isdigit() and len(limit) < 10):
        raise BadRequest(fields={"limit": ["is a number of exchanges"]})
    criteria = checked(query)
    check_claims([criteria], engine.catalog, engine.journal, ExistingNames(engine))
    exchanges: Iterable[Exchange] = meeting(engine.journal, criteria)
    if limit and int(limit):
        exchanges = deque(exchanges, maxlen=int(limit))
    elif OF_BODIES.keys() & criteria.keys():
        # What is unknown has to be found before the answer begins.
        exchanges = list(exchanges)
    return _written(engine, b"[", (exchange.shown() for exchange in exchanges), b"]")


@router.get(
    "/requests.har",
    responses=answers(
        record("Archive", {"log": record("ArchiveLog", {"version": TEXT, "creator": MAPPING, "entries": many(MAPPING)})}),
        {"log": {"version": "1.2", "creator": {"name": "mockcore", "version": __version__}, "entries": []}},
        410,
    ),
)
async def export_requests(engine: Served) -> StreamingResponse:
    """The journal as an HTTP Archive (HAR 1.2)."""
    before, after = envelope(engine.journal.dropped_bodies)
    return _written(engine, before, (entry(exchange.shown()) for exchange in engine.journal), after)


def _written(engine: Engine, before: bytes, rows: Iterator[dict[str, Any]], after: bytes) -> StreamingResponse:
    """Many rows as one JSON value, which is never there whole."""
    # Facts that are lost are told before the answer begins.
    engine.journal.require_facts()
    headers = {DROPPED: str(engine.journal.dropped_bodies)}
    return StreamingResponse(_chunks(before, rows, after), media_type="application/json", headers=headers)


async def _chunks(before: bytes, rows: Iterator[dict[str, Any]], after: bytes) -> AsyncIterator[bytes]:
    texts = [before]
    for number, row in enumerate(rows):
        texts.append(orjson.dumps(row) if not number else b"," + orjson.dumps(row))
        if len(texts) > WRITTEN:
            yield b"".join(texts)
            texts = []
    yield b"".join([*texts, after])


@router.get("/requests/{number}", responses=answers(EXCHANGE, EXAMPLE, 404, 410))
async def show_request(
    engine: Served, number: Annotated[int, Path(ge=0, le=LARGEST, description="Id of an exchange.", examples=[1])]
) -> dict[str, Any]:
    """One exchange. 404 where there is none of that number."""
    exchange = next(engine.journal.exchanges(number - 1), None)
    if exchange is None or exchange.number != number:
        raise HTTPException(404, f"There is no request {number} in the journal.")
    return exchange.shown()


@router.delete("/requests", responses=DONE | {404: {}})
async def forget_requests(engine: Served, sandbox: OfSandbox) -> dict[str, str]:
    """Empty the journal; with `sandbox` only what was asked of that one."""
    if sandbox:
        engine.journal.forget_sandbox(sandbox)
    else:
        engine.journal.forget()
    return {"status": "ok"}


@router.post(
    "/requests/verify",
    responses=answers(VERDICT, {"verified": True, "count": 1, "ids": [7], "dropped_bodies": 0}, 410),
    openapi_extra=takes(EXPECTATION, {"request": {"operation": "getMe", "status": 200}, "at_least": 0}),
)
async def verify_requests(engine: Served, expectation: Annotated[dict[str, Any], Body()]) -> dict[str, Any]:
    """Whether an expectation came true, and what came nearest when it did not. 400 for one that cannot be read.

    410 where that depends on bodies or headers that are dropped; `dropped_bodies` is how many exchanges are without theirs.
    """
    outcome = verified(engine.journal, expectation)
    check_claims(claims_of(expectation), engine.catalog, engine.journal, ExistingNames(engine))
    return {**outcome, "dropped_bodies": engine.journal.dropped_bodies}
