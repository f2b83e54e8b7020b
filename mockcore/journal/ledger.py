"""The exchanges of one sandbox, or of the rest of a server: the latest with their bodies, the facts of all."""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mockcore.call import Call, Reply
from mockcore.journal.digests import Digests
from mockcore.journal.exchange import Exchange
from mockcore.journal.fact_space import Block, FactSpace
from mockcore.journal.facts import Facts, facts_of, of_facts

# So many facts are packed together.
BLOCK = 256


class Saved(NamedTuple):
    """A ledger at one moment."""

    blocks: tuple[Block, ...]
    facts: tuple[Facts, ...]
    exchanges: tuple[Exchange, ...]


class Ledger:
    """Bodies of at most ``most_bytes``, beside the latest exchange, which is there whole however large it is."""

    def __init__(self, most_bytes: int, digests: Digests, space: FactSpace) -> None:
        self._most_bytes = most_bytes
        self._digests = digests
        self._space = space
        self._exchanges: deque[Exchange] = deque()
        self._bytes = 0
        self._facts: list[Facts] = []
        self._blocks: list[Block] = []
        self._packed = 0

    def add(self, exchange: Exchange) -> None:
        """Records an exchange, whole; the oldest lose their bodies when together they are too large."""
        self._bytes += exchange.cut()
        exchanges = self._exchanges
        exchanges.append(exchange)
        while self._bytes > self._most_bytes and len(exchanges) > 1:
            oldest = exchanges.popleft()
            self._bytes -= oldest.size
            self._facts.append(facts_of(oldest, self._digests))
            if len(self._facts) == BLOCK:
                self._pack()

    def _pack(self) -> None:
        self._blocks.append(self._space.block(self._facts))
        self._packed += len(self._facts)
        self._facts = []

    def replace(self, call: Call, request_id: str, reply: Reply) -> bool:
        """Another answer to a call in place of the one that was recorded; whether it is here."""
        for exchange in reversed(self._exchanges):
            if exchange.call is call:
                exchange.reply = reply
                return True
        for index in range(len(self._facts) - 1, -1, -1):
            exchange = of_facts(self._facts[index])
            if exchange.request_id == request_id:
                exchange.reply = reply
                self._facts[index] = facts_of(exchange, self._digests)
                return True
        return False

    def exchanges(self, after: int = 0) -> Iterator[Exchange]:
        """The exchanges with higher numbers as they are now, oldest first. Raises: FactsDropped."""
        blocks = [block for block in self._blocks if block.last > after]
        facts, whole = tuple(self._facts), tuple(self._exchanges)
        return (exchange for exchange in _all(blocks, facts, whole) if exchange.number > after)

    @property
    def dropped_bodies(self) -> int:
        """How many exchanges have no bodies any more."""
        return self._packed + len(self._facts)

    def __len__(self) -> int:
        return self.dropped_bodies + len(self._exchanges)

    @property
    def saved(self) -> Saved:
        """All of it at this moment, from which ``continue_from`` continues."""
        return Saved(tuple(self._blocks), tuple(self._facts), tuple(self._exchanges))

    def continue_from(self, saved: Saved) -> None:
        """The exchanges as they were ``saved``, in place of those so far."""
        self._blocks, self._facts, self._exchanges = list(saved.blocks), list(saved.facts), deque(saved.exchanges)
        self._packed = sum(block.count for block in saved.blocks)
        self._bytes = sum(exchange.size for exchange in saved.exchanges)
        self._space.adopt(saved.blocks)


def _all(blocks: Iterable[Block], facts: Iterable[Facts], whole: Iterable[Exchange]) -> Iterator[Exchange]:
    for block in blocks:
        yield from block.exchanges()
    yield from map(of_facts, facts)
    yield from whole
