"""Every resource below or referring to one that can be deleted: nothing is left below nothing, and no answer refers to it.

For each pair of the document a record is created, and another that refers to it in every place that it has; then the first
is deleted. The other goes with it, keeps it, or lets go of it; and where the first is restored, all is as before.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.reference.operation import Operation
from mockcore.reference.resources import RECYCLE_BIN
from mockcore.reference.schema import properties, variants
from tests.contract.orphans import Family, dangling
from tests.contract.requests import Requests
from tests.sweep import WHOLE, sample

Pair = tuple[Operation, str]
SIZE = 40
DEPTH = 4
# Which of the whole sweep there have to be at least: a sweep of requests that are all refused finds nothing.
LEAST = {"goes": 70, "stays": 60, "kept": 60, "restored": 70}


@pytest.fixture(scope="module")
def family(sandbox: Requests) -> Family:
    return Family(sandbox.engine, sandbox.company_id, sandbox.project_id)


def names(schema: Any, depth: int = 0) -> Iterator[str]:
    """The names of all properties of a body."""
    for option in (schema, *variants(schema)):
        for name, part in properties(option).items():
            yield name
            if depth < DEPTH:
                yield from names(part, depth + 1)
    if schema.get("items"):
        yield from names(schema["items"], depth + 1)


def targets(family: Family, operation: Operation) -> set[str]:
    """The resources that a new record may refer to, and those that its path passes."""
    table = family.engine.projector.references
    named = {part.name for part in operation.query}
    named |= set(names(operation.body.schema)) if operation.body else set()
    return {kind for name in named for kind in table.alternatives(name, operation.kind)} | {
        kind for kind, _ in operation.parents if kind != operation.kind
    }


def pairs(family: Family) -> list[Pair]:
    """(how a record is created, the resource that can be deleted and that it refers to)."""
    creates = [operation for operation in family.operations if operation.rule == "create"]
    able = set(deleters(family)) & set(family.creators)
    return [(operation, kind) for operation in creates for kind in sorted(targets(family, operation) & able)]


def deleters(family: Family) -> dict[str, Operation]:
    able = [part for part in family.operations if (part.rule, part.method) == ("delete", "DELETE")]
    return {part.kind: part for part in reversed(able) if RECYCLE_BIN not in part.path}


def restorers(family: Family) -> dict[str, Operation]:
    """Restores whose request needs no more than its path."""
    every = reversed(family.operations)
    return {part.kind: part for part in every if part.rule == "restore" and not (part.body and part.body.required)}


def created(family: Family, operation: Operation) -> int | None:
    """The id of a new record, None where its request is refused."""
    status, _, number = family.create(operation)
    number = int(number) if str(number).isdecimal() else 0
    row = family.engine.world.storage.connection.execute("SELECT 1 FROM records WHERE id = ?", (number,)).fetchone()
    return number if status < 300 and row else None


def shown(family: Family, kind: str, number: int) -> dict[str, tuple[int, Any]]:
    """What every operation that reads a record, or what is below it, answers, by its path."""
    family.fixed = {**family.fixed, kind: number}
    return {operation.path: family.ask(operation, number)[:2] for operation in family.reads(kind)}


def refers(family: Family, child: int, parent: int) -> bool:
    query = "SELECT parent_id, body FROM records WHERE id = ?"
    return str(parent) in str(family.engine.world.storage.connection.execute(query, (child,)).fetchone())


def outcome(family: Family, pair: Pair, wrong: list[str]) -> str:
    """What becomes of the second record of a pair when the first is deleted; what is wrong with it is added."""
    create, kind = pair
    family.restore()
    family.fixed = {}
    parent = created(family, family.creators[kind])
    family.fixed = {kind: parent or 0}
    child = created(family, create) if parent else None
    if parent is None or child is None or not refers(family, child, parent):
        return "untried"
    before = shown(family, create.kind, child)
    status, answer, _ = family.ask(deleters(family)[kind], parent)
    about = f"{kind} <- {create.kind} ({create.method} {create.path})"
    if status in (409, 422):
        assert str(answer), about
        return "kept"
    if status >= 300 or parent not in family.deleted():
        wrong.append(f"{about}: deleted with {status} {answer}")
    after = shown(family, create.kind, child)
    for path, (code, body) in {**after, **shown(family, kind, parent)}.items():
        wrong += [f"{about}: {path} refers to {place}" for place in (dangling(body, family.deleted()) if code < 300 else ())]
    gone = child in family.deleted()
    wrong += [f"{about}: {path} is {after[path][0]}" for path in after if not gone and after[path][0] != before[path][0]]
    return restored(family, kind, parent, child, create.kind, before, wrong) or ("goes" if gone else "stays")


def restored(
    family: Family, kind: str, parent: int, child: int, of: str, before: dict[str, tuple[int, Any]], wrong: list[str]
) -> str:
    """Whether the first record was restored, and all is as before."""
    restore = restorers(family).get(kind)
    status = family.ask(restore, parent)[0] if restore else 404
    if status >= 300:
        return ""
    after = shown(family, of, child)
    wrong += [f"{kind} <- {of}: {path} is not as before" for path in before if timeless(after[path]) != timeless(before[path])]
    return "restored"


def timeless(value: Any) -> Any:
    """An answer without the times of changes."""
    if isinstance(value, dict):
        return {key: timeless(inner) for key, inner in value.items() if not key.endswith("_at")}
    return [timeless(inner) for inner in value] if isinstance(value, list | tuple) else value


def test_a_deletion_leaves_nothing_below_or_referring_to_nothing(family: Family) -> None:
    wrong, outcomes = list[str](), list[str]()
    for pair in sample(pairs(family), SIZE):
        outcomes.append(outcome(family, pair, wrong))
    assert wrong == []
    if WHOLE:
        assert [name for name, least in LEAST.items() if outcomes.count(name) < least] == []
    assert outcomes.count("untried") < len(outcomes) / 3
