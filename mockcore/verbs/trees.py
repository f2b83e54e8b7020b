"""Resources that form a tree and are named by a path from its root. Source: reference; names joined by ``>``: observed."""

from mockcore.errors import Unprocessable
from mockcore.reference.operation import Kind
from mockcore.request.context import Context
from mockcore.store.records import Stored
from mockcore.verbs.answer import Answer, rule
from mockcore.verbs.one import written
from mockcore.verbs.writing import create

JOINT = " > "


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
    place, created = _tier(context, kind, tiers, 1, None)
    for depth in range(2, len(tiers) + 1):
        place, created = _tier(context, kind, tiers, depth, place)
    answer = written(context, place)
    answer.status = 201 if created else 200
    return answer


def _tier(context: Context, kind: Kind, tiers: list[str], depth: int, above: Stored | None) -> tuple[Stored, bool]:
    """The record of one tier, and whether it had to be made."""
    name = JOINT.join(tiers[:depth])
    existing = context.first(kind.name, name=name)
    parent = {} if above is None else {"parent_id": above.id}
    return (
        (existing, False)
        if existing
        else (create(context, kind, {"name": name, "node_name": tiers[depth - 1], **parent}), True)
    )
