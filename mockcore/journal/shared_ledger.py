"""The exchanges of several workers, in the sidecar that they share."""

from collections.abc import Iterable, Iterator

from mockcore.errors import FactsDropped
from mockcore.journal.digests import Digests
from mockcore.journal.exchange import Exchange
from mockcore.journal.facts import facts_of, packed_facts, unpacked_facts
from mockcore.journal.packing import packed, unpacked
from mockcore.store.storage import Sidecar

# After so many exchanges somebody looks whether bodies have to go.
ROUND = 256
# So many exchanges are read at a time.
PAGE = 500


class SharedLedger:
    """For each sandbox, and for the rest of the server, bodies of at most ``most_bytes``, and the facts of all."""

    def __init__(self, sidecar: Sidecar, most_bytes: int, digests: Digests) -> None:
        self._sidecar = sidecar
        self._most_bytes = most_bytes
        self._digests = digests

    def add(self, exchange: Exchange, sandbox: int) -> int:
        """Records an exchange, and returns its number; the oldest lose their bodies when together they are too large."""
        exchange.cut()
        number = self._sidecar.keep(sandbox, exchange.size, packed(exchange))
        if number % ROUND == 0:
            with self._sidecar.alone():
                for surplus, data in self._sidecar.surplus(self._most_bytes):
                    self._sidecar.shorten(surplus, self._facts(unpacked(surplus, data)))
        return number

    def _facts(self, exchange: Exchange) -> bytes:
        return packed_facts([facts_of(exchange, self._digests)])

    def exchanges(self, after: int = 0) -> Iterator[Exchange]:
        """The exchanges with higher numbers, oldest first. Raises: FactsDropped."""
        if self.incomplete:
            raise FactsDropped
        while rows := self._sidecar.exchanges(after, PAGE):
            for number, whole, data in rows:
                yield unpacked(number, data) if whole else self._shortened(number, data)
            after = rows[-1][0]

    def _shortened(self, number: int, data: bytes) -> Exchange:
        (exchange,) = unpacked_facts(data)
        exchange.number = number
        return exchange

    def put(self, exchanges: Iterable[Exchange]) -> None:
        """Adds exchanges under the numbers that they had."""
        for exchange in exchanges:
            whole = exchange.digest is None
            data = packed(exchange) if whole else self._facts(exchange)
            self._sidecar.put(exchange.number, exchange.cut() if whole else 0, data)

    @property
    def incomplete(self) -> bool:
        """Whether exchanges are missing, as far as this worker knows."""
        return self._sidecar.incomplete

    @property
    def dropped_bodies(self) -> int:
        """How many exchanges have no bodies any more."""
        return self._sidecar.shortened()

    def forget(self, sandbox: int | None = None) -> None:
        """Drops every exchange, or those of a sandbox."""
        self._sidecar.forget_exchanges(sandbox)

    def __len__(self) -> int:
        return len(self._sidecar)
