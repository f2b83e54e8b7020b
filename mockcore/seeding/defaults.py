"""What the server gives each record that its resource has: number, position, creator, activity."""

from mockcore.reference.catalog import Catalog
from mockcore.reference.references import References
from mockcore.reference.schema import properties
from mockcore.seeding.outline import Outline, outline
from mockcore.seeding.scenario import Attributes
from mockcore.seeding.world_records import WorldRecords


class Defaults:
    """Counts the records of each place, and knows what is made of each resource."""

    def __init__(self, catalog: Catalog, records: WorldRecords) -> None:
        self._catalog = catalog
        self._records = records
        self._references = References(catalog.references, catalog.kind_names)
        self._outlines: dict[str, Outline] = {}
        self._numbers: dict[tuple[str, int], int] = {}

    def outline(self, name: str) -> Outline:
        """What is made of a resource."""
        cached = self._outlines.get(name)
        if cached is None:
            cached = self._outlines[name] = outline(
                self._catalog.kind(name), self._references, self._catalog.overlay.get("derived") or (), self._required(name)
            )
        return cached

    def _required(self, name: str) -> frozenset[str]:
        """The attributes without which no client can make a record of the resource."""
        entries = self._catalog.entries
        bodies = [
            self._catalog.operation(number).body
            for number, entry in enumerate(entries)
            if entry["kind"] == name and entry["rule"] == "create"
        ]
        schemas = [properties(body.schema).get(body.wrapper or "", body.schema) for body in bodies if body is not None]
        names = [frozenset(schema.get("required") or ()) for schema in schemas]
        return frozenset[str]().union(*names[:1]).intersection(*names)

    def attributes(self, name: str, body: Attributes, company_id: int, project_id: int | None) -> Attributes:
        """Number, position, creator and activity of a record, where its resource has them."""
        resource = self.outline(name)
        out: Attributes = {}
        for key, as_number in resource.counted:
            if body.get(key) is None:
                place = (f"{name}.{key}", project_id or company_id)
                self._numbers[place] = self._numbers.get(place, 0) + 1
                out[key] = self._numbers[place] if as_number else str(self._numbers[place])
        for key in resource.active:
            out[key] = body.get(key) if body.get(key) is False and key != "is_active" else True
        people = self._records.nearby("users", company_id, project_id) if resource.made_by else ()
        if people:
            out["created_by_id"] = out["creator_id"] = people[0].id
        return out
