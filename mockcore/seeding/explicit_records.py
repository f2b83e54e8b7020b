"""The records that a scenario tells itself, attribute by attribute."""

from typing import Any

from mockcore.reference.catalog import Catalog
from mockcore.seeding.defaults import Defaults
from mockcore.seeding.scenario import Place, Scenario, unknown
from mockcore.seeding.value_schemas import REFERENCE
from mockcore.seeding.world_records import WorldRecords

_LABELS = ("name", "title", "subject", "login", "code", "number", "description")


class ExplicitRecords:
    """Adds the explicit records of each place of a scenario."""

    def __init__(self, scenario: Scenario, catalog: Catalog, records: WorldRecords, defaults: Defaults) -> None:
        self._scenario = scenario
        self._catalog = catalog
        self._records = records
        self._defaults = defaults

    def fill(self, place: Place, company_id: int, project_id: int | None) -> None:
        """Adds those of a company or project. Raises: OperatorError for an unknown reference."""
        for name, rows in place.records.items():
            for attributes in rows:
                own = {key: self.resolved(value, company_id, project_id) for key, value in attributes.items()}
                parent = own.pop("parent", None)
                defaults = self._defaults.attributes(name, own, company_id, project_id)
                body = {**defaults, **own}
                number = int(own["id"]) if "id" in own else None
                self._records.add(name, body, company_id, project_id, identifier=number, parent_id=parent)

    def resolved(self, value: Any, company_id: int, project_id: int | None) -> Any:
        """``@users/Dana Ortiz`` as that record's id. Raises: OperatorError."""
        if isinstance(value, list):
            return [self.resolved(member, company_id, project_id) for member in value]
        if not isinstance(value, str) or not value.startswith(REFERENCE):
            return value
        # Names of resources have slashes, and so may labels.
        cuts = [index for index, letter in enumerate(value) if letter == "/" and self._catalog.has_kind(value[1:index])]
        for kind, label in ((value[1:cut], value[cut + 1 :]) for cut in cuts):
            for record in (record for scope in (project_id, None) for record in self._records.at(kind, company_id, scope)):
                if label in (record.body.get(name) for name in _LABELS):
                    return record.id
        choices = self._labels([value[1:cut] for cut in cuts], company_id, project_id)
        if not cuts:
            choices = [f"{REFERENCE}{kind}/{value.partition('/')[2]}" for kind in self._catalog.kind_names]
        raise unknown(self._scenario.name, "which refers to nothing before it", value, choices)

    def _labels(self, kinds: list[str], company_id: int, project_id: int | None) -> list[str]:
        """The references that there could be to records of those resources."""
        places = [(kind, self._records.at(kind, company_id, scope)) for kind in kinds for scope in (project_id, None)]
        bodies = [(kind, record.body) for kind, records in places for record in records]
        return [f"{REFERENCE}{kind}/{body[name]}" for kind, body in bodies for name in _LABELS if name in body]
