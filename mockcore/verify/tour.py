"""Visits both servers at once: every GET of the document whose parameters can be filled from what their lists show."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from mockcore.errors import OperatorError
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Operation
from mockcore.verify.differences import differences
from mockcore.verify.exchange import Exchange
from mockcore.verify.outcome import Outcome
from mockcore.verify.server import QuotaSpent, Server

PLACES = {"company_id": "company", "project_id": "project"}


@dataclass
class Visitor:
    """One server with the ids that its lists have shown, by the path of the list as it is in the document."""

    server: Server
    company: str = ""
    project: str = ""
    shown: dict[str, str] = field(default_factory=dict)

    def arrive(self, company: str | None, project: str | None) -> None:
        """Takes the company and project that are given, else the first ones. Raises: OperatorError when there are none."""
        self.company = company or self._first("/rest/v1.0/companies", "", None)
        self.project = project or self._first("/rest/v1.0/projects", f"company_id={self.company}", self.company)

    def _first(self, path: str, query: str, company: str | None) -> str:
        answer = self.server.ask("GET", path, query, company)
        rows = answer.body if isinstance(answer.body, list) else []
        if answer.status != 200 or not rows:
            raise OperatorError(f"{self.server.url} shows nothing at {path} ({answer.status}): name one with --map HERE=THERE.")
        return str(rows[0]["id"])

    def address(self, operation: Operation) -> tuple[str, str] | None:
        """Path and query of an operation here; None where something is not known."""
        parts: list[str] = []
        template: list[str] = []
        for segment in operation.path.split("/"):
            value = self._id(segment[1:-1], "/".join(template)) if segment.startswith("{") else segment
            if value is None:
                return None
            parts.append(value)
            template.append(segment)
        query = {parameter.name: self._id(parameter.name, "") for parameter in operation.query if parameter.required}
        return None if None in query.values() else ("/".join(parts), urlencode({k: v or "" for k, v in query.items()}))

    def _id(self, name: str, above: str) -> str | None:
        return getattr(self, PLACES[name]) if name in PLACES else self.shown.get(above)

    def see(self, operation: Operation, body: Any) -> None:
        """Keeps the first id of a list."""
        rows = body.get("data") if isinstance(body, dict) else body
        first = rows[0] if isinstance(rows, list) and rows else None
        if isinstance(first, dict) and first.get("id") is not None:
            self.shown.setdefault(operation.path, str(first["id"]))


def tour(here: Visitor, there: Visitor, catalog: Catalog, outcome: Outcome, *, tool: str | None, most: int) -> None:
    """Compares the answers of both servers to what one may read, at most so many of them.

    Raises: OperatorError when a server does not answer.
    """
    count = 0
    for operation in _readings(catalog, tool):
        mine, theirs = here.address(operation), there.address(operation)
        if mine is None or theirs is None:
            side = " and ".join(name for name, address in (("here", mine), ("there", theirs)) if address is None)
            outcome.skip("GET", operation.path, f"what their parameters name is not known {side}")
            continue
        if count >= most:
            outcome.skip("GET", operation.path, f"the tour ends after {most} requests (--limit)")
            continue
        count += 1
        try:
            _visit(operation, (here, mine), (there, theirs), outcome)
        except QuotaSpent:
            outcome.skip("GET", operation.path, "a quota is spent")
            count = most


def _readings(catalog: Catalog, tool: str | None) -> Iterator[Operation]:
    """The GETs of the API, lists before what is below them."""
    numbers = [
        number
        for number, entry in enumerate(catalog.entries)
        if entry["method"] == "GET" and entry["path"].startswith("/rest/") and tool in (None, entry["slug"])
    ]
    for number in sorted(numbers, key=lambda number: (catalog.entries[number]["path"].count("/"), number)):
        yield catalog.operation(number)


def _visit(operation: Operation, mine: Any, theirs: Any, outcome: Outcome) -> None:
    answers = []
    for visitor, (path, query) in (mine, theirs):
        answer = visitor.server.ask("GET", path, query, visitor.company)
        if answer.status == 200:
            visitor.see(operation, answer.body)
        answers.append(answer)
    (_, (path, query)) = mine
    outcome.add(Exchange("GET", path, query, None, answers[0]), differences(*answers))
