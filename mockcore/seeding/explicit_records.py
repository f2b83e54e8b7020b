"""The records that a scenario tells itself, attribute by attribute."""

from typing import Any

from mockcore.errors import OperatorError
from mockcore.reference.catalog import Catalog
from mockcore.seeding.defaults import Defaults
from mockcore.seeding.scenario import Place, Scenario, unknown
from mockcore.seeding.world_records import WorldRecords

# What begins a reference to a record by its name.
REFERENCE = "@"
_LABELS = ("name", "title", "subject", "login", "code", "number", "description")


class ExplicitRecords:
    """Adds the explicit records of each place of a scenario."""

    def __init__(self, scenario: Scenario, catalog: Catalog, records: WorldRecords, defaults: Defaults) -> None:
        self._scenario = scenario
        self._catalog = catalog
        self._records = records
        self._defaults = defaults

    def fill(self, place: Place, company_id: int, project_id: int | None) -> None:
        """Adds those of a company or project. Raises: OperatorError for an unknown resource or reference."""
        for name, rows in place.records.items():
            if not self._catalog.has_kind(name):
                raise unknown(self._scenario, name)
            for attributes in rows:
                own = {key: self.resolved(value, company_id, project_id) for key, value in attributes.items()}
                parent = own.pop("parent", None)
                defaults = self._defaults.attributes(name, own, company_id, project_id)
                body = {**defaults, **own}
                self._records.add(name, body, company_id, project_id, identifier=own.pop("id", None), parent_id=parent)

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
        raise OperatorError(f"The seed {self._scenario.name} refers to {value}, which it does not make before.")
