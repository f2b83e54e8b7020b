"""What a call does to the records, and the events that come of it: all or nothing."""

import logging
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType

from mockcore.call import Call
from mockcore.errors import StorageFailed
from mockcore.gates.admission import Admission
from mockcore.request.context import Context
from mockcore.store.records import Records
from mockcore.webhooks.outbox import Outbox

log = logging.getLogger("mockcore")


class Turns:
    """The turns that calls take at one world. ``wake`` is called when there are webhooks to send."""

    def __init__(self, records: Records, outbox: Outbox) -> None:
        self.records = records
        self._outbox = outbox
        self.wake: Callable[[], None] = lambda: None
        self._to_wake = False

    def begin(self, call: Call, *, together: bool) -> None:
        """Commits what waits for others before a call that does not, and notes whom the call may have to wait for."""
        group = self.records.storage.group
        if not together and group.unsettled:
            self.settle()
        call.group = group.number

    def of(self, context: Admission, *, together: bool) -> AbstractContextManager[object]:
        """The turn of a call; ``together``: what it writes is committed by ``settle``, with others."""
        shared = self.records.storage.shared
        if not shared and (not context.plan.writes or context.unreadable is not None):
            # Nobody else writes: a read is of one piece without a transaction.
            return self.records.storage.reading
        return _Turn(self, context, together=together and context.plan.writes and not shared)

    def settle(self) -> None:
        """Commits what was written together. Whoever meets a failure need not be whose it is: those ask ``group.lost``."""
        try:
            self.records.storage.group.settle()
        except StorageFailed:
            log.exception("What was written could not be committed.")
            self.records.changed()
        if self._to_wake:
            self._to_wake = False
            self.wake()

    def hand_over(self, context: Context) -> bool:
        """Hands what happened to the hooks that are told of it; whether there are any."""
        if not self.records.events:
            return False
        source = {"operation": context.call.headers.get("x-request-id"), "client_id": context.client_id}
        return self._outbox.take(self.records.events, user_id=context.user_id, source=source)

    def done(self, *, waiting: bool, together: bool) -> None:
        """Ends a turn that went well; ``waiting``: there are webhooks to send once it is committed."""
        self._to_wake |= waiting
        if not together:
            self.settle()


class _Turn:
    """One turn that writes, or reads beside other processes. A class, because a generator takes more steps."""

    __slots__ = ("_context", "_records", "_together", "_transaction", "_turns")

    def __init__(self, turns: Turns, context: Admission, *, together: bool) -> None:
        storage = turns.records.storage
        self._turns, self._context, self._records, self._together = turns, context, turns.records, together
        self._transaction: AbstractContextManager[object] = (
            storage.group if together else storage.transaction(write=context.plan.writes)
        )

    def __enter__(self) -> None:
        self._records.events.clear()
        try:
            self._transaction.__enter__()
        except BaseException:
            self._records.changed()
            raise
        try:
            self._records.refresh()
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        waiting = False
        try:
            if kind is None:
                try:
                    waiting = self._turns.hand_over(self._context)
                except BaseException:
                    self._transaction.__exit__(*sys.exc_info())
                    raise
            self._transaction.__exit__(kind, error, trace)
        except BaseException:
            # What was remembered of the records may not have come to be.
            self._records.changed()
            raise
        if kind is None:
            self._turns.done(waiting=waiting, together=self._together)
        else:
            self._records.changed()
