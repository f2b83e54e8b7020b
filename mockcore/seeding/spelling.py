"""Refuses what a scenario names and nothing has: keys, resources, fields, tools, levels, apps, projects.

A misspelt name would make a world that lacks what its author believes to be there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from mockcore.errors import OperatorError
from mockcore.grants import APP_KINDS
from mockcore.oauth.access_levels import EVERY_TOOL, LEVELS, level_named
from mockcore.oauth.apps import App, Version
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Kind
from mockcore.reference.schema import properties
from mockcore.seeding.field_names import field_names
from mockcore.seeding.scenario import COMPANY_KEYS, PROJECT_KEYS, Attributes, Place, Scenario, unknown

# What a record of a scenario says beside its fields: its number, and the number of the record that it belongs to.
OF_RECORDS = ("id", "parent")
# What a company has that no answer shows.
OF_COMPANIES = ("address", "city", "state_code", "zip", "country_code")
APP_KEYS = tuple(field.name for field in fields(App))
VERSION_KEYS = tuple(field.name for field in fields(Version))
_LEVELS = ("user_access_levels", "company_permissions", "project_permissions")


def check(scenario: Scenario, catalog: Catalog) -> None:
    """Raises: OperatorError that names the first unknown name, where it stands, and the one that is close to it."""
    _Check(scenario, catalog).all()


class _Check:
    def __init__(self, scenario: Scenario, catalog: Catalog) -> None:
        self._seed = scenario.name
        self._scenario = scenario
        self._catalog = catalog
        self._fields: dict[str, tuple[str, ...]] = {}
        self._tools = (EVERY_TOOL, *(slug for slug, _ in catalog.tools()))

    def all(self) -> None:
        """Goes through the whole scenario."""
        for app in self._scenario.apps:
            self._app(app, f"app {app.get('client_id', app.get('name'))}")
        self._records(self._scenario.shared, "records_of_every_company")
        for company in self._scenario.companies:
            where = f"company {company.id}"
            self._place(company, where, "companies", COMPANY_KEYS)
            self._among(company.permitted, company.apps, f"{where}, permitted")
            own = [str(project.id) for project in company.projects]
            for numbers in company.permitted.values():
                self._among(map(str, numbers), own, f"{where}, permitted")
            for project in company.projects:
                self._place(project, f"project {project.id}", "projects", PROJECT_KEYS)

    def _app(self, app: Attributes, where: str) -> None:
        self._among(app, APP_KEYS, where)
        self._among([str(app.get("kind", APP_KINDS[0]))], APP_KINDS, f"{where}, kind")
        for version in app.get("versions") or ():
            self._among(version, VERSION_KEYS, f"{where}, versions")
            self._levels(version, where)

    def _place(self, place: Place, where: str, kind: str, keys: tuple[str, ...]) -> None:
        self._among(place.attributes, (*keys, *self._names(kind), *(OF_COMPANIES if kind == "companies" else ())), where)
        self._among(place.counts, self._catalog.kind_names, f"{where}, counts")
        self._records(place.records, where)

    def _records(self, records: Mapping[str, Any], where: str) -> None:
        self._among(records, self._catalog.kind_names, f"{where}, records")
        for name, rows in records.items():
            if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
                what = f"the records of {name} at {where} are a list, with a mapping for each"
                raise OperatorError(f"The seed {self._seed} cannot be used: {what}.")
            for row in rows:
                fields = self._names(name)
                self._among(row, (*OF_RECORDS, *fields) if fields else (), f"{where}, {name}")
                self._nested(self._catalog.kind(name), row, f"{where}, {name}")

    def _nested(self, kind: Kind, row: Attributes, where: str) -> None:
        """The fields of objects within a record, where the document says which there are."""
        self._levels(row, where)
        for name, value in row.items():
            schema = kind.fields.get(name) or kind.attributes.get(name) or {}
            names = {**properties(schema), **properties(schema.get("items") or {})}
            for member in value if isinstance(value, list) else [value]:
                if names and isinstance(member, Mapping):
                    self._among(member, names, f"{where}, {name}")

    def _levels(self, row: Mapping[str, Any], where: str) -> None:
        """The levels of tools in a permission template, or in a version of an app."""
        for name in _LEVELS:
            levels = row.get(name)
            if isinstance(levels, Mapping):
                self._among(levels, self._tools, f"{where}, {name}")
                wrong = [str(level) for level in levels.values() if level_named(level) is None]
                self._among(wrong, LEVELS.values(), f"{where}, {name}")

    def _names(self, kind: str) -> tuple[str, ...]:
        """Every field that records of a resource may have."""
        names = self._fields.get(kind)
        if names is None:
            names = self._fields[kind] = tuple(field_names(kind, self._catalog))
        return names

    def _among(self, names: Iterable[Any], choices: Iterable[str], where: str) -> None:
        """Where there are no choices, the document does not say what there is."""
        choices = list(choices)
        for name in names:
            if choices and name not in choices:
                raise unknown(self._seed, f"at {where}", str(name), choices)
