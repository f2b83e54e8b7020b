"""A new project begins with the lists that every project has. Source: as ``mockcore/domain/company_defaults.yaml`` says."""

from collections.abc import Sequence
from typing import Any

from mockcore.domain.company_defaults import PROJECT, Filling
from mockcore.request.context import Context
from mockcore.request.declare import after
from mockcore.store.query import Selection
from mockcore.store.records import Placement, Stored


@after("projects", "create")
def begin_lists(context: Context, project: Stored) -> None:
    """Fills the lists of the project; they are no doing of the caller, and nobody is told of them."""
    rows: list[Stored] = []

    def add(kind: str, body: dict[str, Any], parent_id: int | None) -> Stored:
        place = Placement(project.company_id, project.id, parent_id)
        rows.append(Stored.new(kind, context.records.next_id(), body, context.now(), place))
        return rows[-1]

    def present(kind: str) -> Sequence[Stored]:
        # The first one will do: a company may have very many.
        return context.select(Selection(kind, company_id=project.company_id, limit=1))

    Filling(context.catalog, present).fill(PROJECT, add)
    context.records.bulk_insert(rows)
