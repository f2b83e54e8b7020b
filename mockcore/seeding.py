"""From a scenario to a world of records."""

from typing import Any

import orjson
import yaml

from mockcore.clock import Clock
from mockcore.errors import OperatorError
from mockcore.oauth.apps import INSTALLATIONS, app_named
from mockcore.paths import seeds_directory
from mockcore.settings import Settings
from mockcore.spec.catalog import Catalog
from mockcore.store.database import Database
from mockcore.store.records import Records, Stored


def open_world(settings: Settings, catalog: Catalog, clock: Clock, database: Database | None = None) -> Database:
    """The database of the settings, seeded when it is empty."""
    if database is None:
        database = Database(settings.db)
        if not database.empty:
            return database
    scenario = yaml.safe_load((seeds_directory() / f"{settings.seed}.yaml").read_bytes())
    fresh = Database()
    fresh.create_tables()
    with fresh.transaction(write=True):
        _fill(Records(fresh), scenario, clock)
    database.load(fresh.image())
    return database


def _fill(records: Records, scenario: dict[str, Any], clock: Clock) -> None:
    at = clock.stamp()

    def add(kind: str, body: dict[str, Any], company: int | None, project: int | None = None, number: int | None = None) -> int:
        number = number or records.next_id()
        records.insert(Stored(number, 1, "", kind, company, project, None, None, at, at, None, body))
        return number

    for company in scenario["companies"]:
        number = company["id"]
        add("companies", {"name": company["name"], "is_active": True}, number, None, number)
        user = add(
            "users",
            {
                "name": "mockcore DMSA",
                "first_name": "mockcore",
                "last_name": "DMSA",
                "email_address": f"dmsa-{number}@example.com",
                "login": f"dmsa-{number}@example.com",
                "is_active": True,
                "is_employee": False,
            },
            number,
        )
        for uid in company.get("apps", ()):
            app = app_named(uid)
            if app is None:
                raise OperatorError(f"The seed names an unknown app: {uid}.")
            add(INSTALLATIONS, {"app_uid": uid, "name": app.name, "user_id": user}, number)
        for project in company.get("projects", ()):
            add(
                "projects",
                {**{k: v for k, v in project.items() if k != "id"}, "active": True},
                number,
                None,
                project["id"],
            )
            records.add_member("users", project["id"], user)
    orjson.dumps(scenario)
