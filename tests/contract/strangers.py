"""References to what is not there for a request, at every place of every write: a path, a query, a body, its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mockcore.plans import planned
from mockcore.reference.operation import Operation
from mockcore.store.records import Placement, Stored
from tests.contract.requests import Requests
from tests.contract.test_references import Place, places, refused, with_value

AT = "2026-01-15T15:00:00Z"
ELSEWHERE, FAR_PROJECT, FAR_COMPANY = 888001000001, 888001000002, 888001000003
NOBODY, PROJECTS, COMPANIES, DELETED = "nobody", "another project", "another company", "deleted"
PLACES = ("companies", "projects")
FIRST = {PROJECTS: 888_100_000_000, COMPANIES: 888_200_000_000, DELETED: 888_300_000_000}
NOBODYS = 888_999_999_999
WRITES = ("POST", "PATCH", "PUT", "DELETE")


@dataclass(frozen=True)
class Probe:
    """One place of one write, and of what it is to name a record."""

    operation: Operation
    where: str
    place: Place
    kind: str
    many: bool

    def __str__(self) -> str:
        return f"{self.operation.method} {self.operation.path} {self.where} {'.'.join(self.place)} ({self.kind})"


class Strangers:
    """A world with a record of every resource in another project and another company, and a deleted one here."""

    def __init__(self, requests: Requests) -> None:
        self.requests = requests
        engine = requests.engine
        self.catalog = engine.catalog
        self.numbers = {name: index for index, name in enumerate(self.catalog.kind_names)}
        company, project = requests.company_id, requests.project_id
        rows = [Stored.new("projects", ELSEWHERE, {"name": "Elsewhere"}, AT, Placement(company, None, None))]
        for name in self.catalog.kind_names:
            if name not in PLACES:
                inside = self._inside(name)
                far = Placement(FAR_COMPANY, FAR_PROJECT if inside else None, None)
                here = Placement(company, project if inside else None, None)
                rows += [self._stranger(COMPANIES, name, far), self._stranger(DELETED, name, here)]
                if inside:
                    rows.append(self._stranger(PROJECTS, name, Placement(company, ELSEWHERE, None)))
        engine.world.bulk_insert(rows)

    def _inside(self, kind: str) -> bool:
        resource = self.catalog.kind(kind)
        return resource.scope == "project" and not resource.members

    def _stranger(self, sort: str, kind: str, place: Placement) -> Stored:
        record = Stored.new(kind, self.number(sort, kind), {"name": "Stranger", "status": "Approved"}, AT, place)
        record.deleted_at = AT if sort == DELETED else None
        return record

    def number(self, of: str, kind: str) -> int:
        """The id of the stranger of that sort."""
        return NOBODYS if of == NOBODY else FIRST[of] + self.numbers[kind]

    def sorts(self, kind: str) -> list[str]:
        """What a reference to the resource may wrongly lead to."""
        if kind not in self.numbers or kind in PLACES:
            return [NOBODY]
        gone = [] if self.catalog.kind(kind).members else [DELETED]
        return [NOBODY, COMPANIES, *gone, *([PROJECTS] if self._inside(kind) else [])]

    def probes(self, operation: Operation) -> Iterator[Probe]:
        """Every place of the operation that names a record."""
        requests = self.requests
        plan = planned(operation, self.catalog)
        parents = {name: kinds[0] for kinds, name in (*plan.parents, *filter(None, [plan.named])) if kinds}
        parents = {name: kind for kind, name in operation.parents} | parents
        for name in operation.path_names:
            if name in parents and name not in ("company_id", "project_id"):
                yield Probe(operation, "path", (name,), parents[name], False)
        for parameter in operation.query:
            target = requests.engine.projector.references.of_attribute(parameter.name, operation.kind)
            if target and parameter.name not in ("company_id", "project_id"):
                yield Probe(operation, "query", (parameter.name,), *target)
        if operation.body is not None:
            for place, kind, many in places(requests, operation.body.schema, operation.kind):
                yield Probe(operation, "body", place, kind, many)

    def outcome(self, probe: Probe, sort: str, target: str, body: Any) -> tuple[bool, int, Any]:
        """Whether it is refused, the status, the answer."""
        operation, number = probe.operation, self.number(sort, probe.kind)
        if probe.where == "path":
            target = self._path(target, operation, probe.place[0], number)
        elif probe.where == "query":
            path, _, query = target.partition("?")
            pairs = [pair for pair in query.split("&") if pair and not pair.startswith(f"{probe.place[0]}=")]
            name = f"{probe.place[0]}[]" if probe.many else probe.place[0]
            target = path + "?" + "&".join([*pairs, f"{name}={number}"])
        else:
            text = operation.dialect == "v2"
            value: Any = str(number) if text else number
            body = with_value(body, probe.place, [value] if probe.many else value)
        status, answer, _ = self.requests.send(operation.method, target, body)
        return refused(operation, status, answer), status, answer

    @staticmethod
    def _path(target: str, operation: Operation, name: str, number: int) -> str:
        path, mark, query = target.partition("?")
        names = operation.path.split("/")
        values = path.split("/")
        values[names.index(f"{{{name}}}")] = str(number)
        return "/".join(values) + mark + query
