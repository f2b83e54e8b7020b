"""What a call does to the records, and the events that come of it: all or nothing."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from mockcore.call import Call
from mockcore.errors import StorageFailed
from mockcore.gates.admission import Admission
from mockcore.request.context import Context
from mockcore.store.records import Records
from mockcore.webhooks.outbox import Outbox

log = logging.getLogger("mockcore")
_READING: AbstractContextManager[None] = nullcontext()


class Turns:
    """The turns that calls take at one world. ``wake`` is called when there are webhooks to send."""

    def __init__(self, records: Records, outbox: Outbox) -> None:
        self._records = records
        self._outbox = outbox
        self.wake: Callable[[], None] = lambda: None
        self._to_wake = False

    def begin(self, call: Call, *, together: bool) -> None:
        """Commits what waits for others before a call that does not, and notes whom the call may have to wait for."""
        database = self._records.database
        if not together and database.unsettled:
            self.settle()
        call.group = database.group

    def of(self, context: Admission, *, together: bool) -> AbstractContextManager[None]:
        """The turn of a call; ``together``: what it writes is committed by ``settle``, with others."""
        shared = self._records.database.shared
        if not shared and (not context.plan.writes or context.unreadable is not None):
            # Nobody else writes: a read is of one piece without a transaction.
            return _READING
        return self._of_one_piece(context, together=together and context.plan.writes and not shared)

    @contextmanager
    def _of_one_piece(self, context: Admission, *, together: bool) -> Iterator[None]:
        records, database = self._records, self._records.database
        records.events.clear()
        try:
            with database.together() if together else database.transaction(write=context.plan.writes):
                records.refresh()
                yield
                waiting = bool(records.events) and self._hand_over(context)
        except BaseException:
            # What was remembered of the records may not have come to be.
            records.changed()
            raise
        self._to_wake |= waiting
        if not together:
            self.settle()

    def settle(self) -> None:
        """Commits what was written together. Whoever meets a failure need not be whose it is: those ask ``database.lost``."""
        try:
            self._records.database.settle()
        except StorageFailed:
            log.exception("What was written could not be committed.")
            self._records.changed()
        if self._to_wake:
            self._to_wake = False
            self.wake()

    def _hand_over(self, context: Context) -> bool:
        """Hands what happened to the hooks that are told of it; whether there are any."""
        source = {"operation": context.call.headers.get("x-request-id"), "client_id": context.client_id}
        return self._outbox.take(self._records.events, user_id=context.user_id, source=source)
