"""Refuses what only the whole of a scenario shows: ids that stand twice, apps and projects that are not there, no days."""

from collections import Counter
from collections.abc import Iterable, Iterator

from mockcore.clock import instant
from mockcore.errors import OperatorError
from mockcore.oauth.apps import DEFAULT_APPS
from mockcore.seeding.scenario import Place, Scenario, unknown

_DAYS = ("start_date", "completion_date")


def check(scenario: Scenario) -> None:
    """Raises: OperatorError that names the first thing that does not fit the others, and where it stands."""
    _check_once(scenario, "id", map(str, explicit_ids(scenario)))
    apps = [app["client_id"] for app in scenario.apps]
    _check_once(scenario, "client_id", [*(app.client_id for app in DEFAULT_APPS), *apps])
    for company in scenario.companies:
        _check_once(scenario, "app", company.apps, f" at company {company.id}")
        where = f"at company {company.id}, permitted"
        own = [str(project.id) for project in company.projects]
        _check_among(scenario, company.permitted, company.apps, where)
        for numbers in company.permitted.values():
            _check_among(scenario, map(str, numbers), own, where)
    for place in _places(scenario):
        _check_days(scenario, place)


def explicit_ids(scenario: Scenario) -> list[int]:
    """The ids that the scenario chooses."""
    return [number for place in _places(scenario) for number in _ids(place)]


def _places(scenario: Scenario) -> Iterator[Place]:
    for company in scenario.companies:
        yield company
        yield from company.projects


def _ids(place: Place) -> list[int]:
    return [place.id, *(int(row["id"]) for rows in place.records.values() for row in rows if "id" in row)]


def _check_once(scenario: Scenario, key: str, values: Iterable[str], where: str = "") -> None:
    twice = next((value for value, count in Counter(values).items() if count > 1), None)
    if twice is not None:
        raise OperatorError(f"The seed {scenario.name} cannot be used: the {key} {twice} stands there twice{where}.")


def _check_among(scenario: Scenario, names: Iterable[str], choices: Iterable[str], where: str) -> None:
    choices = list(choices)
    for name in names:
        if name not in choices:
            raise unknown(scenario.name, where, name, choices)


def _check_days(scenario: Scenario, place: Place) -> None:
    for name, day in (("since", place.since), *((name, place.attributes.get(name)) for name in _DAYS)):
        try:
            instant(day or "2026-01-15")
        except OperatorError as error:
            raise OperatorError(f"The seed {scenario.name} cannot be used: {name} at {place.id}: {error}") from None
