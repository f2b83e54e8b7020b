"""Every attribute that a body may carry is readable afterwards, in its answer or by another operation, or it is refused."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.plans import planned
from mockcore.reference.bodies import STEERING
from mockcore.reference.operation import Operation
from tests.contract.lost import EXCEPTED
from tests.contract.requests import Requests, unwrapped
from tests.contract.written import Draft, Leaf, Shown, Writer, refused_names
from tests.sweep import sample

READING = ("show", "list", "singleton", "latest", "grouped")
FULLER = ("extended", "full", "complete", "detailed")
TRIES = 12
SAMPLE = 40


class Sweep:
    """Sends every attribute of a write, and looks for it in whatever can be read of the resource and its tool."""

    def __init__(self, requests: Requests) -> None:
        self.requests, self.writer = requests, Writer(requests)
        self.counts = {"sent": 0, "refused": 0, "readable": 0, "operations": 0, "refused operations": 0}
        self._asked: int | None = None
        self._reads = defaultdict[str, list[Operation]](list)
        for operation in requests.operations:
            if operation.method == "GET" and operation.rule in READING and operation.media.endswith("json"):
                self._reads[operation.kind].append(operation)

    def lost(self, operation: Operation) -> Iterator[tuple[str, str]]:
        """(resource, attribute) of what cannot be read again."""
        table = self.requests.engine.catalog.overlay["not_kept"]
        if operation.action in table:
            return
        draft, answer, refused = self._sent(operation)
        self.counts["operations"] += 1
        self.counts["refused"] += len(refused)
        if draft is None:
            self.counts["refused operations"] += 1
            return
        leaves = [
            leaf for leaf in draft.leaves if not _steers(operation, leaf, table) and not _of_budget_code(leaf, draft.leaves)
        ]
        kind = (
            self.requests.engine.catalog.kind(operation.kind) if self.requests.engine.catalog.has_kind(operation.kind) else None
        )
        for leaf in leaves:
            leaf.shown_as = kind.written.get(leaf.name, "") if kind else ""
        self.counts["sent"] += len(leaves)
        missing = self._missing(operation, leaves, [answer], [operation.kind])
        if missing:
            top = operation.kind.partition("/")[0]
            missing = self._missing(
                operation, missing, [answer], [kind for kind in self._reads if kind.partition("/")[0] == top]
            )
        self.counts["readable"] += len(leaves) - len(missing)
        yield from ((operation.kind, attribute(operation, leaf)) for leaf in missing)

    def _sent(self, operation: Operation) -> tuple[Draft | None, Any, set[str]]:
        """A body with all that is not refused, its answer, and what is."""
        below = bool(operation.parents) and operation.parents[-1][0] == operation.kind
        self._asked = number = self.requests.existing(operation.kind) if operation.one or below else None
        refused = set[str]()
        for _ in range(TRIES):
            draft = self.writer.draft(operation, refused)
            status, answer, _ = self.requests.ask(operation, number, draft.body)
            if status < 300:
                return draft, answer, refused
            names = refused_names(answer, draft) - refused
            if not names:
                break
            refused |= names
        return None, None, refused

    def _missing(self, operation: Operation, leaves: list[Leaf], answers: list[Any], kinds: list[str]) -> list[Leaf]:
        number = _identifier(answers[0])
        for kind in kinds:
            for read in self._reads[kind]:
                own = {number, self._asked} - {None} if kind == operation.kind else set()
                records = own | {self._latest(kind)}
                for record in records if read.one else [None]:
                    for target in self._targets(read, record):
                        status, answer, _ = self.requests.send("GET", target)
                        answers += [answer] if status == 200 else []
        shown = Shown(answers)
        return [leaf for leaf in leaves if not shown.has(leaf)]

    def _targets(self, read: Operation, record: Any) -> Iterator[str]:
        target = self.requests.target(read, record)
        mark = "&" if "?" in target else "?"
        yield target if read.one or not any(part.name == "per_page" for part in read.query) else f"{target}{mark}per_page=300"
        for part in read.query:
            for view in part.schema.get("enum") or () if part.name in ("view", "serializer_view") else ():
                if view in FULLER:
                    yield f"{target}{mark}{part.name}={view}"

    def _latest(self, kind: str) -> int | None:
        row = self.requests.engine.world.storage.connection.execute(
            "SELECT id FROM records WHERE kind = ? AND deleted_at IS NULL ORDER BY updated_at DESC, id DESC LIMIT 1", (kind,)
        ).fetchone()
        return int(row[0]) if row else None


def _identifier(answer: Any) -> Any:
    inner = unwrapped(answer)
    if isinstance(inner, dict) and isinstance(inner.get("entities"), list):
        inner = inner["entities"]
    inner = inner[0] if isinstance(inner, list) and inner else inner
    return inner.get("id") if isinstance(inner, dict) else None


def _steers(operation: Operation, leaf: Leaf, table: dict[str, str]) -> bool:
    names = {part.removesuffix("[]") for part in leaf.path.split(".")}
    return bool(names & (STEERING | table.keys()) or {f"{operation.kind}.{name}" for name in names} & table.keys())


def _of_budget_code(leaf: Leaf, leaves: list[Leaf]) -> bool:
    """Whether a cost code stands beside a budget code, which has one of its own."""
    place = leaf.path.rpartition(".")[0]
    return leaf.name == "cost_code_id" and any(
        (other.name, other.path.rpartition(".")[0]) == ("wbs_code_id", place) for other in leaves
    )


def attribute(operation: Operation, leaf: Leaf) -> str:
    """The place of a leaf without the wrapper of the body."""
    wrapper = operation.body.wrapper or operation.body.rows if operation.body else None
    return (
        leaf.path.removeprefix(f"{wrapper}[]").removeprefix(f"{wrapper}").lstrip("[].") if wrapper else leaf.path.lstrip("[].")
    )


def writes(requests: Requests) -> list[Operation]:
    """The operations of the API that store what a body says."""
    return [
        operation
        for operation in requests.operations
        if operation.method in ("POST", "PATCH", "PUT")
        and operation.path.startswith("/rest/")
        and operation.body is not None
        and operation.rule not in ("list", "list_deleted", "change_history", "bulk_delete", "bulk_restore")
    ]


def swept(requests: Requests, operations: list[Operation]) -> tuple[set[tuple[str, str]], dict[str, int]]:
    sweep, lost, kind = Sweep(requests), set[tuple[str, str]](), ""
    for operation in operations:
        if operation.kind != kind:
            requests.restore()
            kind = operation.kind
        if operation.slug == "app_marketplace":
            # These disconnect the app that asks.
            continue
        assert planned(operation, requests.engine.catalog)
        lost |= set(sweep.lost(operation))
    requests.restore()
    return lost, sweep.counts


def test_what_a_body_says_can_be_read_again(sandbox: Requests) -> None:
    lost, counts = swept(sandbox, sample(writes(sandbox), SAMPLE))
    assert sorted(lost - EXCEPTED.keys()) == []
    assert counts["readable"] > 0.9 * counts["sent"]


@pytest.mark.sweep
def test_what_a_body_says_can_be_read_again_among_many_records(demo: Requests) -> None:
    lost, _ = swept(demo, sample(writes(demo), SAMPLE))
    assert sorted(lost - EXCEPTED.keys()) == []


def test_few_attributes_are_not_stored_and_each_says_why(sandbox: Requests) -> None:
    table = sandbox.engine.catalog.overlay["not_kept"]
    assert all(len(reason) > 10 for reason in table.values())
    assert len(table) <= 60
    assert len(EXCEPTED) <= 70
