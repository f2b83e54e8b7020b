"""The report about the caller: where its requests break the contract, and how much of the API it uses."""

from typing import Any

from fastapi import APIRouter, Request

from mockcore.engine import Engine
from mockcore.errors import BadRequest
from mockcore.journal.codes import CODES
from mockcore.journal.coverage import coverage, operation_ids
from mockcore.journal.findings import findings
from mockcore.web.control import Served

router = APIRouter(prefix="/_mockcore/contract")
# For what several requests make together the header looks at so many.
LOOKED_BACK = 200


@router.get("")
async def read_report(request: Request, engine: Served) -> dict[str, Any]:
    """The findings of the requests in the journal; `code` narrows them, `after` leaves out what came up to a request.

    With `coverage=true` it tells the operations called too.
    """
    asked = dict(request.query_params)
    if asked.get("code") not in (None, *CODES):
        raise BadRequest(fields={"code": [f"is one of {', '.join(CODES)}"]})
    after = asked.get("after", "0")
    if not after.isdigit():
        raise BadRequest(fields={"after": ["is the id of an exchange"]})
    kept = engine.journal.exchanges()
    found = findings(kept, engine.catalog, int(after))
    shown = [part.told() for part in found if asked.get("code") in (None, part.code)]
    counts = {code: sum(part["code"] == code for part in shown) for code in CODES}
    counts = {code: count for code, count in counts.items() if count}
    told = {"requests": len(kept), "last": kept[-1].number if kept else 0, "counts": counts, "findings": shown}
    if asked.get("coverage") == "true":
        told["called"] = coverage([made for made in kept if made.number > int(after)], [], engine.catalog)["called"]
    return told


@router.get("/codes")
async def list_codes() -> dict[str, Any]:
    """Every code with its explanation and where to read about it."""
    return {code: {"explanation": text, "read": page} for code, (text, page) in CODES.items()}


@router.get("/coverage")
async def show_coverage(engine: Served, operations: str = "") -> dict[str, Any]:
    """The operations called so far with their statuses and parameters; `operations` are those declared, joined by commas."""
    return _covered(engine, [name for name in operations.split(",") if name.strip()])


@router.post("/coverage")
async def read_coverage(engine: Served, operations: list[str]) -> dict[str, Any]:
    """The same of the operations in the body, each by its operationId or as `GET /rest/v1.0/me`. 400 for an unknown one."""
    return _covered(engine, operations)


def _covered(engine: Engine, names: list[str]) -> dict[str, Any]:
    return coverage(engine.journal.exchanges(), operation_ids(names, engine.catalog), engine.catalog)


def header(engine: Engine) -> list[tuple[str, str]]:
    """The header that tells a caller what its latest request has broken, where the setting asks for it."""
    if not engine.settings.contract_header:
        return []
    last = engine.journal.last
    # Another worker may have recorded something since.
    found = findings(engine.journal.exchanges(LOOKED_BACK), engine.catalog, last - 1)
    codes = dict.fromkeys(part.code for part in found if part.request == last)
    return [("mockcore-contract", "; ".join(codes))] if codes else []
