"""The one place where requests enter the journal, whichever way they come in."""

from itertools import count

from mockcore.call import Call, Reply
from mockcore.journal.journal import Journal


class Entrance:
    """One way into the server. Ids of its requests begin with ``prefix``, where a client gives none of its own."""

    def __init__(self, journal: Journal, prefix: str) -> None:
        self._journal = journal
        self._prefix = prefix
        self._numbers = count(1)

    def request_id(self, call: Call) -> str:
        """The id under which an answer and the journal tell of a request."""
        number = next(self._numbers)
        return call.headers.get("x-request-id") or f"{self._prefix}-{number:x}"

    def enter(self, call: Call, method: str, reply: Reply, began: float) -> str:
        """Records a request of that method, which began at that reading of ``time.perf_counter``; returns its id."""
        request_id = self.request_id(call)
        self._journal.add(method, call, reply, began, request_id)
        return request_id
