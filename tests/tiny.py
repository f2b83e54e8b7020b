"""An engine over tests/tiny.yaml: one company, one project, two users, the default apps."""

from functools import cache
from pathlib import Path
from typing import Any

import orjson
import yaml

from mockcore.call import Call
from mockcore.clock import Clock
from mockcore.engine import GATES, Engine
from mockcore.gates.admission import Admission, Services
from mockcore.gates.places import Places
from mockcore.oauth.access_levels import Accesses
from mockcore.oauth.apps import INSTALLATIONS
from mockcore.plans import Plans
from mockcore.reference.catalog import Catalog
from mockcore.reference.compiler import Compiler
from mockcore.reference.input.inputs import Inputs
from mockcore.reference.input.path_values import path_values
from mockcore.reference.input.query_values import query_values
from mockcore.request.context import Context
from mockcore.settings import Settings
from mockcore.store.records import Placement, Records, Stored
from mockcore.store.sqlite.database import Database
from mockcore.store.storage import Storage

COMPANY, PROJECT, OTHER, OTHER_PROJECT, ANNA, BEN = 1, 10, 2, 20, 100, 101
OVERLAY = {"references": {"holder": "users"}, "kinds": {"users": {"members": True}}}
WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"
EVERYTHING = {"company_permissions": {"*": "Admin"}, "project_permissions": {"*": "Admin"}}
AT = "2026-01-15T15:00:00Z"


@cache
def _compiled() -> bytes:
    return Compiler(yaml.safe_load((Path(__file__).parent / "tiny.yaml").read_text()), OVERLAY).bytes()


def catalog() -> Catalog:
    return Catalog(_compiled())


def record(kind: str, number: int, company: int | None, **body: Any) -> Stored:
    return Stored.new(kind, number, body, AT, Placement(company))


def blank() -> Storage:
    database = Database()
    database.create_tables()
    return database


class Tiny:
    def __init__(self, storage: Storage | None = None, **settings: Any) -> None:
        database = storage or blank()
        records = Records(database)
        for company, project in ((COMPANY, PROJECT), (OTHER, OTHER_PROJECT)):
            records.insert(record("companies", company, company, name=f"Company {company}"))
            records.insert(record("projects", project, company, name=f"Project {project}"))
        records.insert(record("users", ANNA, COMPANY, name="Anna"))
        records.insert(record("users", BEN, OTHER, name="Ben"))
        records.insert(record(INSTALLATIONS, 300, COMPANY, app_uid="mockcore-dmsa", user_id=ANNA, manifest=EVERYTHING))
        self.clock = Clock("2026-01-15T15:00:00Z")
        self.clock.set(self.clock.now(), frozen=True)
        self.engine = Engine(Settings(**settings), catalog(), database, self.clock)
        self.token = self.engine.tokens.issue("mockcore-dmsa", None).token

    def ask(self, method: str, target: str, body: Any = None, **headers: str) -> tuple[int, Any, dict[str, str]]:
        path, _, query = target.partition("?")
        sent = {"authorization": f"Bearer {self.token}", "content-type": "application/json", **headers}
        raw = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
        reply = self.engine.handle(Call(method, path, query, sent, raw))
        return reply.status, orjson.loads(reply.body) if reply.body else None, dict(reply.headers)

    def context(self, method: str = "GET", path: str = WIDGETS, query: str = "", **scope: Any) -> Context:
        """What a rule or a tool gets of a call of Anna's in her project."""
        return Context(**self._of_call(method, path, query, scope))

    def admission(self, method: str = "GET", path: str = WIDGETS, query: str = "", **scope: Any) -> Admission:
        """What a gate gets of a call of Anna's in her project."""
        engine = self.engine
        operation, segments = engine.catalog.match(method, path)
        plan = Plans(engine.catalog, GATES, engine.timeline).of(operation, path)
        accesses, places = Accesses(engine.world), Places(engine.world)
        return Admission(
            services=Services(engine.tokens, engine.apps, accesses, places, engine.timeline, engine.limits, engine.faults),
            plan=plan,
            segments=segments,
            act=plan.answer,
            **self._of_call(method, path, query, scope),
        )

    def _of_call(self, method: str, path: str, query: str, scope: dict[str, Any]) -> dict[str, Any]:
        operation, segments = self.engine.catalog.match(method, path)
        return {
            "catalog": self.engine.catalog,
            "records": self.engine.world,
            "projector": self.engine.projector,
            "settings": self.engine.settings,
            "clock": self.clock,
            "call": Call(method, path, query, at=self.clock.seconds()),
            "operation": operation,
            "inputs": Inputs(path_values(operation, segments), query_values(operation, query)[0]),
            "user_id": ANNA,
            "company_id": COMPANY,
            "project_id": PROJECT,
            **scope,
        }

    def make(self, **widget: Any) -> Any:
        return self.ask("POST", f"/rest/v1.0/projects/{PROJECT}/widgets", {"widget": {"name": "Pump", **widget}})
