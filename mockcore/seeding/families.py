"""The records of a generated project by what they belong to."""

from collections import defaultdict
from collections.abc import Mapping

from mockcore.store.records import Stored


def below(inside: Mapping[str, list[Stored]], kind: str) -> defaultdict[int | None, list[Stored]]:
    """The records of a resource by the id of the record above; an empty list for one without any."""
    by_parent: defaultdict[int | None, list[Stored]] = defaultdict(list)
    for record in inside.get(kind, ()):
        by_parent[record.parent_id].append(record)
    return by_parent
