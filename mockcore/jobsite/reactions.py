"""What people do about open records whose turn it is theirs: who, how many working days after the last change, and what.

How late somebody answers is drawn by the record and its version, so that it rests on nothing else that happens.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from mockcore.clock import instant
from mockcore.jobsite import office_work
from mockcore.jobsite.calendar import is_working, working_day
from mockcore.jobsite.chance import whole
from mockcore.jobsite.errand import Act, Errand
from mockcore.jobsite.site import Site
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

# The hours in which people answer; what lay open when they began is worked off within so many working days.
FIRST, LAST = 7 * 60 + 30, 16 * 60 + 30
BACKLOG_DAYS = 20
# Whatever is due today was changed within so many days, once the backlog is worked off.
LONGEST = timedelta(days=45)
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Reaction:
    """What is done about records of a resource in one of the ``statuses``, ``days`` working days after the last change.

    ``errand`` says what a record asks for, None: it is nobody's turn, or not theirs.
    """

    tool: str
    name: str
    kind: str
    statuses: tuple[str, ...]
    days: tuple[int, int]
    errand: Callable[[Site, Stored], Errand | None]


REACTIONS = (
    Reaction("rfi", "rfi answers", "rfis", ("open",), (2, 5), office_work.answer_rfi),
    Reaction("rfi", "rfi closings", "rfis", ("open",), (1, 2), office_work.close_rfi),
)


def acts_of(site: Site, day: date, since: int, rate: Callable[[str, str], float]) -> Iterator[Act]:
    """What is due in a project on a local day, in no order; ``since`` is when people began, in seconds since 1970."""
    if not is_working(day):
        return
    for kind in dict.fromkeys(reaction.kind for reaction in REACTIONS):
        reactions = [row for row in REACTIONS if row.kind == kind and rate(row.tool, row.name) > 0]
        for record in _open(site, kind, reactions, day, since) if reactions else ():
            for reaction in reactions:
                if record.body.get("status") in reaction.statuses and reaction.errand(site, record) is not None:
                    moment = due(site, record, reaction, since)
                    if site.calendar.day(moment) == day:
                        yield Act(moment, reaction.tool, reaction.name, site, partial(_errand, site, record, reaction))
                    break


def due(site: Site, record: Stored, reaction: Reaction, since: int) -> int:
    """When somebody gets round to a record, in seconds since 1970."""
    key = (site.world_name, record.id, record.version, reaction.name)
    changed = int(instant(record.updated_at).timestamp())
    first, last = reaction.days
    minutes = whole(FIRST, LAST, "minutes", *key)
    moment = site.calendar.moment(working_day(site.calendar.day(changed), whole(first, last, "days", *key)), minutes)
    if moment > since:
        return moment
    return site.calendar.moment(working_day(site.calendar.day(since), whole(1, BACKLOG_DAYS, "backlog", *key)), minutes)


def _open(site: Site, kind: str, reactions: list[Reaction], day: date, since: int) -> list[Stored]:
    statuses = sorted({status for reaction in reactions for status in reaction.statuses})
    selection = Selection(kind, company_id=site.company_id, project_id=site.project_id, limit=MOST)
    selection.conditions = [Condition("status", "in", statuses)]
    if day > site.calendar.day(since) + LONGEST:
        selection.conditions.append(Condition("updated_at", "ge", str(day - LONGEST)))
    return site.records.select(selection)


def _errand(site: Site, record: Stored, reaction: Reaction) -> Errand | None:
    """What is to do now; nothing, when the record was changed meanwhile."""
    present = site.records.get(reaction.kind, record.id)
    if present is None or present.deleted_at is not None or present.version != record.version:
        return None
    return reaction.errand(site, present)
