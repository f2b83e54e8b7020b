"""The path of names from a record to what one of its fields follows from, where the name of the field alone tells it.

``plan_id`` of what lies below a plan is the plan's id, ``project_name`` the name of the project.
"""

from mockcore.reference.catalog import Catalog
from mockcore.reference.references import References, stem_of
from mockcore.reference.scalars import NAMES
from mockcore.reference.schema import main_type

Path = tuple[str, ...]
# The records that everything lies in, or that made it.
PLACES = {"company": "companies", "project": "projects"}


class Paths:
    """The paths of one catalog."""

    def __init__(self, catalog: Catalog, references: References) -> None:
        self._catalog = catalog
        self._references = references

    def inferred(self, name: str, kind: str) -> list[Path]:
        """The path that the name alone tells: of the record above, or of what a record is called that is referred to."""
        stem = name.removesuffix("_id")
        if stem != name or self._references.kind_for(stem, kind):
            path = self._to(stem, kind) if stem not in PLACES else None
            return [path] if path and len(path) > 1 else []
        words = name.split("_")
        for cut in range(len(words) - 1, 0, -1):
            first, label = "_".join(words[:cut]), "_".join(words[cut:])
            path = self._to(first, kind)
            if path and label in _labels(self._catalog, PLACES.get(first) or self._references.kind_for(first, kind) or ""):
                return [(*path, label)]
        return []

    def _to(self, stem: str, kind: str) -> Path | None:
        """The way to a record that a resource's records refer to, or lie below, be it across others of its tool."""
        if stem in PLACES or stem == "creator":
            return (stem,)
        target = self._references.kind_for(stem, kind)
        ways: dict[str, Path] = {kind: ()}
        level = [kind]
        while level and target is not None:
            below, level = level, []
            for owner in below:
                edges = self._edges(owner)
                if edges.get(stem) == target:
                    return (*ways[owner], stem)
                near = {above: name for name, above in edges.items() if above.partition("/")[0] == owner.partition("/")[0]}
                level += [above for above in near if above not in ways]
                ways = {above: (*ways[owner], name) for above, name in near.items()} | ways
        return None

    def _edges(self, kind: str) -> dict[str, str]:
        """The resources that records of one lie below or refer to, by the name of the reference."""
        if not self._catalog.has_kind(kind):
            return {}
        declared = self._catalog.kind(kind)
        edges = {stem_of(declared.parent): declared.parent} if declared.parent else {}
        objects = [name for name, schema in declared.fields.items() if main_type(schema) == "object"]
        for stem in (*(name[:-3] for name in declared.attributes if name.endswith("_id")), *objects):
            target = self._references.kind_for(stem, kind)
            if target is not None and target != kind:
                edges.setdefault(stem, target)
        return edges


def _labels(catalog: Catalog, target: str) -> set[str]:
    """What can be told of a record of a resource beside its id."""
    fields = catalog.kind(target).fields if catalog.has_kind(target) else ()
    return {*fields, *NAMES} - {"id", "ids", "type"} if target else set()
