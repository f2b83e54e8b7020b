"""Which hooks are told of what happened: a delivery for each, kept in the transaction of the change itself.

Source: documented, webhooks (company and project hooks, fan-out of the directory, at least once).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from mockcore.clock import Clock
from mockcore.events import UPDATE, Event
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Records, Stored
from mockcore.webhooks.payloads import event as told_event

HOOKS, TRIGGERS, DELIVERIES = "webhooks/hooks", "webhooks/hooks/triggers", "webhooks/hooks/deliveries"
ENQUEUED, RETRYING, DELIVERED, FAILED, DISCARDED = "enqueued", "retrying", "delivered", "failed", "discarded"
OUTCOMES = {DELIVERED: "ok", RETRYING: "retried", FAILED: "failed", DISCARDED: "discarded"}
# Directory records are told of under a second name in each project that they belong to.
FAN_OUT = {"users": "Project Users", "vendors": "Project Vendors"}
# Source: documented, the update of a membership is told of until 2026-06-30.
NO_MEMBER_UPDATES_SINCE = 1782777600
Names = Mapping[str, Any]


class Outbox:
    """The deliveries of a world. ``names`` maps a resource of the document to its webhook name."""

    def __init__(self, records: Records, clock: Clock, names: Names) -> None:
        self.records = records
        self.clock = clock
        self.arrived: list[int] = []
        self._names = names
        self._hooks: dict[tuple[str, str], list[Stored]] = {}
        self._known = False
        records.remembered(self._forget, HOOKS, TRIGGERS)

    def take(self, events: list[Event], *, user_id: int | None, source: Mapping[str, str | None]) -> bool:
        """Keeps a delivery for every hook that is told of the events; whether there was any. In the caller's transaction."""
        if not self._known:
            self._hooks, self._known = self._subscribed(), True
        if not self._hooks:
            return False
        made = [self._kept(told, name, user_id, source) for told in events for name in self._named(told)]
        return any(made)

    def _forget(self) -> None:
        self._known = False

    def _subscribed(self) -> dict[tuple[str, str], list[Stored]]:
        """(webhook name, event) → the hooks with such a trigger."""
        hooks = {hook.id: hook for hook in self.records.select(Selection(HOOKS, limit=100_000))}
        found: dict[tuple[str, str], list[Stored]] = {}
        for trigger in self.records.select(Selection(TRIGGERS, limit=100_000)):
            hook = hooks.get(trigger.parent_id or 0)
            if hook is not None and hook.body.get("status") != "disabled":
                key = (str(trigger.body.get("resource_name")), str(trigger.body.get("event_type")).lower())
                if hook not in found.setdefault(key, []):
                    found[key].append(hook)
        return found

    def _named(self, told: Event) -> Iterator[tuple[str, str, int | None]]:
        """(webhook name, event, project) under which something is told."""
        if told.member:
            yield FAN_OUT[told.kind], told.name, told.project_id
            return
        for name in self._names_of(self._names.get(told.kind), told):
            yield name, told.name, told.project_id
        late = self.clock.epoch() >= NO_MEMBER_UPDATES_SINCE
        if told.kind in FAN_OUT and told.name == UPDATE and not late:
            for project_id in self.records.projects_of(told.kind, told.record_id):
                yield FAN_OUT[told.kind], told.name, project_id

    def _names_of(self, given: Any, told: Event) -> list[str]:
        """The webhook names of a record: one, several, by company or project, or by an attribute, its own or its parent's."""
        if given is None:
            return []
        if isinstance(given, str):
            return [given]
        if isinstance(given, list):
            return [name for part in given for name in self._names_of(part, told)]
        if "project" in given or "company" in given:
            return self._names_of(given.get("company" if told.project_id is None else "project"), told)
        (field, values), *_ = given.items()
        body = told.body
        if field.startswith("parent."):
            above = self.records.get(told.kind.rpartition("/")[0], told.parent_id or 0)
            body = above.body if above else {}
        return self._names_of(values.get(body.get(field.removeprefix("parent."))), told)

    def _kept(
        self, told: Event, named: tuple[str, str, int | None], user_id: int | None, source: Mapping[str, str | None]
    ) -> bool:
        resource, name, project_id = named
        hooks = [hook for hook in self._hooks.get((resource, name), ()) if _hears(hook, told.company_id, project_id)]
        if not hooks:
            return False
        place = {"user_id": user_id, "company_id": told.company_id, "project_id": project_id}
        number = self.records.next_number("event")
        kept = told_event(number, self.clock.seconds(), (name, resource, told.record_id), place, source)
        related = {"id": told.parent_id, "name": told.kind.rpartition("/")[0]} if told.kind.endswith("line_items") else None
        for hook in hooks:
            self._enqueue(hook, kept, related)
        return True

    def _enqueue(self, hook: Stored, kept: dict[str, Any], related: dict[str, Any] | None) -> Stored:
        at = self.clock.stamp()
        body = {
            "event": kept,
            "event_id": kept["id"],
            "resource_name": kept["resource_name"],
            "event_type": kept["event_type"],
            "related": related,
            "status": ENQUEUED,
            "delivery_attempts": [],
        }
        number = self.records.next_id()
        made = self.records.insert(hook.below(DELIVERIES, number, body, at))
        self.arrived.append(number)
        return made

    def waiting(self, after: int = 0) -> list[Stored]:
        """Deliveries that are still to be made, in the order of their events."""
        wanted = Selection(DELIVERIES, limit=1_000_000)
        wanted.conditions = [Condition("status", "in", [ENQUEUED, RETRYING])]
        return [part for part in self.records.select(wanted) if part.id > after]

    def again(self, delivery: Stored) -> Stored | None:
        """The same event once more for the same hook: a duplicate; None when the hook is gone. In a transaction of its own."""
        with self.records.database.transaction(write=True):
            hook = self.records.get(HOOKS, delivery.parent_id or 0)
            if hook is None or hook.deleted_at is not None:
                return None
            return self._enqueue(hook, delivery.body["event"], delivery.body.get("related"))

    def note(self, delivery: Stored, status: str, attempt: Mapping[str, Any]) -> None:
        """Keeps how an attempt ended. In a transaction of its own."""
        attempts = [*delivery.body.get("delivery_attempts", ()), dict(attempt)][-20:]
        changes = {**attempt, "status": status, "outcome": OUTCOMES[status], "delivery_attempts": attempts}
        with self.records.database.transaction(write=True):
            self.records.update(delivery, changes, at=self.clock.stamp())


def _hears(hook: Stored, company_id: int | None, project_id: int | None) -> bool:
    owner = hook.body.get("owned_by_project_id")
    return hook.company_id == company_id if owner is None else owner == project_id
