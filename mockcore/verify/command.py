"""What `mockcore verify` does."""

from dataclasses import dataclass, field
from pathlib import Path

import orjson

from mockcore.errors import OperatorError
from mockcore.reference.catalog import Catalog
from mockcore.verify.counterparts import Counterparts
from mockcore.verify.exchange import Exchange, of_archive, of_journal
from mockcore.verify.outcome import Outcome
from mockcore.verify.replay import replay
from mockcore.verify.server import Server
from mockcore.verify.tour import Visitor, tour


@dataclass(frozen=True)
class Wish:
    """``source`` is the address of a mockcore or a HAR file, ``against`` the other server; ``maps`` are pairs HERE=THERE."""

    source: str
    against: str
    token: str | None = None
    maps: list[str] = field(default_factory=list)
    writes: bool = False
    tool: str | None = None
    most: int = 300


def visit(wish: Wish) -> Outcome:
    """Compares what both servers show to whoever reads everything.

    Raises: OperatorError for what cannot be used, and when there was nothing to compare.
    """
    catalog = Catalog.load()
    if wish.tool is not None:
        catalog.check_tool(wish.tool)
    outcome = Outcome(wish.source, wish.against)
    pairs = list(_pairs(wish.maps).items())
    (company, far_company), (project, far_project) = (*pairs, (None, None), (None, None))[:2]
    with Server(wish.source) as here, Server(wish.against, wish.token) as there:
        ours, theirs = Visitor(here), Visitor(there)
        ours.arrive(company, project)
        theirs.arrive(far_company, far_project)
        tour(ours, theirs, catalog, outcome, tool=wish.tool, most=wish.most)
    return _fruitful(outcome)


def repeat(wish: Wish) -> Outcome:
    """Compares the answers to what was recorded.

    Raises: OperatorError for what cannot be used, and when there was nothing to compare.
    """
    outcome = Outcome(wish.source, wish.against)
    counterparts, recorded = Counterparts(_pairs(wish.maps)), _recorded(wish.source)
    with Server(wish.against, wish.token) as there:
        replay(recorded, there, counterparts, outcome, writes=wish.writes)
    return _fruitful(outcome)


def _recorded(source: str) -> list[Exchange]:
    if source.startswith(("http://", "https://")):
        with Server(source) as server:
            return of_journal(server.journal())
    try:
        return of_archive(orjson.loads(Path(source).read_bytes()))
    except OSError as error:
        raise OperatorError(f"Cannot read {source}: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise OperatorError(f"{source} is not an HTTP Archive: GET /_mockcore/requests.har makes one.") from None


def _pairs(maps: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in maps]
    wrong = next((text for text, (here, _, there) in zip(maps, pairs, strict=True) if not here or not there), None)
    if wrong is not None:
        raise OperatorError(f"--map {wrong} is not a pair of ids: write HERE=THERE.")
    return {here: there for here, _, there in pairs}


def _fruitful(outcome: Outcome) -> Outcome:
    if not outcome.compared:
        first = f": {outcome.rows[0].skipped}" if outcome.rows else ": nothing was recorded"
        raise OperatorError(f"Nothing could be compared{first}.")
    return outcome
