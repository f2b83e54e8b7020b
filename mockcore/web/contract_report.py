"""The report about the caller: where its requests break the contract, and how much of the API it uses."""

from typing import Any

from fastapi import APIRouter, Request

from mockcore.engine import Engine
from mockcore.errors import BadRequest
from mockcore.journal.codes import CODES
from mockcore.journal.coverage import coverage, operation_ids
from mockcore.journal.exchange import Exchange
from mockcore.journal.findings import HEADER, findings
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/contract")


@router.get("")
async def read_report(request: Request, engine: Served) -> dict[str, Any]:
    """The findings of the requests in the journal; `code` narrows them, `after` leaves out what came up to a request.

    With `apart=true` they are another program's: what it reads again and again is counted from there on.
    `company_id` and `client_id` look at the requests of one of them only: those of a sandbox. With `coverage=true` it tells
    the operations called too.
    """
    query = dict(request.query_params)
    if query.get("code") not in (None, *CODES):
        raise BadRequest(fields={"code": [f"is one of {', '.join(CODES)}"]})
    after = query.get("after", "0")
    if not after.isdigit():
        raise BadRequest(fields={"after": ["is the id of an exchange"]})
    exchanges = _of(engine, query.get("company_id"), query.get("client_id"))
    results = findings(exchanges, engine.catalog, int(after), apart=query.get("apart") == "true")
    shown = [finding.as_json() for finding in results if query.get("code") in (None, finding.code)]
    counts = {code: sum(finding["code"] == code for finding in shown) for code in CODES}
    counts = {code: count for code, count in counts.items() if count}
    report = {"requests": len(exchanges), "last": exchanges[-1].number if exchanges else 0, "counts": counts, "findings": shown}
    if query.get("coverage") == "true":
        later = [exchange for exchange in exchanges if exchange.number > int(after)]
        report["called"] = coverage(later, [], engine.catalog)["called"]
    return report


@router.get("/codes")
async def list_codes() -> dict[str, Any]:
    """Every code with its explanation and where to read about it."""
    return {code: {"explanation": text, "read": page} for code, (text, page) in CODES.items()}


@router.get("/coverage")
async def show_coverage(
    engine: Served, operations: str = "", company_id: str | None = None, client_id: str | None = None
) -> dict[str, Any]:
    """The operations called so far with their statuses and parameters; `operations` are those declared, joined by commas.

    `company_id` and `client_id` narrow it to the requests of one of them.
    """
    names = [name for name in operations.split(",") if name.strip()]
    return coverage(_of(engine, company_id, client_id), operation_ids(names, engine.catalog), engine.catalog)


@router.post("/coverage")
async def read_coverage(
    engine: Served, operations: list[str], company_id: str | None = None, client_id: str | None = None
) -> dict[str, Any]:
    """The same of the operations in the body, each by its operationId or as `GET /rest/v1.0/me`. 400 for an unknown one."""
    return coverage(_of(engine, company_id, client_id), operation_ids(operations, engine.catalog), engine.catalog)


def _of(engine: Engine, company_id: str | None, client_id: str | None) -> list[Exchange]:
    """The exchanges in the journal, of one company and app where they are named."""
    return [
        exchange
        for exchange in engine.journal.exchanges()
        if company_id in (None, str(exchange.call.company_id), exchange.call.headers.get(HEADER))
        and client_id in (None, exchange.call.client_id)
    ]
