"""The locations of a generated project as a tree: each that is drawn is the next tier that its path lacks."""

from mockcore.domain.locations import JOINT, LOCATIONS, node
from mockcore.seeding.scenario import Attributes
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.records import Stored

Tiers = tuple[str, ...]


class LocationTrees:
    """The trees of all places, as far as they have grown."""

    def __init__(self, records: WorldRecords) -> None:
        self._records = records
        self._grown: dict[tuple[int, int | None], dict[Tiers, int]] = {}

    def place(self, body: Attributes, company_id: int, project_id: int | None) -> Tiers:
        """Gives name and parent to a location drawn as a path, ``Building A > Level 1``; where it stands in the tree."""
        tree, drawn = self._tree(company_id, project_id), str(body.get("node_name") or body.get("name") or "")
        tiers = tuple(tier.strip() for tier in drawn.split(JOINT) if tier.strip()) or ("Site",)
        depth = next((depth for depth in range(1, len(tiers) + 1) if tiers[:depth] not in tree), len(tiers))
        above, name = tiers[: depth - 1], tiers[depth - 1]
        number = 2
        while (*above, name) in tree:
            name, number = f"{tiers[depth - 1]} {number}", number + 1
        body.update(name=name, node_name=name, **({"parent_id": tree[above]} if above else {}))
        return (*above, name)

    def grow(self, tiers: Tiers, location: Stored) -> None:
        """Notes a location that has been added; records without tiers are none."""
        if tiers:
            self._tree(location.company_id or 0, location.project_id)[tiers] = location.id

    def _tree(self, company_id: int, project_id: int | None) -> dict[Tiers, int]:
        tree = self._grown.get((company_id, project_id))
        if tree is None:
            tree = self._grown[company_id, project_id] = {}
            paths: dict[int, Tiers] = {}
            for location in self._records.at(LOCATIONS, company_id, project_id):
                above = paths.get(location.body.get("parent_id") or 0, ())
                paths[location.id] = (*above, node(location.body))
                tree[paths[location.id]] = location.id
        return tree
