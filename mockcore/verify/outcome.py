"""What came of comparing: as text for people, as JSON for programs."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from mockcore.verify.differences import Difference
from mockcore.verify.exchange import Exchange


@dataclass(frozen=True)
class Compared:
    """One request with how its answers differ; ``skipped`` says why there is nothing to tell."""

    method: str
    path: str
    query: str = ""
    differences: tuple[Difference, ...] = ()
    skipped: str = ""


@dataclass
class Outcome:
    """Everything that was compared or left out."""

    here: str
    there: str
    rows: list[Compared] = field(default_factory=list)

    def add(self, exchange: Exchange, differences: list[Difference]) -> None:
        """A request that was asked there."""
        self.rows.append(Compared(exchange.method, exchange.path, exchange.query, tuple(differences)))

    def skip(self, method: str, path: str, reason: str) -> None:
        """A request that was not asked there, or whose answer says nothing."""
        self.rows.append(Compared(method, path, skipped=reason))

    @property
    def compared(self) -> list[Compared]:
        """The requests that were answered by both."""
        return [row for row in self.rows if not row.skipped]

    @property
    def differing(self) -> list[Compared]:
        """The requests whose answers differ."""
        return [row for row in self.rows if row.differences]

    def as_json(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {
            "here": self.here,
            "there": self.there,
            "compared": len(self.compared),
            "differing": [
                {"method": row.method, "path": row.path, "query": row.query, "differences": [*map(asdict, row.differences)]}
                for row in self.differing
            ],
            "skipped": [{"method": row.method, "path": row.path, "reason": row.skipped} for row in self.rows if row.skipped],
        }

    def lines(self) -> Iterator[str]:
        """All of it, to be read: one block for each request that differs, then why others were left out, then the sum."""
        for row in self.differing:
            yield f"{row.method} {row.path}{'?' + row.query if row.query else ''}"
            width = max(len(one.where) for one in row.differences)
            for one in row.differences:
                yield f"  {one.sort:<10} {one.where:<{width}}  here: {one.here}; there: {one.there}"
            yield ""
        reasons: dict[str, list[str]] = {}
        for row in self.rows:
            if row.skipped:
                reasons.setdefault(row.skipped, []).append(f"{row.method} {row.path}")
        for reason, paths in reasons.items():
            yield f"Left out, as {reason}: {len(paths)}, e.g. {paths[0]}"
        alike = len(self.compared) - len(self.differing)
        number = sum(len(row.differences) for row in self.differing)
        yield f"Requests compared with {self.there}: {len(self.compared)}; alike: {alike}; differences in the others: {number}."
