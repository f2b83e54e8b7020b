"""Which hooks are told of what happened: a delivery for each, kept in the transaction of the change itself.

Source: documented, webhooks (company and project hooks, fan-out of the directory, at least once).
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from mockcore.clock import Clock
from mockcore.events import UPDATE, Event
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Records, Stored
from mockcore.webhooks.payloads import event as event_json
from mockcore.webhooks.rows import events_of, fields_by_kind

HOOKS, TRIGGERS, DELIVERIES = "webhooks/hooks", "webhooks/hooks/triggers", "webhooks/hooks/deliveries"
ENQUEUED, RETRYING, DELIVERED, FAILED, DISCARDED = "enqueued", "retrying", "delivered", "failed", "discarded"
OUTCOMES = {DELIVERED: "ok", RETRYING: "retried", FAILED: "failed", DISCARDED: "discarded"}
ANSWER = ("response_headers", "response_body")
# Directory records are told of under a second name in each project that they belong to.
FAN_OUT = {"users": "Project Users", "vendors": "Project Vendors"}
Names = Mapping[str, Any]


class Outbox:
    """The deliveries of a world.

    ``names`` maps a resource of the document to its webhook name; ``ended`` gives what is no longer told of, as
    ``Project Users update``.
    """

    def __init__(self, records: Records, clock: Clock, names: Names, ended: Callable[[], Collection[str]]) -> None:
        self.records = records
        self.clock = clock
        self.arrived: list[int] = []
        self._names = names
        self._rows = fields_by_kind(names)
        self._ended = ended
        self._hooks: dict[tuple[str, str], list[Stored]] = {}
        self._current = False
        records.remembered(self._forget, HOOKS, TRIGGERS)

    def take(self, events: list[Event], *, user_id: int | None, source: Mapping[str, str | None]) -> bool:
        """Keeps a delivery for every hook that is told of the events; whether there was any. In the caller's transaction."""
        if not self._current:
            self._hooks, self._current = self._subscribed(), True
        if not self._hooks:
            return False
        every = [each for event in events for each in (event, *events_of(event, self._rows.get(event.kind, ())))]
        enqueued = [self._enqueue_all(event, name, user_id, source) for event in every for name in self._named(event)]
        return any(enqueued)

    def _forget(self) -> None:
        self._current = False

    def _subscribed(self) -> dict[tuple[str, str], list[Stored]]:
        """(webhook name, event) → the hooks with such a trigger."""
        hooks = {hook.id: hook for hook in self.records.select(Selection(HOOKS, limit=100_000))}
        by_trigger: dict[tuple[str, str], list[Stored]] = {}
        for trigger in self.records.select(Selection(TRIGGERS, limit=100_000)):
            hook = hooks.get(trigger.parent_id or 0)
            if hook is not None and hook.body.get("status") != "disabled":
                key = (str(trigger.body.get("resource_name")), str(trigger.body.get("event_type")).lower())
                if hook not in by_trigger.setdefault(key, []):
                    by_trigger[key].append(hook)
        return by_trigger

    def _named(self, event: Event) -> Iterator[tuple[str, str, int | None]]:
        """(webhook name, event, project) under which something is told."""
        if event.member:
            yield FAN_OUT[event.kind], event.name, event.project_id
            return
        for name in self._names_of(self._names.get(event.kind), event):
            yield name, event.name, event.project_id
        if event.kind in FAN_OUT and event.name == UPDATE:
            for project_id in self.records.projects_of(event.kind, event.record_id):
                yield FAN_OUT[event.kind], event.name, project_id

    def _names_of(self, names: Any, event: Event) -> list[str]:
        """The webhook names of a record: one, several, by company or project, or by an attribute, its own or its parent's."""
        if names is None:
            return []
        if isinstance(names, str):
            return [names]
        if isinstance(names, list):
            return [name for entry in names for name in self._names_of(entry, event)]
        if "project" in names or "company" in names:
            return self._names_of(names.get("company" if event.project_id is None else "project"), event)
        (field, values), *_ = names.items()
        body = event.body
        if field.startswith("parent."):
            above = self.records.get(event.kind.rpartition("/")[0], event.parent_id or 0)
            body = above.body if above else {}
        return self._names_of(values.get(body.get(field.removeprefix("parent."))), event)

    def _enqueue_all(
        self, event: Event, named: tuple[str, str, int | None], user_id: int | None, source: Mapping[str, str | None]
    ) -> bool:
        resource, name, project_id = named
        hooks = [hook for hook in self._hooks.get((resource, name), ()) if _hears(hook, event.company_id, project_id)]
        if not hooks or f"{resource} {name}" in self._ended():
            return False
        place = {"user_id": user_id, "company_id": event.company_id, "project_id": project_id}
        number = self.records.next_number("event")
        content = event_json(number, self.clock.seconds(), (name, resource, event.record_id), place, source)
        related = {"id": event.parent_id, "name": event.kind.rpartition("/")[0]} if event.kind.endswith("line_items") else None
        for hook in hooks:
            self._enqueue(hook, content, related)
        return True

    def _enqueue(self, hook: Stored, content: dict[str, Any], related: dict[str, Any] | None) -> Stored:
        at = self.clock.stamp()
        body = {
            "event": content,
            "event_id": content["id"],
            "resource_name": content["resource_name"],
            "event_type": content["event_type"],
            "related": related,
            "status": ENQUEUED,
            "delivery_attempts": [],
        }
        number = self.records.next_id()
        delivery = self.records.insert(hook.below(DELIVERIES, number, body, at))
        self.arrived.append(number)
        return delivery

    def waiting(self, after: int = 0) -> list[Stored]:
        """Deliveries that are still to be made, in the order of their events."""
        selection = Selection(DELIVERIES, limit=1_000_000)
        selection.conditions = [Condition("status", "in", [ENQUEUED, RETRYING])]
        return [delivery for delivery in self.records.select(selection) if delivery.id > after]

    def again(self, delivery: Stored) -> Stored | None:
        """The same event once more for the same hook: a duplicate; None when the hook is gone. In a transaction of its own."""
        with self.records.storage.transaction(write=True):
            hook = self.records.get(HOOKS, delivery.parent_id or 0)
            if hook is None or hook.deleted_at is not None:
                return None
            return self._enqueue(hook, delivery.body["event"], delivery.body.get("related"))

    def note(self, delivery: Stored, status: str, attempt: Mapping[str, Any]) -> None:
        """Keeps how an attempt ended. In a transaction of its own."""
        # Headers and body are those of the last answer alone, as v1 shows them.
        brief = {name: value for name, value in attempt.items() if name not in ANSWER}
        attempts = [*delivery.body.get("delivery_attempts", ()), brief][-20:]
        changes = {**attempt, "status": status, "outcome": OUTCOMES[status], "delivery_attempts": attempts}
        with self.records.storage.transaction(write=True):
            self.records.update(delivery, changes, at=self.clock.stamp())


def _hears(hook: Stored, company_id: int | None, project_id: int | None) -> bool:
    owner = hook.body.get("owned_by_project_id")
    return hook.company_id == company_id if owner is None else owner == project_id
