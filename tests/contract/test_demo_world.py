"""The projects of the demo hold together: sums, days, people, states and numbers agree, in what their lists answer."""

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.contract import world_checks
from tests.contract.requests import Requests, unwrapped
from tests.contract.world_checks import CHECKS, Row, World
from tests.sweep import WHOLE

PROJECTS = (225701, 225702, 225703, 225704)
# What the checks ask for by name.
USED = frozenset(re.findall(r'"([a-z_]+(?:/[a-z_]+)?)"', Path(world_checks.__file__).read_text()))
# Lists of a company that its projects share.
SHARED = frozenset({"projects", "trades", "departments", "roles", "insurances"})
LEAST, VALUES = 0.99, 9_000 if WHOLE else 2_000
Rows = dict[str, dict[int, Row]]


def lists_of(requests: Requests) -> dict[str, list[Row]]:
    """The records of all lists of a project, by resource; what several lists say of one is put together."""
    lists: Rows = defaultdict(dict)
    for operation in requests.operations:
        project = "{project_id}" in operation.path or any(part.name == "project_id" for part in operation.query)
        if operation.method != "GET" or operation.rule != "list" or not operation.path.startswith("/rest/"):
            continue
        if not (WHOLE or operation.kind in USED | SHARED) or not (project or operation.kind in SHARED):
            continue
        if operation.kind in ("users", "vendors") and not operation.path.endswith(f"/projects/{{project_id}}/{operation.kind}"):
            continue
        answer = unwrapped(requests.send("GET", f"{target(requests, operation)}per_page=300")[1])
        for row in answer if isinstance(answer, list) else ():
            # What the questions have made on their way, such as a parent, is none of the seed's.
            if isinstance(row, dict) and str(row.get("id", "")).isdecimal() and str(row.get("created_at") or "") < "2026-02":
                merge(lists[operation.kind].setdefault(int(row["id"]), {}), row)
    return {kind: list(rows.values()) for kind, rows in lists.items()}


def target(requests: Requests, operation: Any) -> str:
    address = requests.target(operation)
    return f"{address}{'&' if '?' in address else '?'}"


def merge(row: Row, other: Row) -> None:
    for name, value in other.items():
        if row.get(name) in (None, [], {}):
            row[name] = int(value) if name == "id" else value


def numbered(value: Any) -> Any:
    """The same with the ids of the newer paths, which are texts, as numbers."""
    if isinstance(value, dict):
        return {
            name: int(inner) if name == "id" and isinstance(inner, str) and inner.isdecimal() else numbered(inner)
            for name, inner in value.items()
        }
    return [numbered(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("project_id", PROJECTS if WHOLE else PROJECTS[:1])
def test_the_demo_holds_together(demo: Requests, project_id: int) -> None:
    requests = Requests(demo.engine, demo.company_id, project_id)
    lists = {kind: [numbered(row) for row in rows] for kind, rows in lists_of(requests).items()}
    project = next(row for row in lists["projects"] if row["id"] == project_id)
    held, failed, examples = Counter[str](), Counter[str](), dict[str, Any]()
    for check in CHECKS:
        for name, holds, value in check(World(project, lists)):
            held[name] += 1
            if not holds:
                failed[name] += 1
                examples.setdefault(name, value)
    assert sum(held.values()) >= VALUES / (4 if WHOLE else 1)
    assert len(held) >= 85
    worst = [(name, examples[name]) for name, _ in failed.most_common(9)]
    assert sum(failed.values()) <= (1 - LEAST) * sum(held.values()), worst
