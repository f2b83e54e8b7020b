"""Counts of all workers in the text format of Prometheus. Source: Prometheus exposition format 0.0.4."""

from collections import Counter
from collections.abc import Iterator

from fastapi import APIRouter
from starlette.responses import PlainTextResponse

from mockcore.engine import Engine
from mockcore.journal.journal import BUCKETS
from mockcore.web.control_schema import TEXT, answers
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore", tags=["Server"])


@router.get("/metrics", responses=answers(TEXT, "mockcore_journal_exchanges 3\n", media="text/plain"))
async def read_metrics(engine: Served) -> PlainTextResponse:
    """Requests by tool, method and status, their durations, refusals of the quota, faults, and the size of the journal."""
    return PlainTextResponse("\n".join([*_lines(engine), ""]), media_type="text/plain; version=0.0.4; charset=utf-8")


def _lines(engine: Engine) -> Iterator[str]:
    counts, durations, seconds = engine.journal.counted()
    slugs = {entry["id"]: entry["slug"] for entry in engine.catalog.entries}
    requests: Counter[tuple[str, str, int]] = Counter()
    for (operation, method, status), count in counts.items():
        requests[slugs.get(operation, ""), method, status] += count
    yield from _head("mockcore_requests_total", "counter", "Requests that were answered.")
    for (tool, method, status), count in sorted(requests.items()):
        yield f'mockcore_requests_total{{tool="{tool}",method="{method}",status="{status}"}} {count}'
    yield from _head("mockcore_request_duration_seconds", "histogram", "Time to answer, without the network.")
    total = 0
    for end, count in zip((*map(str, BUCKETS), "+Inf"), durations, strict=True):
        total += count
        yield f'mockcore_request_duration_seconds_bucket{{le="{end}"}} {total}'
    yield f"mockcore_request_duration_seconds_sum {seconds:.6f}"
    yield f"mockcore_request_duration_seconds_count {total}"
    yield from _head("mockcore_rate_limited_total", "counter", "Requests that the quota refused.")
    yield f"mockcore_rate_limited_total {sum(count for (_, _, status), count in requests.items() if status == 429)}"
    yield from _head("mockcore_faults_total", "counter", "Requests that a fault rule struck.")
    for rule in engine.faults.counted():
        yield f'mockcore_faults_total{{rule="{_escaped(rule.key)}"}} {rule.fired}'
    yield from _head("mockcore_journal_exchanges", "gauge", "Exchanges in the journal.")
    yield f"mockcore_journal_exchanges {len(engine.journal)}"
    yield from _head("mockcore_journal_dropped_bodies", "gauge", "Exchanges in the journal without their bodies.")
    yield f"mockcore_journal_dropped_bodies {engine.journal.dropped_bodies}"


def _head(name: str, kind: str, text: str) -> Iterator[str]:
    yield f"# HELP {name} {text}"
    yield f"# TYPE {name} {kind}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
