"""What people do about open records whose turn it is theirs: who, how many working days after the last change, and what.

How late somebody answers is drawn by the record and its version, so that it rests on nothing else that happens.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from mockcore.clock import instant
from mockcore.jobsite import field_answers, money_answers, office_answers
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
    """What is done about open records of a resource, ``days`` working days after the last change of each.

    ``errand`` says what a record asks for, None: it is nobody's turn, or not theirs.
    """

    tool: str
    name: str
    kind: str
    days: tuple[int, int]
    errand: Callable[[Site, Stored], Errand | None]


# The records of a resource that may be open, as an index or a scan of few finds them.
OPEN: dict[str, tuple[Condition, ...]] = {
    "rfis": (Condition("status", "eq", "open"),),
    "submittal_approvers": (Condition("returned_date", "null", None), Condition("sent_date", "set", None)),
    "submittals": (Condition("closed_at", "null", None),),
    "punch_items": (Condition("status", "outside", ["Closed"]),),
    "observations/items": (Condition("status", "outside", ["closed"]),),
    "checklist/lists": (Condition("status", "outside", ["Closed"]),),
    "timecard_entries": (Condition("approval_status", "outside", [*field_answers.APPROVED]),),
    "direct_costs": (Condition("status", "in", ["draft", "pending", "revise_and_resubmit"]),),
    "requisitions": (Condition("status", "in", ["draft", "under_review", "revise_and_resubmit"]),),
    "payment_applications": (Condition("status", "in", ["draft", "under_review", "revise_and_resubmit"]),),
    "potential_change_orders": (Condition("status", "in", ["draft", "pending", "revised"]),),
}
REACTIONS = (
    Reaction("rfi", "rfi answers", "rfis", (2, 5), office_answers.answer_rfi),
    Reaction("rfi", "rfi closings", "rfis", (1, 2), office_answers.close_rfi),
    Reaction("submittals", "submittal openings", "submittals", (3, 6), office_answers.open_submittal),
    Reaction("submittals", "submittal responses", "submittal_approvers", (2, 7), office_answers.respond),
    Reaction("submittals", "submittal closings", "submittals", (1, 4), office_answers.close_submittal),
    Reaction("punch_list", "punch item steps", "punch_items", (1, 5), field_answers.advance_punch_item),
    Reaction("observations", "observation responses", "observations/items", (1, 4), field_answers.work_on_observation),
    Reaction("observations", "observation reviews", "observations/items", (1, 2), field_answers.review_observation),
    Reaction("inspections", "inspections done", "checklist/lists", (1, 3), field_answers.inspect),
    Reaction("field_productivity", "timecard approvals", "timecard_entries", (1, 5), field_answers.approve_timecard),
    Reaction("direct_costs", "direct cost reviews", "direct_costs", (2, 6), money_answers.review_direct_cost),
    Reaction("commitments", "invoice reviews", "requisitions", (3, 8), money_answers.review_invoice),
    Reaction(
        "prime_contracts", "payment application reviews", "payment_applications", (5, 10), money_answers.review_application
    ),
    Reaction("commitments", "change order reviews", "potential_change_orders", (3, 10), money_answers.review_change_order),
)
KINDS = tuple(dict.fromkeys(reaction.kind for reaction in REACTIONS))


def acts_of(site: Site, day: date, since: int, rate: Callable[[str, str], float]) -> Iterator[Act]:
    """What is due in a project on a local day, in no order; ``since`` is when people began, in seconds since 1970."""
    if not is_working(day):
        return
    for kind in KINDS:
        reactions = [row for row in REACTIONS if row.kind == kind and rate(row.tool, row.name) > 0]
        for record in _open(site, kind, day, since) if reactions else ():
            for reaction in reactions:
                moment = due(site, record, reaction, since, rate(reaction.tool, reaction.name))
                if site.calendar.day(moment) == day and reaction.errand(site, record) is not None:
                    yield Act(moment, reaction.tool, reaction.name, site, partial(_errand, site, record, reaction), record)


def due(site: Site, record: Stored, reaction: Reaction, since: int, rate: float = 1.0) -> int:
    """When somebody gets round to a record, in seconds since 1970; ``rate`` times as soon as usual, the next day at best."""
    key = (site.world_name, record.id, record.version, reaction.name)
    changed = int(instant(record.updated_at).timestamp())
    first, last = reaction.days
    minutes = whole(FIRST, LAST, "minutes", *key)
    days = max(1, round(whole(first, last, "days", *key) / rate))
    moment = site.calendar.moment(working_day(site.calendar.day(changed), days), minutes)
    if moment > since:
        return moment
    return site.calendar.moment(working_day(site.calendar.day(since), whole(1, BACKLOG_DAYS, "backlog", *key)), minutes)


def _open(site: Site, kind: str, day: date, since: int) -> list[Stored]:
    selection = Selection(kind, company_id=site.company_id, project_id=site.project_id, limit=MOST)
    selection.conditions = [*OPEN[kind]]
    if day > site.calendar.day(since) + LONGEST:
        selection.conditions.append(Condition("updated_at", "ge", str(day - LONGEST)))
    return site.records.select(selection)


def _errand(site: Site, record: Stored, reaction: Reaction) -> Errand | None:
    """What is to do now; nothing, when the record was changed meanwhile."""
    present = site.records.get(reaction.kind, record.id)
    if present is None or present.deleted_at is not None or present.version != record.version:
        return None
    return reaction.errand(site, present)
