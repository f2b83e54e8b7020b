"""Meetings: attendees, categories with their topics, numbers such as 1.4, agenda and minutes. Source: reference; observed.

Titles group the list. That a meeting which took place is in minutes, and where topics without a category go, is assumed.
"""

from collections import Counter
from typing import Any

from mockcore.domain.references import referenced, referred
from mockcore.errors import Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import after, before, computed
from mockcore.store.query import Condition
from mockcore.store.records import Stored

MEETINGS, ATTENDEES, CATEGORIES, TOPICS = "meetings", "meeting_attendee_records", "meeting_categories", "meeting_topics"
TEMPLATES = "meeting_templates"
UNCATEGORIZED = "Uncategorized"


@before(MEETINGS, "create", "update")
def set_times(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Both versions tell when the meeting is; the overview describes it; one that took place is in minutes."""
    _times(values)
    if values.get("overview") is not None:
        values["description"] = values["overview"]
    if values.get("occurred") is not None or record is None:
        values["mode"] = "minutes" if values.get("occurred") else "agenda"
    if record is None and values.get("attendees"):
        values["_attendees"] = values.pop("attendees")


def _times(values: dict[str, Any]) -> None:
    for new, old in (("starts_at", "start_time"), ("ends_at", "finish_time")):
        moment = values.get(new)
        if isinstance(moment, str) and "T" in moment:
            day, _, clock = moment.partition("T")
            values[old] = clock
            if new == "starts_at":
                values["meeting_date"] = day
        elif values.get("meeting_date") and values.get(old):
            clock = str(values[old]).rpartition("T")[2].removesuffix("Z")
            values[new] = f"{values['meeting_date']}T{clock if clock.count(':') > 1 else clock + ':00'}Z"


@after(MEETINGS, "create")
def invite(context: Context, meeting: Stored) -> None:
    """Each attendee named has a record of attendance."""
    people = meeting.body.pop("_attendees", None)
    if people is None:
        return
    for number in people:
        referenced(context, "users", number, "attendees")
        context.put(ATTENDEES, {"meeting_id": meeting.id, "login_information_id": number, "status": None})
    context.change(meeting, {"_attendee_ids": people})


@after(MEETINGS, "create")
def follow_agenda(context: Context, meeting: Stored) -> None:
    """The agendas of the meeting's template become its topics, in categories. Source: reference; the form is assumed."""
    template = referred(context, TEMPLATES, meeting.body.get("meeting_template_id"))
    agendas = template.body.get("agendas") or [] if template else []
    categories: dict[str, Stored] = {}
    for number, agenda in enumerate(agendas, 1):
        title = agenda.get("category") or UNCATEGORIZED
        if title not in categories:
            values = {"meeting_id": meeting.id, "title": title, "position": len(categories) + 1}
            categories[title] = context.put(CATEGORIES, {**values, "created_by_id": context.user_id})
        category = categories[title]
        texts = {name: agenda.get(name) for name in ("title", "description", "attachments")}
        place = {"meeting_id": meeting.id, "meeting_category_id": category.id, "position": number, "status": "Open"}
        numbers = {"number": f"{meeting.body.get('position') or 1}.{context.next_number(TOPICS, meeting.id)}"}
        topic = context.put(TOPICS, {**texts, **place, **numbers, "created_on": context.now()[:10]})
        if number == len(agendas):
            list_topics(context, topic)


@after(ATTENDEES, "create", "update", "delete", "restore")
def know_attendees(context: Context, attendee: Stored) -> None:
    """A meeting names whoever attends it, so that they know of a private one."""
    meeting = context.find(MEETINGS, attendee.body.get("meeting_id") or 0)
    if meeting is not None:
        present = [row.body.get("login_information_id") for row in _below(context, ATTENDEES, meeting.id)]
        context.change(meeting, {"_attendee_ids": present})


@before(ATTENDEES, "create")
def attend(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a meeting that is not there, or a person who attends already."""
    meeting = referenced(context, MEETINGS, values.get("meeting_id"), "meeting_id")
    person = values.get("login_information_id")
    if person is not None and context.first(ATTENDEES, meeting_id=meeting.id, login_information_id=person):
        raise Unprocessable(fields={"login_information_id": [Reason.TAKEN]})


@before(CATEGORIES, "create")
def place_category(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a meeting that is not there."""
    referenced(context, MEETINGS, values.get("meeting_id"), "meeting_id")


@before(TOPICS, "create")
def number_topic(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A topic is numbered within its meeting: the fourth of the first meeting is 1.4.

    Raises: Unprocessable for a meeting or category that is not there.
    """
    meeting = referenced(context, MEETINGS, values.get("meeting_id"), "meeting_id")
    count = context.next_number(TOPICS, meeting.id)
    values["number"] = f"{meeting.body.get('position') or 1}.{count}"
    values["created_on"] = context.now()[:10]
    if values.get("meeting_category_id") is None:
        same = {"meeting_id": meeting.id, "title": UNCATEGORIZED}
        category = context.first(CATEGORIES, **same)
        if category is None:
            place = 1 + _counts(context, CATEGORIES)[meeting.id]
            category = context.put(CATEGORIES, {**same, "position": place, "created_by_id": context.user_id})
        values["meeting_category_id"] = category.id


@before(TOPICS, "update")
def close_topic(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A topic that is closed tells when."""
    if values.get("status") and record is not None and values["status"] != record.body.get("status"):
        values.setdefault("closed_at", context.now() if values["status"] == "Closed" else None)


@after(TOPICS, "create", "update", "delete", "restore")
@after(CATEGORIES, "create", "delete", "restore")
def list_topics(context: Context, record: Stored) -> None:
    """A meeting shows its categories, and each of them its topics."""
    meeting = context.current(MEETINGS, record.body.get("meeting_id") or 0)
    if meeting is None or meeting.deleted_at is not None:
        return
    categories = _below(context, CATEGORIES, meeting.id)
    topics = _below(context, TOPICS, meeting.id)
    for category in categories:
        numbers = [topic.id for topic in topics if topic.body.get("meeting_category_id") == category.id]
        if category.body.get("meeting_topic_ids") != numbers:
            context.change(category, {"meeting_topic_ids": numbers})
    shown = [category.id for category in categories]
    if meeting.body.get("meeting_category_ids") != shown:
        context.change(meeting, {"meeting_category_ids": shown})


@computed(MEETINGS, "attendees")
def attendees(meeting: Stored, context: Context) -> list[Stored]:
    """Who attends, and how."""
    return _below(context, ATTENDEES, meeting.id)


@computed(MEETINGS, "meeting_topics_count")
def topics_count(meeting: Stored, context: Context) -> int:
    """How many topics a meeting has."""
    return context.once((TOPICS,), lambda: _counts(context, TOPICS))[meeting.id]


def _below(context: Context, kind: str, meeting_id: int) -> list[Stored]:
    selection = context.scoped(kind)
    selection.conditions = [Condition("meeting_id", "eq", meeting_id)]
    return context.every(selection)


def _counts(context: Context, kind: str) -> Counter[int]:
    """How many there are of each meeting: a list asks for many of them."""
    selection = context.scoped(kind)
    selection.conditions = [Condition("meeting_id", "set", None)]
    return Counter(record.body["meeting_id"] for record in context.every(selection))
