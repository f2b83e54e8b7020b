"""The records that a scenario tells itself, attribute by attribute."""

from typing import Any

from mockcore.errors import OperatorError, Reason
from mockcore.reference.catalog import Catalog
from mockcore.request.uniqueness import REVISES
from mockcore.seeding.defaults import Defaults
from mockcore.seeding.scenario import Place, Scenario, unknown
from mockcore.seeding.seed_text import Row, plain
from mockcore.seeding.value_schemas import REFERENCE
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.links import label_of
from mockcore.store.records import Stored

_LABELS = ("name", "title", "subject", "login", "code", "number", "description")


class ExplicitRecords:
    """Adds the explicit records of each place of a scenario."""

    def __init__(self, scenario: Scenario, catalog: Catalog, records: WorldRecords, defaults: Defaults) -> None:
        self._scenario = scenario
        self._catalog = catalog
        self._records = records
        self._defaults = defaults
        # By the label of a number or code: where the file gives it.
        self._places: dict[str, str] = {}

    def fill(self, place: Place, company_id: int, project_id: int | None) -> None:
        """Adds those of a company or project.

        Raises: OperatorError for an unknown reference, a number or code that is taken, and a text that must not be blank.
        """
        for name, rows in place.records.items():
            for attributes in rows:
                where = attributes.place if isinstance(attributes, Row) else self._scenario.name
                own = {key: self.resolved(plain(value), company_id, project_id, where) for key, value in attributes.items()}
                self._check_presence(name, own, where)
                parent = own.pop("parent", None)
                defaults = self._defaults.attributes(name, own, company_id, project_id)
                body = {**defaults, **own}
                number = int(own["id"]) if "id" in own else None
                record = self._records.add(name, body, company_id, project_id, identifier=number, parent_id=parent)
                self._check_unique(record, where)

    def _check_presence(self, kind: str, own: dict[str, Any], where: str) -> None:
        for field in self._catalog.kind(kind).presence:
            if isinstance(own.get(field), str) and not own[field].strip():
                raise OperatorError(f"The seed {where} cannot be used: {field} of {kind} {Reason.BLANK}.")

    def _check_unique(self, record: Stored, where: str) -> None:
        """A number or code is taken once, also by what the file says; revisions have that of what they revise."""
        if record.body.get(REVISES) is not None:
            return
        for field, scope in (self._catalog.overlay.get("unique") or {}).get(record.kind, {}).items():
            if record.body.get(field) not in (None, ""):
                first = self._places.setdefault(label_of(record, field, scope), where)
                if first != where:
                    taken = f"{field} {record.body[field]!r} of {record.kind} {Reason.TAKEN}"
                    raise OperatorError(f"The seed {where} cannot be used: {taken}, by {first.rstrip(',')}.")

    def resolved(self, value: Any, company_id: int, project_id: int | None, where: str = "") -> Any:
        """``@users/Dana Ortiz`` as that record's id. Raises: OperatorError."""
        if isinstance(value, list):
            return [self.resolved(member, company_id, project_id, where) for member in value]
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
        raise unknown(where or self._scenario.name, "which refers to nothing before it", value, choices)

    def _labels(self, kinds: list[str], company_id: int, project_id: int | None) -> list[str]:
        """The references that there could be to records of those resources."""
        places = [(kind, self._records.at(kind, company_id, scope)) for kind in kinds for scope in (project_id, None)]
        bodies = [(kind, record.body) for kind, records in places for record in records]
        return [f"{REFERENCE}{kind}/{body[name]}" for kind, body in bodies for name in _LABELS if name in body]
