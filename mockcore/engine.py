"""``handle(Call) → Reply``: the only order of work."""

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import RLock

import orjson

from mockcore import tools
from mockcore.call import Call, Reply
from mockcore.clock import Clock, instant
from mockcore.errors import (
    BadRequest,
    MockError,
    NotFound,
    OperatorError,
    ServerFault,
    StorageFailed,
    TooManyRequests,
    UnknownRoute,
)
from mockcore.gates import lifecycle
from mockcore.gates.authentication import authenticated
from mockcore.gates.flat_paths import under_project
from mockcore.gates.idempotency import HEADER, once
from mockcore.gates.permissions import permit
from mockcore.gates.scope import FREE, Places, enter
from mockcore.oauth.access_levels import Accesses
from mockcore.oauth.apps import Apps, installation, user_of
from mockcore.oauth.tokens import Grant, Tokens
from mockcore.plans import Plan, planned
from mockcore.reference import error_body, strict
from mockcore.reference.answer_check import AnswerCheck
from mockcore.reference.catalog import Catalog
from mockcore.reference.inputs import Inputs, MissingScope, body_values, in_the_body, path_values, query_values, scope_values
from mockcore.reference.operation import Operation
from mockcore.reference.projection import Projector
from mockcore.reference.timeline import Notice
from mockcore.request.context import Context
from mockcore.request.declare import DECLARED
from mockcore.seeding import open_world, seed_image
from mockcore.server_state import ServerState
from mockcore.settings import Settings
from mockcore.store.records import Records
from mockcore.store.storage import Image, Storage
from mockcore.verbs.answer import Answer
from mockcore.verbs.one import follow
from mockcore.webhooks.outbox import Outbox

log = logging.getLogger("mockcore")
JSON = "application/json; charset=utf-8"
OWN_TIME = "mockcore-now"
COMMON = [
    ("Cache-Control", "no-store, must-revalidate, private, max-age=0"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
]


class Engine:
    """One world behind the whole reference. ``open`` makes it from settings."""

    def __init__(self, settings: Settings, catalog: Catalog, database: Storage, clock: Clock) -> None:
        self.settings = settings
        self.catalog = catalog
        self.clock = clock
        self.world = Records(database)
        self.state = state = ServerState(settings, catalog, clock, database)
        self.timeline, self.limits, self.faults = state.timeline, state.limits, state.faults
        self.journal, self.shared = state.journal, state.shared
        self.outbox = Outbox(self.world, clock, catalog.overlay.get("webhooks") or {})
        self.wake: Callable[[], None] = lambda: None
        self._to_wake = False
        # A test's own thread may call the engine beside the server's.
        self.lock = RLock()
        self.resets: list[Callable[[], None]] = []
        self._seeded = database.loaded
        self.tokens = Tokens(database, clock)
        self.apps = Apps(self.world, settings.environment)
        self.accesses = Accesses(self.world)
        self.places = Places(self.world)
        tools.load()
        self.projector = Projector(catalog, DECLARED.computations)
        self.promises = AnswerCheck(catalog, fail=settings.check_answers == "fail")
        unknown = DECLARED.unknown(set(catalog.kind_names), {entry["action"] for entry in catalog.entries})
        if unknown and len(catalog) > 1_000:
            raise OperatorError(f"Behaviours are declared for {', '.join(unknown)}, which the document does not have.")

    @classmethod
    def open(cls, settings: Settings) -> "Engine":
        """The engine over the database and seed of the settings. Raises: OperatorError."""
        catalog = Catalog.load()
        clock = Clock(settings.now, frozen=settings.frozen, speed=settings.clock_speed)
        return cls(settings, catalog, open_world(settings, catalog), clock)

    def handle(self, call: Call, *, together: bool = False) -> Reply:
        """Answers one call; a failure is rendered in the dialect of the path.

        ``together``: a write waits for ``settle``, and with it the answer and every later one, to be committed with others.
        """
        if self.settings.clock_header and OWN_TIME in call.headers:
            return self._at_its_time(call, together)
        return self._handled(call, together)

    def settle(self) -> None:
        """Commits what was written together. Whoever meets a failure need not be whose it is: those ask ``database.lost``."""
        with self.lock:
            try:
                self.world.database.settle()
            except StorageFailed:
                log.exception("What was written could not be committed.")
                self.world.changed()
            if self._to_wake:
                self._to_wake = False
                self.wake()

    def _at_its_time(self, call: Call, together: bool) -> Reply:
        try:
            with self.clock.at(instant(call.headers[OWN_TIME])):
                return self._handled(call, together)
        except OperatorError as error:
            return self.refused(call, BadRequest(fields={OWN_TIME: [str(error)]}))

    def _handled(self, call: Call, together: bool) -> Reply:
        self.shared.notice()
        call.at = self.clock.epoch()
        self.world.at(call.at)
        try:
            with self.lock:
                if not together and self.world.database.unsettled:
                    self.settle()
                call.group = self.world.database.group
                answer = self._answered(call, together)
        except MockError as error:
            answer = self.refused(call, self._counted(call, error))
        except Exception:
            log.exception("%s %s failed", call.method, call.operation or "at an unknown path")
            answer = self.refused(call, self._counted(call, ServerFault()))
        if (call.strike is not None or self.faults.rules) and self.faults.remembers(call):
            answer = self.faults.stale(call, answer)
        if self.settings.check_answers != "off":
            answer = self.promises.checked(call, answer)
        if call.reply_headers:
            answer.headers = [*answer.headers, *call.reply_headers]
        return answer

    def _counted(self, call: Call, error: MockError) -> MockError:
        """A failed call counts too: for the company where that is known by then, else for the token."""
        if isinstance(error, TooManyRequests) and error.reply_headers is not None:
            call.quota = error.reply_headers
        elif call.quota is None:
            try:
                call.quota = self.limits.take(call.client_id or call.headers.get("authorization", ""), call.at)
            except TooManyRequests as refused:
                call.quota = refused.reply_headers
                return refused
        return error

    def _answered(self, call: Call, together: bool) -> Reply:
        operation, values = self._routed(call)
        call.operation = operation.id
        plan: Plan = operation.compiled.get("plan") or planned(operation, self.catalog)
        held = self.timeline.notice(operation, call.path, call.at)
        if held is not None:
            lifecycle.pass_on(call, held, dict(zip(operation.path_names, values, strict=True)), self.settings)
        grant = self._recognised(call, held)
        try:
            inputs = self._inputs(call, operation, values)
        except BadRequest:
            # Whoever may not ask is told so first, however badly it was asked.
            known = Inputs(path=path_values(operation, values), query=scope_values(call))
            with suppress(BadRequest):
                self._admit(self._context(call, operation, known, grant), plan, grant)
            raise
        if held is not None and held.parameters:
            lifecycle.parameters(call, held, inputs, self.settings)
        context = self._context(call, operation, inputs, grant)
        if not plan.writes and not self.world.database.shared:
            # Nobody else writes: a read is of one piece without a transaction.
            return reply(operation, self._done(context, plan, grant))
        return reply(operation, self._of_one_piece(context, plan, grant, together))

    def _of_one_piece(self, context: Context, plan: Plan, grant: Grant, together: bool) -> Answer:
        """What a call does to the records and the events that come of it: all or nothing."""
        database = self.world.database
        self.world.events.clear()
        together = together and plan.writes and not database.shared
        try:
            with database.together() if together else database.transaction(write=plan.writes):
                self.world.refresh()
                answer = self._done(context, plan, grant)
                told = bool(self.world.events) and self._tell(context)
        except BaseException:
            # What was remembered of the records may not have come to be.
            self.world.changed()
            raise
        self._to_wake |= told
        if not together:
            self.settle()
        return answer

    def _tell(self, context: Context) -> bool:
        """Hands what happened to the hooks that are told of it; whether there are any."""
        source = {"operation": context.call.headers.get("x-request-id"), "client_id": context.client_id}
        return self.outbox.take(self.world.events, user_id=context.user_id, source=source)

    def _recognised(self, call: Call, held: Notice | None) -> Grant:
        """Who calls. Raises: InvalidToken, Forbidden for an app that is too new for what is deprecated."""
        grant = authenticated(call, self.tokens)
        call.client_id = grant.client_id
        if grant.service:
            lifecycle.in_service(self.timeline)
        if held is not None:
            lifecycle.registered(held, self.apps, grant.client_id)
        return grant

    def _context(self, call: Call, operation: Operation, inputs: Inputs, grant: Grant) -> Context:
        return Context(
            catalog=self.catalog,
            records=self.world,
            projector=self.projector,
            settings=self.settings,
            clock=self.clock,
            call=call,
            operation=operation,
            inputs=inputs,
            client_id=grant.client_id,
            user_id=grant.user_id,
            person_id=grant.user_id,
        )

    def _done(self, context: Context, plan: Plan, grant: Grant) -> Answer:
        self._admit(context, plan, grant)
        if self.faults.rules or self.settings.fault_header:
            self._strike(context.call)
        follow(context, plan.parents, plan.named)
        if plan.changed is not None:
            with suppress(NotFound):
                # What is in the recycle bin, or nowhere, is for the rule itself to judge.
                context.may_change(context.locate(plan.changed[0], context.inputs.path[plan.changed[1]]))
        return once(context, plan.answer) if HEADER in context.call.headers else plan.answer(context)

    def _quota(self, call: Call, grant: Grant, company_id: int | None) -> tuple[int, int, int]:
        return self.limits.take(f"{grant.client_id} {company_id or grant.token}", call.at)

    def _strike(self, call: Call) -> None:
        """Lets a fault rule, or the header of the call, do what it says. Raises: the error that it asks for."""
        strike = self.faults.strike_by_header(call) if self.settings.fault_header else None
        call.strike = strike or self.faults.strike_for(call, call.operation, call.client_id)

    def _admit(self, context: Context, plan: Plan, grant: Grant) -> None:
        """The gates behind the token: company and project, connection, permissions."""
        enter(context, self.places)
        company_id = context.company_id
        if context.call.quota is None:
            context.call.company_id = company_id
            context.call.quota = self._quota(context.call, grant, company_id)
        if company_id is None:
            return
        if context.operation.path in FREE:
            # These go on working for an app that is not connected.
            found = installation(self.world, grant.client_id, company_id)
            context.user_id = grant.user_id or (user_of(found) if found else None)
            return
        project_id = context.inputs.path[context.operation.path_names[-1]] if plan.need.project else context.project_id
        access = self.accesses.of(grant.client_id, grant.user_id, company_id, project_id)
        context.user_id, context.access = access.user_id, access
        permit(context, access, plan.need)

    def _inputs(self, call: Call, operation: Operation, values: list[str]) -> Inputs:
        inputs = Inputs(path=path_values(operation, values))
        if self.settings.input == "strict" or strict.requested(call):
            strict.check(operation, call)
        try:
            inputs.query, inputs.unknown = query_values(operation, call.query)
        except MissingScope as missing:
            in_the_body(missing, operation, call, inputs)
        else:
            if call.body or operation.body is not None:
                body_values(operation, call, inputs)
        if inputs.unknown and self.settings.unknown_input == "refuse":
            raise BadRequest(fields={name: ["is not known to this operation"] for name in inputs.unknown})
        return inputs

    def _routed(self, call: Call) -> tuple[Operation, list[str]]:
        try:
            return self.catalog.match(call.method, call.path)
        except UnknownRoute:
            nested = under_project(call.path, call)
            if nested is None:
                raise
            return self.catalog.match(call.method, nested)

    def operation_at(self, call: Call) -> str:
        """The operationId at a call's method and path; "" where there is none."""
        with suppress(MockError):
            return self.catalog.match(call.method, call.path.rstrip("/"))[0].id
        return ""

    def failed(self, call: Call, error: MockError) -> Reply:
        """The answer to a call that did not get as far as ``handle``; it counts too."""
        call.at = self.clock.epoch()
        return self.refused(call, self._counted(call, error))

    def refused(self, call: Call, error: MockError) -> Reply:
        """A failure as an answer."""
        headers = [*COMMON, *error.headers.items()]
        return Reply(error.status, error_body.render(error, call.path), headers, JSON)

    def reset(self) -> None:
        """Puts the world back to its seed and the clock to its start; tokens, ids and announcements begin again."""
        self.state.restart()
        if self._seeded is None:
            self._seeded = seed_image(self.settings, self.catalog)
        self.replace(self._seeded)
        if not isinstance(self._seeded, bytes) and self._seeded is not self.world.database.loaded:
            # A large world stays in its file.
            self._seeded = None

    def replace(self, image: Image) -> None:
        """Another world in place of this one; whatever was remembered of it is forgotten."""
        self.world.database.load(image)
        self.world.changed()
        self.tokens.forget()
        for forget in self.resets:
            forget()

    def file(self, key: str) -> tuple[str, str, bytes]:
        """(filename, content type, bytes) of a kept file. Raises: NotFound."""
        row = self.world.blob(key)
        if row is None:
            raise NotFound()
        return row[0], row[1], row[2]

    def close(self) -> None:
        """Closes the database."""
        self.world.database.close()
        self.state.close()


def reply(operation: Operation, answer: Answer) -> Reply:
    """An answer with the operation's status. An empty JSON answer is ``{}`` or a 204 without body."""
    status = answer.status or operation.status
    body = answer.text if answer.text is not None else orjson.dumps(answer.value, default=str)
    if not body and status not in (204, 302, 304):
        body = b"{}"
    headers = [*COMMON, *answer.headers] if answer.headers else COMMON
    return Reply(status, b"" if status in (204, 304) else body, headers, answer.media_type or JSON)
