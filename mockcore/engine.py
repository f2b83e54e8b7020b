"""``handle(Call) → Reply``: the only order of work."""

import logging
from typing import Any

import orjson

from mockcore import behaviours
from mockcore.behaviours.context import Context
from mockcore.behaviours.registry import DECLARED
from mockcore.call import Call, Reply
from mockcore.clock import Clock
from mockcore.errors import BadRequest, MockError, NotFound, OperatorError, ServerFault, UnknownRoute
from mockcore.gates.auth import Callers, authenticated
from mockcore.gates.namespace import rest_path, under_project
from mockcore.gates.scope import enter
from mockcore.oauth.apps import DEFAULT_APPS
from mockcore.oauth.tokens import Tokens
from mockcore.seeding import open_world
from mockcore.settings import Settings
from mockcore.spec import dialect
from mockcore.spec.catalog import Catalog
from mockcore.spec.inputs import Inputs, MissingScope, body_values, path_values, query_values
from mockcore.spec.operation import Operation
from mockcore.spec.projection import Projector
from mockcore.store.database import Database
from mockcore.store.query import Wanted, page
from mockcore.store.records import Records, Stored
from mockcore.verbs.answer import Answer
from mockcore.verbs.loading import rule_named, writes
from mockcore.verbs.one import locate

log = logging.getLogger("mockcore")
JSON = "application/json; charset=utf-8"
COMMON = [
    ("Cache-Control", "no-store, must-revalidate, private, max-age=0"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
]


class Engine:
    """One world behind the whole reference. ``open`` makes it from settings."""

    def __init__(self, settings: Settings, catalog: Catalog, database: Database, clock: Clock) -> None:
        self.settings = settings
        self.catalog = catalog
        self.clock = clock
        self.world = Records(database)
        self.projector = Projector(catalog)
        self.tokens = Tokens(database, clock)
        self.callers = Callers(self.world)
        behaviours.load()
        unknown = DECLARED.unknown(set(catalog.kind_names), {entry["action"] for entry in catalog.entries})
        if unknown and len(catalog) > 1_000:
            raise OperatorError(f"Behaviours are declared for {', '.join(unknown)}, which the document does not have.")

    @classmethod
    def open(cls, settings: Settings) -> "Engine":
        """The engine over the database and seed of the settings. Raises: OperatorError."""
        catalog = Catalog.load()
        clock = Clock(settings.now)
        return cls(settings, catalog, open_world(settings, catalog, clock), clock)

    def handle(self, call: Call) -> Reply:
        """Answers one call; a failure is rendered in the dialect of the path."""
        try:
            return self._answered(call)
        except MockError as error:
            return self.refused(call, error)
        except Exception:
            log.exception("%s %s failed", call.method, call.path)
            return self.refused(call, ServerFault())

    def _answered(self, call: Call) -> Reply:
        operation, values = self._routed(call)
        grant = authenticated(call, self.tokens)
        inputs = Inputs(path=path_values(operation, values))
        try:
            inputs.query, inputs.unknown = query_values(operation, call.query)
        except MissingScope as missing:
            inputs.query = missing.values
            body_values(operation, call, inputs)
            if any(inputs.context.get(name) is None and inputs.attributes.get(name) is None for name in missing.names):
                raise
        else:
            body_values(operation, call, inputs)
        if inputs.unknown and self.settings.unknown_input == "refuse":
            raise BadRequest(fields={name: ["is not known to this operation"] for name in inputs.unknown})
        context = Context(
            self.catalog,
            self.world,
            self.projector,
            DECLARED,
            self.clock,
            self.settings,
            call,
            operation,
            inputs,
            grant.client_id,
            grant.user_id,
        )
        with self.world.database.transaction(write=writes(operation.rule) or operation.method != "GET"):
            enter(context)
            context.user_id = self.callers.user(grant, context.company_id)
            self._pass_parents(context)
            answer = self._act(context)
        return reply(operation, answer)

    def _routed(self, call: Call) -> tuple[Operation, list[str]]:
        path = rest_path(call.path, self.clock)
        try:
            return self.catalog.match(call.method, path)
        except UnknownRoute:
            nested = under_project(path, call)
            if nested is None:
                raise
            return self.catalog.match(call.method, nested)

    def _pass_parents(self, context: Context) -> None:
        """Every record that the path passes must be visible; the innermost becomes the parent."""
        operation = context.operation
        parents = operation.parents
        if not operation.one and parents and parents[-1][0] == operation.kind:
            parents = parents[:-1]
        for kind, parameter in parents:
            known = self.catalog.has_kind(kind) and (self.catalog.kind(kind).creatable or self.catalog.kind(kind).listable)
            value = context.inputs.path[parameter]
            record = locate(context, kind, value) if known else None
            context.parent_id = record.id if record else value if isinstance(value, int) else None

    def _act(self, context: Context) -> Answer:
        operation = context.operation
        action = DECLARED.actions.get(operation.action)
        if action is not None:
            answer = action(context)
            return answer if isinstance(answer, Answer) else Answer(value=answer)
        return rule_named(operation.rule)(context)

    def refused(self, call: Call, error: MockError) -> Reply:
        """A failure as an answer."""
        headers = [*COMMON, *error.headers.items()]
        return Reply(error.status, dialect.error_body(error, dialect.of_path(call.path)), headers, JSON)

    def reset(self) -> None:
        """Puts the world back to its seed; tokens and ids begin again."""
        open_world(self.settings, self.catalog, self.clock, self.world.database)
        self.world.generation += 1
        self.tokens.forget()

    def introduction(self) -> dict[str, Any]:
        """What whoever starts the server wants to know: apps, companies, projects."""

        def told(kind: str) -> list[Stored]:
            return [Stored(*row) for row in page(self.world.database, Wanted(kind, limit=50))]

        return {
            "apps": [
                {"name": app.name, "client_id": app.client_id, "client_secret": app.client_secret} for app in DEFAULT_APPS
            ],
            "companies": [{"id": record.id, "name": record.body.get("name")} for record in told("companies")],
            "projects": [
                {"id": part.id, "name": part.body.get("name"), "company_id": part.company_id} for part in told("projects")
            ],
        }

    def file(self, key: str) -> tuple[str, str, bytes]:
        """(filename, content type, bytes) of a kept file. Raises: NotFound."""
        row = self.world.blob(key)
        if row is None:
            raise NotFound()
        return row[0], row[1], row[2]

    def close(self) -> None:
        """Closes the database."""
        self.world.database.close()


def reply(operation: Operation, answer: Answer) -> Reply:
    """An answer with the operation's status. An empty JSON answer is ``{}`` or a 204 without body."""
    status = answer.status or operation.status
    body = answer.text if answer.text is not None else orjson.dumps(answer.value)
    if not body and status not in (204, 302, 304):
        body = b"{}"
    headers = [*COMMON, *answer.headers] if answer.headers else COMMON
    return Reply(status, b"" if status in (204, 304) else body, headers, answer.media_type or JSON)
