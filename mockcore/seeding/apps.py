"""The apps of a generated world, and whom those act as that have no account of their own."""

from collections.abc import Sequence

from mockcore.errors import OperatorError
from mockcore.oauth.apps import DEFAULT_APPS, App, Version
from mockcore.oauth.registration import register
from mockcore.seeding.scenario import Scenario
from mockcore.store.records import Records, Stored

# Before anything was deprecated.
REGISTERED = "2019-06-01T00:00:00Z"


def register_all(records: Records, scenario: Scenario) -> None:
    """Registers the default apps and those of the scenario. Raises: OperatorError for one that cannot be read."""
    for app in DEFAULT_APPS:
        register(records, app, REGISTERED)
    for attributes in scenario.apps:
        try:
            versions = tuple(Version(**version) for version in attributes["versions"])
            app = App(**{"uid": attributes["client_id"], **attributes, "versions": versions})
        except (KeyError, TypeError) as error:
            raise OperatorError(f"The seed {scenario.name} has an app that cannot be read: {error}.") from None
        register(records, app, REGISTERED)


def administrator(people: Sequence[Stored], template: Stored | None) -> Stored | None:
    """Who administers the company, else its first person."""
    administrators = [
        person for person in people if template and person.body.get("company_permission_template_id") == template.id
    ]
    return next(iter([*administrators, *people]), None)
