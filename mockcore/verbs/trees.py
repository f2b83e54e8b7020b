"""Resources that form a tree, found by the names of the tiers from its root. Source: reference."""

from mockcore.errors import Unprocessable
from mockcore.reference.conform import identified
from mockcore.reference.operation import Kind
from mockcore.request.context import Context
from mockcore.store.query import Condition
from mockcore.store.records import Stored
from mockcore.verbs.answer import Answer, rule
from mockcore.verbs.one import written
from mockcore.verbs.writing import create


@rule("find_or_create_by_path", writes=True)
def find_or_create_by_path(context: Context) -> Answer:
    """The record at the end of ``path``; tiers that are missing are made on the way. 201 when the last one was made.

    Raises: Unprocessable when the path does not name each tier.
    """
    kind = context.catalog.kind(context.operation.kind)
    path = context.attributes.get("path")
    tiers = [str(tier or "").strip() for tier in path] if isinstance(path, list) else []
    if not tiers or not all(tiers):
        raise Unprocessable(fields={"path": ["must name each tier"]})
    place, created = _tier(context, kind, tiers[0], None)
    for tier in tiers[1:]:
        place, created = _tier(context, kind, tier, place)
    answer = written(context, place)
    answer.status = 201 if created else 200
    return answer


def _tier(context: Context, kind: Kind, name: str, above: Stored | None) -> tuple[Stored, bool]:
    """The record of one tier, and whether it had to be made."""
    selection = context.scoped(kind.name)
    selection.conditions = [Condition("node_name", "eq", name)]
    parent = None if above is None else above.id
    for place in context.every(selection):
        if identified(place.body.get("parent_id")) == parent:
            return place, False
    return create(context, kind, {"node_name": name, **({} if parent is None else {"parent_id": parent})}), True
