"""Series of meetings: what goes on from one meeting to the next, and the minutes of the earlier ones.

Source: reference (`parent_id`, `parent_minutes`); documented, meetings (a follow-up has the topics that are not closed, with
their numbers); that `parent_id` names the meeting before is assumed.
"""

from typing import Any

from mockcore.domain.references import referenced, referred
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before
from mockcore.store.query import Condition
from mockcore.store.records import Stored

MEETINGS, ATTENDEES, CATEGORIES, TOPICS = "meetings", "meeting_attendee_records", "meeting_categories", "meeting_topics"
CARRIED = (
    "number",
    "title",
    "description",
    "assignment_ids",
    "due_date",
    "priority",
    "status",
    "is_private",
    "created_on",
    "position",
)
MOST_MEETINGS = 1000


@before(MEETINGS, "create")
def follow_meeting(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A meeting after another has its place and people, unless it has its own. Raises: Unprocessable for no such meeting.

    Source: documented, meetings.
    """
    if values.get("parent_id") is None:
        return
    former = referenced(context, MEETINGS, values["parent_id"], "parent_id")
    for name in ("location", "time_zone", "is_private"):
        if values.get(name) is None and former.body.get(name) is not None:
            values[name] = former.body[name]
    if values.get("attendees") is None:
        rows = _of_meeting(context, ATTENDEES, former.id)
        values["attendees"] = [row.body["login_information_id"] for row in rows if row.body.get("login_information_id")]


@after(MEETINGS, "create")
def carry_topics(context: Context, meeting: Stored) -> None:
    """The topics of the meeting before that are not closed go on, in their categories, with their numbers and without minutes.

    Source: documented, meetings.
    """
    former = referred(context, MEETINGS, meeting.body.get("parent_id"))
    if former is None:
        return
    shown = []
    for category in _of_meeting(context, CATEGORIES, former.id):
        titles = {name: category.body.get(name) for name in ("title", "position")}
        copy = context.put(CATEGORIES, {**titles, "meeting_id": meeting.id, "created_by_id": context.user_id})
        topics = [row for row in _of_meeting(context, TOPICS, former.id) if row.body.get("meeting_category_id") == category.id]
        place = {"meeting_id": meeting.id, "meeting_category_id": copy.id}
        numbers = []
        for topic in topics:
            if topic.body.get("status") != "Closed":
                values = {name: topic.body[name] for name in CARRIED if name in topic.body}
                values |= {"minutes": None, "created_on": context.now()[:10], "_former_id": topic.id}
                numbers.append(context.put(TOPICS, {**values, **place}).id)
        context.change(copy, {"meeting_topic_ids": numbers})
        shown.append(copy.id)
    context.change(meeting, {"meeting_category_ids": shown})


def _of_meeting(context: Context, kind: str, meeting_id: int) -> list[Stored]:
    selection = context.scoped(kind)
    selection.conditions = [Condition("meeting_id", "eq", meeting_id)]
    return context.every(selection)


@action("GET meeting_topics/parent_minutes", "GET meeting_topics/{}/parent_minutes")
def parent_minutes(context: Context) -> list[dict[str, Any]]:
    """What was noted about the topic in the meetings before, the latest first. Raises: NotFound."""
    number = context.inputs.path.get("meeting_topic_id") or context.inputs.query.get("meeting_topic_id")
    topic = context.locate(TOPICS, number)
    rows: list[dict[str, Any]] = []
    while (former := referred(context, TOPICS, topic.body.get("_former_id"))) is not None and len(rows) < MOST_MEETINGS:
        meeting = referred(context, MEETINGS, former.body.get("meeting_id"))
        minutes = former.body.get("minutes")
        row = {"id": former.id, "created_on": former.body.get("created_on"), "minutes": minutes, "no_minutes": not minutes}
        position = meeting.body.get("position") if meeting else None
        rows.append({**row, "meeting_id": former.body.get("meeting_id"), "meeting_position": position, "marked": False})
        topic = former
    return rows
