"""The report about the caller: where its requests break the contract, and how much of the API it uses."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from mockcore.close_names import hint
from mockcore.engine import Engine
from mockcore.errors import BadRequest, Reason
from mockcore.journal.claims import check_named
from mockcore.journal.codes import CODES, Finding
from mockcore.journal.coverage import Coverage, coverage, operation_ids
from mockcore.journal.exchange import Exchange
from mockcore.journal.findings import HEADER, Watch, Watcher
from mockcore.web.control_schema import (
    COUNT,
    FLAG,
    NUMBER,
    TEXT,
    TEXTS,
    WHOLE,
    about,
    answers,
    many,
    mapping,
    one_of,
    or_null,
    queries,
    record,
    takes,
)
from mockcore.web.existing_names import ExistingNames
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/contract", tags=["Contract"])
COMPANY, CLIENT = about(TEXT, "Only the requests of this company."), about(TEXT, "Only the requests of this app.")
QUERY = {
    "code": about(one_of(*CODES), "Only findings of this code."),
    "after": about({**COUNT, "example": 0}, "Only what came after the request of this id."),
    "apart": about(FLAG, "Read by another program: its repetitions are counted from `after` on."),
    "company_id": COMPANY,
    "client_id": CLIENT,
    "coverage": about(FLAG, "The operations called, too."),
}
FINDING = record(
    "Finding",
    {
        "code": one_of(*CODES), "request": WHOLE, "operation": or_null(TEXT), "asked": TEXT, "detail": TEXT,
        "explanation": TEXT, "read": TEXT,
    },
)  # fmt: skip
CALLED = mapping(record("Usage", {"asked": TEXT, "statuses": mapping(WHOLE), "parameters": mapping(WHOLE)}))
REPORT = record(
    "ContractReport",
    {"requests": WHOLE, "last": WHOLE, "counts": mapping(WHOLE), "findings": many(FINDING), "dropped_bodies": WHOLE},
    {"called": CALLED},
)
COVERAGE = record(
    "Coverage",
    {
        "called": CALLED, "declared": WHOLE, "not_called": TEXTS, "not_declared": TEXTS, "share": or_null(NUMBER),
        "dropped_bodies": WHOLE,
    },
)  # fmt: skip
USED = {"asked": "GET /rest/v1.0/me", "statuses": {"200": 1}, "parameters": {"page": 1}}
COVERED = answers(
    COVERAGE,
    {"called": {"getMe": USED}, "declared": 1, "not_called": [], "not_declared": [], "share": 1.0, "dropped_bodies": 0},
)


@router.get(
    "",
    responses=answers(REPORT, {"requests": 1, "last": 1, "counts": {}, "findings": [], "dropped_bodies": 0}),
    openapi_extra=queries(QUERY),
)
async def read_contract_report(request: Request, engine: Served) -> Response:
    """The findings of the requests in the journal; `code` narrows them, `after` leaves out what came up to a request.

    With `apart=true` they are another program's: what it reads again and again is counted from there on.
    `company_id` and `client_id` look at the requests of one of them only: those of a sandbox. With `coverage=true` it tells
    the operations called too; `dropped_bodies` is how many exchanges are without their bodies, which no finding needs.
    """
    query = dict(request.query_params)
    if query.get("code") not in (None, *CODES):
        raise BadRequest(fields={"code": [f"is not known: {hint(query['code'], CODES)}"]})
    for name in ("apart", "coverage"):
        if query.get(name, "true") not in ("true", "false"):
            raise BadRequest(fields={name: [Reason.NOT_A_BOOLEAN]})
    after = query.get("after", "0")
    if not after.isdigit():
        raise BadRequest(fields={"after": ["is the id of an exchange"]})
    report = {**_report(engine, int(after), query), "dropped_bodies": engine.journal.dropped_bodies}
    # Many findings at once: nothing is to be converted.
    return Response(orjson.dumps(report), media_type="application/json")


def _report(engine: Engine, after: int, query: Mapping[str, str]) -> dict[str, Any]:
    watch, exchanges = _watched(engine, after, query)
    results, called = list[Finding](), Coverage()
    for exchange in exchanges:
        results += watch.findings(exchange)
        called.add(exchange)
    shown = [finding.as_json() for finding in results if query.get("code") in (None, finding.code)]
    counts = Counter(finding["code"] for finding in shown)
    report = {
        "requests": watch.requests,
        "last": watch.last,
        "counts": {code: counts[code] for code in CODES if code in counts},
        "findings": shown,
    }
    if query.get("coverage") == "true":
        report["called"] = called.as_json([], engine.catalog)["called"]
    return report


def _watched(engine: Engine, after: int, query: Mapping[str, str]) -> tuple[Watch, Iterator[Exchange]]:
    """Who has looked at everything up to a number, and what comes after it."""
    company_id, client_id = query.get("company_id"), query.get("client_id")
    journal, apart = engine.journal, query.get("apart") == "true"
    if company_id is None and client_id is None:
        return journal.watcher.up_to(after, journal, apart=apart), journal.exchanges(after)
    check_named(_named(company_id, client_id), journal, ExistingNames(engine))
    alone = Watcher(engine.catalog, continues=False).up_to(after, _of(engine, company_id, client_id), apart=apart)
    return alone, (exchange for exchange in _of(engine, company_id, client_id) if exchange.number > after)


@router.get(
    "/codes",
    responses=answers(
        mapping(record("Code", {"explanation": TEXT, "read": TEXT})),
        {"oversized-sync": {"explanation": "A sync takes at most 1,000 rows.", "read": "Using sync actions"}},
    ),
)
async def list_contract_codes() -> dict[str, Any]:
    """Every code with its explanation and where to read about it."""
    return {code: {"explanation": text, "read": page} for code, (text, page) in CODES.items()}


@router.get("/coverage", responses=COVERED)
async def read_contract_coverage(
    engine: Served,
    operations: Annotated[str, Query(examples=["getMe"])] = "",
    company_id: str | None = None,
    client_id: str | None = None,
) -> dict[str, Any]:
    """The operations called so far with their statuses and parameters; `operations` are those declared, joined by commas.

    `company_id` and `client_id` narrow it to the requests of one of them.
    """
    names = [name for name in operations.split(",") if name.strip()]
    return _covered(engine, names, company_id, client_id)


@router.post("/coverage", responses=COVERED, openapi_extra=takes(TEXTS, ["getMe", "GET /rest/v1.0/companies"]))
async def compare_contract_coverage(
    engine: Served, operations: list[str], company_id: str | None = None, client_id: str | None = None
) -> dict[str, Any]:
    """The same of the operations in the body, each by its operationId or as `GET /rest/v1.0/me`. 400 for an unknown one."""
    return _covered(engine, operations, company_id, client_id)


def _covered(engine: Engine, names: list[str], company_id: str | None, client_id: str | None) -> dict[str, Any]:
    declared = operation_ids(names, engine.catalog)
    check_named(_named(company_id, client_id), engine.journal, ExistingNames(engine))
    covered = coverage(_of(engine, company_id, client_id), declared, engine.catalog)
    return {**covered, "dropped_bodies": engine.journal.dropped_bodies}


def _named(company_id: str | None, client_id: str | None) -> dict[str, str]:
    """The criteria of a claim about what a report is about."""
    pairs = {"company_id": company_id, "client_id": client_id}
    return {name: value for name, value in pairs.items() if value is not None}


def _of(engine: Engine, company_id: str | None, client_id: str | None) -> Iterator[Exchange]:
    """The exchanges in the journal, of one company and app where they are named."""
    return (
        exchange
        for exchange in engine.journal
        if company_id in (None, str(exchange.call.named_company), exchange.call.headers.get(HEADER))
        and client_id in (None, exchange.call.client_id)
    )
