"""``handle(Call) → Reply``: the only order of work."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import RLock

from mockcore import tools
from mockcore.call import Call, Reply
from mockcore.call_times import CallTimes
from mockcore.clock import Clock
from mockcore.errors import MockError, NotFound, OperatorError, ServerFault
from mockcore.gates import (
    app_lifecycle,
    authentication,
    deprecated_parameters,
    faults,
    idempotency,
    lifecycle,
    ownership,
    parents,
    permissions,
    rate_limits,
    request_input,
    scope,
    unreadable,
)
from mockcore.gates.admission import Admission, Gate, Services
from mockcore.gates.flat_paths import route
from mockcore.gates.places import Places
from mockcore.oauth.access_levels import Accesses
from mockcore.oauth.apps import Apps
from mockcore.oauth.tokens import Tokens
from mockcore.plans import Plans
from mockcore.reference.answer_check import AnswerCheck
from mockcore.reference.catalog import Catalog
from mockcore.reference.derivations import DIRECTORY
from mockcore.reference.input.inputs import Inputs
from mockcore.reference.projection import Projector
from mockcore.replies import refusal, reply
from mockcore.request.declare import DECLARED
from mockcore.request.sample_files import sample_file
from mockcore.seeding import continued, open_world, seed_image
from mockcore.server_state import ServerState
from mockcore.settings import Settings, names_in
from mockcore.store.records import Records
from mockcore.store.storage import Image, Storage
from mockcore.turns import Turns
from mockcore.webhooks.outbox import Outbox

log = logging.getLogger("mockcore")
# What every call passes, in this order; the plan of an operation leaves out what has nothing to say to it.
GATES: tuple[Gate, ...] = (
    lifecycle.announce,
    authentication.authenticate,
    app_lifecycle.admit,
    request_input.read,
    deprecated_parameters.announce,
    scope.enter,
    rate_limits.count,
    permissions.permit,
    unreadable.refuse,
    faults.strike,
    parents.pass_through,
    ownership.protect,
    idempotency.once,
)


class Engine:
    """One world behind the whole reference. ``open`` makes it from settings."""

    def __init__(self, settings: Settings, catalog: Catalog, storage: Storage, clock: Clock) -> None:
        self.settings = settings
        self.catalog = catalog
        self.clock = clock
        self.world = _world(storage, catalog)
        self.state = state = ServerState(settings, catalog, clock, storage)
        self.timeline, self.limits, self.faults = state.timeline, state.limits, state.faults
        self.journal, self.shared, self.clocks = state.journal, state.shared, state.clocks
        self.outbox = Outbox(self.world, clock, catalog.overlay.get("webhooks") or {}, state.timeline.ended_events)
        self.turns = Turns(self.world, self.outbox)
        # A test's own thread may call the engine beside the server's.
        self.lock = RLock()
        self.resets: list[Callable[[], None]] = []
        self._own_times = settings.clock_header
        self._seeded = storage.loaded
        self.tokens = Tokens(storage, clock)
        self.times = CallTimes(clock, state.clocks, self.tokens, self.lock, by_header=settings.clock_header)
        self.apps = Apps(self.world, settings.environment, names_in(settings.redirect_uris))
        tools.load()
        self.projector = Projector(catalog, DECLARED.computations)
        self.promises = AnswerCheck(catalog, fail=settings.check_answers == "fail")
        accesses, places = Accesses(self.world), Places(self.world)
        self._services = Services(self.tokens, self.apps, accesses, places, self.timeline, self.limits, self.faults)
        self._plans = Plans(catalog, GATES, self.timeline)

    @classmethod
    def open(cls, settings: Settings) -> "Engine":
        """The engine over the database and seed of the settings. Raises: OperatorError."""
        catalog = Catalog.load()
        clock = Clock(settings.now, frozen=settings.frozen, speed=settings.clock_speed)
        world = open_world(settings, catalog)
        engine = cls(continued(settings, world), catalog, world, clock)
        unknown = DECLARED.unknown(set(catalog.kind_names), set(catalog.actions))
        if unknown:
            raise OperatorError(f"Behaviours are declared for {', '.join(unknown)}, which the document does not have.")
        return engine

    def handle(self, call: Call, *, together: bool = False) -> Reply:
        """Answers one call, at its own time where it names one; a failure is rendered in the dialect of the path.

        ``together``: a write waits for ``settle``, and with it the answer and every later one, to be committed with others.
        """
        try:
            with self._entered(call):
                context = self._routed(call, together=together)
                for gate in context.plan.before:
                    gate(context)
                with self.turns.of(context, together=together):
                    for gate in context.plan.within:
                        gate(context)
                    answer = context.act(context)
                outcome = reply(context.operation, answer)
        except MockError as error:
            outcome = self._refused(call, error)
        except Exception:
            log.exception("%s %s failed", call.method, call.operation or "at an unknown path")
            outcome = self._refused(call, ServerFault())
        return self._finished(call, outcome)

    def _entered(self, call: Call) -> AbstractContextManager[object]:
        """Calls are answered one after the other, each at a time that stands still. Raises: BadRequest for no time."""
        if not call.inside:
            self.shared.notice()
        call.at = self.clock.epoch()
        return self.times.entered(call) if (self._own_times or self.clocks.own) and not call.inside else self.lock

    def _routed(self, call: Call, *, together: bool) -> Admission:
        """What the call brings to the gates, once all is there that it may have to wait for."""
        self.turns.begin(call, together=together)
        self.world.at(call.at)
        operation, segments = route(self.catalog, call)
        call.operation = operation.id
        plan = self._plans.of(operation, call.path)
        return Admission(
            catalog=self.catalog,
            records=self.world,
            projector=self.projector,
            settings=self.settings,
            clock=self.clock,
            call=call,
            operation=operation,
            inputs=Inputs(),
            services=self._services,
            plan=plan,
            segments=segments,
            act=plan.answer,
        )

    def _finished(self, call: Call, outcome: Reply) -> Reply:
        """The reply with what faults, the check of answers and gates do to it, whatever it is."""
        if (call.strike is not None or self.faults.rules) and self.faults.remembers(call):
            outcome = self.faults.stale(call, outcome)
        if self.settings.check_answers != "off":
            outcome = self.promises.checked(call, outcome)
        if call.reply_headers:
            outcome.headers = [*outcome.headers, *call.reply_headers]
        return outcome

    def settle(self) -> None:
        """Commits what was written together."""
        with self.lock:
            self.turns.settle()

    def failed(self, call: Call, error: MockError) -> Reply:
        """The answer to a call that did not get as far as ``handle``; it counts too."""
        call.at = self.clock.epoch()
        return self._refused(call, error)

    def _refused(self, call: Call, error: MockError) -> Reply:
        return refusal(call, rate_limits.count_failure(call, error, self.limits))

    def reset(self) -> None:
        """Puts the world back to its seed and the clock to its start; tokens, ids and announcements begin again."""
        self.state.restart()
        if self._seeded is None:
            self._seeded = seed_image(self.settings, self.catalog)
        self.replace(self._seeded)
        if not isinstance(self._seeded, bytes) and self._seeded is not self.world.storage.loaded:
            # A large world stays in its file.
            self._seeded = None

    def replace(self, image: Image) -> None:
        """Another world in place of this one; whatever was remembered of it is forgotten."""
        self.world.storage.load(image)
        self.world.changed()
        self.tokens.forget()
        for forget in self.resets:
            forget()

    def file(self, key: str) -> tuple[str, str, bytes]:
        """(filename, content type, bytes) of a kept file, or of a sample. Raises: NotFound."""
        row = self.world.blob(key)
        if row is None:
            sample = sample_file(key)
            if sample is None:
                raise NotFound()
            return sample
        return row[0], row[1], row[2]

    def close(self) -> None:
        """Closes the database."""
        self.world.storage.close()
        self.state.close()


def _world(storage: Storage, catalog: Catalog) -> Records:
    """The records of a storage, followed as the document says."""
    world = Records(storage, catalog.belonging.attributes(), catalog.overlay.get("unique"), catalog.overlay.get("backlinks"))
    world.links.renew()
    world.remembered(world.forget_versions, *DIRECTORY)
    return world
