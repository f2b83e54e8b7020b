"""The report about the caller: where its requests break the contract, and how much of the API it uses."""

from typing import Any

from fastapi import APIRouter, Request

from mockcore.errors import BadRequest
from mockcore.journal.findings import CODES, coverage, findings
from mockcore.web.control import Served

router = APIRouter(prefix="/_mockcore/contract")


@router.get("")
async def read_report(request: Request, engine: Served) -> dict[str, Any]:
    """The findings of the requests in the journal; `code` narrows them, `after` leaves out what came up to a request."""
    asked = dict(request.query_params)
    if asked.get("code") not in (None, *CODES):
        raise BadRequest(fields={"code": [f"is one of {', '.join(CODES)}"]})
    after = asked.get("after", "0")
    if not after.isdigit():
        raise BadRequest(fields={"after": ["is the id of an exchange"]})
    kept = engine.journal.exchanges()
    found = [part for part in findings(kept, engine.catalog) if part.request > int(after)]
    shown = [part.told() for part in found if asked.get("code") in (None, part.code)]
    counts = {code: sum(part["code"] == code for part in shown) for code in CODES}
    return {"requests": len(kept), "counts": {code: count for code, count in counts.items() if count}, "findings": shown}


@router.get("/codes")
async def list_codes() -> dict[str, Any]:
    """Every code with its explanation and where to read about it."""
    return {code: {"explanation": text, "read": page} for code, (text, page) in CODES.items()}


@router.post("/coverage")
async def read_coverage(engine: Served, operations: list[str]) -> dict[str, Any]:
    """The operations called so far with their statuses, of those that the integration says it uses (operationIds)."""
    known = {entry["id"] for entry in engine.catalog.entries}
    strange = [name for name in operations if name not in known]
    if strange:
        raise BadRequest(fields={"operations": [f"{strange[0]} is not an operationId of the document"]})
    return coverage(engine.journal.exchanges(), operations)
