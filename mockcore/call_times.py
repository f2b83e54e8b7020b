"""Calls that are answered at another time than the server's: their own, or that of their sandbox."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from mockcore.call import Call
from mockcore.clock import Clock, instant
from mockcore.errors import BadRequest, OperatorError
from mockcore.oauth.tokens import Tokens
from mockcore.sandbox_clocks import SandboxClocks

OWN_TIME = "mockcore-now"


class CallTimes:
    """With ``by_header`` a call may name its own time. Its sandbox is told by its company, its header, or its token."""

    def __init__(
        self, clock: Clock, clocks: SandboxClocks, tokens: Tokens, lock: AbstractContextManager[object], *, by_header: bool
    ) -> None:
        self._clock, self._clocks, self._tokens, self._lock = clock, clocks, tokens, lock
        self._by_header = by_header

    def entered(self, call: Call) -> AbstractContextManager[object]:
        """Calls are answered one after the other, each at a time that stands still. Raises: BadRequest for no time."""
        if self._by_header and OWN_TIME in call.headers:
            return self._at(call, _own_time(call.headers[OWN_TIME]))
        return self.of_sandbox(call)

    def of_sandbox(self, call: Call) -> AbstractContextManager[object]:
        """The same, by the clock of its sandbox alone."""
        own = self._clocks.own.get(self._sandbox_of(call)) if self._clocks.own else None
        return self._lock if own is None else self._at(call, own.now())

    def _sandbox_of(self, call: Call) -> int:
        if call.named_company in self._clocks.own:
            return call.named_company
        scheme, _, token = call.headers.get("authorization", "").partition(" ")
        client_id = self._tokens.client_of(token) if scheme.lower() == "bearer" else ""
        return Call("", "", client_id=client_id).named_company

    @contextmanager
    def _at(self, call: Call, moment: datetime) -> Iterator[None]:
        with self._lock, self._clock.at(moment):
            call.at = self._clock.epoch()
            yield


def _own_time(text: str) -> datetime:
    try:
        return instant(text)
    except OperatorError as error:
        raise BadRequest(fields={OWN_TIME: [str(error)]}) from None
