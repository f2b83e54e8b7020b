"""Random valid operations over all tools, and somebody who knows nothing of how deletions work and looks at what is left."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from mockcore.engine import Engine
from mockcore.reference.operation import Operation
from mockcore.reference.resources import RECYCLE_BIN
from mockcore.store.records import FIRST_ID
from tests.contract.orphans import Family, dangling, references
from tests.contract.requests import listed, unwrapped
from tests.sweep import sample

# How often an operation of each group is chosen; "other" are actions and requests about many records.
WEIGHTS = {"create": 40, "update": 15, "delete": 25, "restore": 8, "other": 12}
GROUPS = {"create": "create", "update": "update", "delete": "delete", "recycle": "delete", "restore": "restore"}
# A resource that has more live records gets no new ones: the records that are looked at in the end are bounded by that.
MOST_OF_A_KIND = 40
# They would shut out whoever asks, or take the project away.
LEFT_ALONE = ("app_", "apps", "companies", "developer", "installation", "me", "permission", "project_memberships", "projects")
LEFT_ALONE += ("uploads", "unified_uploads", "users", "vendors", "webhooks", "currency", "budget_changes", "tools", "settings")
# What is meant to show records that are gone since, and why.
OF_THE_PAST = {"budget_view_snapshots/{budget_view_snapshot_id}/detail_rows": "a snapshot has the budget's lines as they were"}
SHOWN_OF_A_LIST = 12
PAGE = 200


class RandomOperations(Family):
    """One run, the same for the same seed."""

    def __init__(self, engine: Engine, company_id: int, project_id: int, seed: int = 0) -> None:
        super().__init__(engine, company_id, project_id)
        self.fixed = {}
        self.random = random.Random(seed)
        self.statuses = Counter[str]()
        self._groups: dict[str, list[Operation]] = defaultdict(list)
        for operation in self.operations:
            if operation.method != "GET" and not operation.kind.startswith(LEFT_ALONE):
                self._groups[GROUPS.get(operation.rule, "other")].append(operation)

    def existing(self, kind: str) -> int | None:
        """Some live record of the resource in this scope; the first is made."""
        return self._some(kind, deleted=False) or super().existing(kind)

    def run(self, valid: int, most: int) -> int:
        """Sends operations until so many were answered with success, but no more than ``most``; how many were."""
        done = 0
        for _ in range(most):
            if done >= valid:
                break
            done += self.step()
        return done

    def step(self) -> bool:
        """One operation; whether it succeeded."""
        group = self.random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        operation = self.random.choice(self._groups[group])
        if group == "create" and self._count(operation.kind) >= MOST_OF_A_KIND:
            return False
        identifier = self._some(operation.kind, deleted=True) if group == "restore" else None
        body = self.body(operation, full=self.random.random() < 0.7)
        status, answer, _ = self.send(operation.method, self.target(operation, identifier), body)
        self.statuses[f"{group} {status}"] += 1
        assert status < 500, f"{operation.method} {operation.path}: {status} {answer}"
        return status < 300

    def _count(self, kind: str) -> int:
        query = "SELECT count(*) FROM records WHERE kind = ? AND company_id = ? AND deleted_at IS NULL"
        return int(self.engine.world.storage.connection.execute(query, (kind, self.company_id)).fetchone()[0])

    def _some(self, kind: str, *, deleted: bool) -> int | None:
        rows = self.engine.world.storage.connection.execute(
            "SELECT id FROM records WHERE kind = ? AND company_id = ? AND deleted_at IS "
            f"{'NOT ' if deleted else ''}NULL AND coalesce(project_id, ?) = ?",
            (kind, self.company_id, self.project_id, self.project_id),
        ).fetchall()
        return int(self.random.choice(rows)[0]) if rows and kind not in ("companies", "projects") else None


class Onlooker:
    """Reads every list and show of the document, and says what refers to nothing."""

    def __init__(self, family: Family) -> None:
        self.family = family
        connection = family.engine.world.storage.connection
        self.deleted = family.deleted()
        self.ids = {row[0] for row in connection.execute("SELECT id FROM records")}
        self.answers = 0
        self.references = 0

    def orphans(self) -> list[str]:
        """Live records whose record above is deleted, or is none; an id that no record can have stands for one of nobody."""
        stays = self.family.engine.catalog.belonging.stays[""]
        rows = self.family.engine.world.storage.connection.execute(
            "SELECT child.kind, child.id, child.parent_id FROM records AS child LEFT JOIN records AS above "
            "ON above.id = child.parent_id WHERE child.deleted_at IS NULL AND child.parent_id IS NOT NULL "
            "AND (above.id IS NULL AND child.parent_id >= ? OR above.deleted_at IS NOT NULL)",
            (FIRST_ID,),
        )
        return [f"{kind} {number} below {parent}" for kind, number, parent in rows if kind not in stays]

    def dangling(self, most: int = 10_000) -> Iterator[str]:
        """Where an answer refers to a deleted record, or a list and a show do not agree; of so many operations that read."""
        shows: dict[str, list[Operation]] = defaultdict(list)
        for operation in self.family.operations:
            if operation.method == "GET" and operation.rule == "show" and RECYCLE_BIN not in operation.path:
                shows[operation.kind].append(operation)
        gets = [one for one in self.family.operations if one.method == "GET" and not one.kind.startswith("webhooks")]
        reads = [one for one in gets if not one.path.endswith(tuple(OF_THE_PAST))]
        for operation in sample((one for one in reads if RECYCLE_BIN not in one.path), most):
            yield from self._of_list(operation, shows[operation.kind])

    def _of_list(self, operation: Operation, shows: list[Operation]) -> Iterator[str]:
        for number in self._numbers(operation):
            target = self.family.target(operation, number)
            if any(part.name == "per_page" for part in operation.query):
                target += f"{'&' if '?' in target else '?'}per_page={PAGE}"
            answer = self._read(target)
            yield from self._wrong(target, answer)
            if operation.rule == "list":
                for row in listed(answer)[:SHOWN_OF_A_LIST]:
                    yield from self._shown(operation, target, row, shows)

    def _numbers(self, operation: Operation) -> list[int | None]:
        """The records that a show is asked for: some live ones and some deleted ones."""
        if not operation.one:
            return [None]
        query = "SELECT id FROM records WHERE kind = ? AND company_id = ? ORDER BY deleted_at IS NULL DESC, id DESC LIMIT 6"
        rows = self.family.engine.world.storage.connection.execute(query, (operation.kind, self.family.company_id))
        return [row[0] for row in rows]

    def _read(self, target: str) -> Any:
        status, answer, _ = self.family.send("GET", target)
        assert status < 500, f"{target}: {status}"
        self.answers += 1
        return answer if status < 300 and not isinstance(answer, bytes) else None

    def _wrong(self, target: str, answer: Any) -> Iterator[str]:
        self.references += sum(1 for _ in references(answer))
        yield from (f"{target}: {place}" for place in dangling(answer, self.deleted))

    def _shown(self, operation: Operation, target: str, row: Any, shows: list[Operation]) -> Iterator[str]:
        """What a list shows is there, and refers to the same."""
        number = row.get("id") if isinstance(row, dict) else None
        if not str(number).isdecimal() or int(str(number)) < FIRST_ID:
            return
        for show in shows:
            if (show.dialect, show.scope) != (operation.dialect, operation.scope) or len(show.path_names) > 2:
                continue
            one = unwrapped(self._read(self.family.target(show, int(str(number)))))
            if not isinstance(one, dict):
                continue
            for name in (name for name in one.keys() & row.keys() if name.endswith("_id")):
                if one[name] != row[name]:
                    yield f"{target}: {name} of {number} is {row[name]}, and {one[name]} when it is shown alone ({show.path})"


__all__ = ["Onlooker", "RandomOperations"]
