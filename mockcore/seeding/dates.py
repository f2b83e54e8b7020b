"""When the records of a generated project were made: in their order, while it was built, what belongs to another after it."""

from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from mockcore.clock import instant
from mockcore.seeding.scenario import Attributes

# What a record tells lies around the time of its making.
KNOWN_DAYS = 60
# A reply, an item or a line follows within this time what it belongs to.
FOLLOWING_DAYS = 21
_LAST = timedelta(hours=1)


class Span(NamedTuple):
    """The time in which the records of a project were made."""

    since: datetime
    until: datetime

    def moment(self, index: int, count: int, parent: str | None, random: Random) -> datetime:
        """When the ``index``-th of ``count`` records was made; after ``parent``, the moment of what it belongs to."""
        if parent is None:
            part = (index + random.random()) / count
            return self.since + (self.until - _LAST - self.since) * part
        begun = instant(parent)
        return begun + min(self.until - _LAST - begun, timedelta(days=FOLLOWING_DAYS)) * random.random()

    def told(self, at: datetime) -> datetime:
        """The instant around which a record tells its days."""
        return min(self.until, at + timedelta(days=KNOWN_DAYS))


def span(attributes: Attributes, now: datetime) -> Span | None:
    """From the start of a project to its completion, or to ``now``; None for one that has not begun or does not tell."""
    if not attributes.get("start_date"):
        return None
    since = instant(str(attributes["start_date"]))
    done = attributes.get("completion_date")
    until = min(now, instant(str(done))) if done else now
    return Span(since, until) if until - since > timedelta(days=1) else None
