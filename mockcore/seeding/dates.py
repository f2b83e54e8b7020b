"""When the records of a generated project were made: in their order, while it was built, what belongs to another after it."""

from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from mockcore.clock import instant
from mockcore.seeding.scenario import Place

# What a record tells lies around the time of its making.
DAYS_AROUND = 60
# A reply, an item or a line follows within this time what it belongs to.
FOLLOWING_DAYS = 21
_LAST = timedelta(hours=1)


class Span(NamedTuple):
    """The time in which the records of a project, or of a company beside its projects, were made."""

    since: datetime
    until: datetime

    def moment(self, index: int, count: int, parent: str | None, random: Random) -> datetime:
        """When the ``index``-th of ``count`` records was made; after ``parent``, the moment of what it belongs to."""
        if parent is None:
            share = (index + random.random()) / count
            return self.since + (self.until - _LAST - self.since) * share
        begun = instant(parent)
        return begun + min(self.until - _LAST - begun, timedelta(days=FOLLOWING_DAYS)) * random.random()

    def near(self, at: datetime) -> datetime:
        """The instant around which a record tells its days."""
        return min(self.until, at + timedelta(days=DAYS_AROUND))


def spans(company: Place, now: datetime) -> dict[int, Span]:
    """Those of a company's projects that have begun, by id; beside them, from its beginning to theirs, where it tells that."""
    projects = {place.id: span for place in company.projects if (span := _span(place, now))}
    if company.since is None:
        return projects
    first = min([now, *(span.since for span in projects.values())])
    return {company.id: Span(instant(str(company.since)), first), **projects}


def _span(project: Place, now: datetime) -> Span | None:
    """From the start of a project to its completion, or to ``now``."""
    attributes = project.attributes
    if not attributes.get("start_date"):
        return None
    since = instant(str(attributes["start_date"]))
    until = min(now, instant(str(attributes["completion_date"]))) if attributes.get("completion_date") else now
    return Span(since, until) if until - since > timedelta(days=1) else None
