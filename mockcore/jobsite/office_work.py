"""What the office does of its own accord: questions, submittals, meetings."""

from datetime import UTC, datetime, timedelta
from typing import Any

from mockcore.clock import stamp
from mockcore.jobsite.roles import ARCHITECT, FOREMAN, MANAGER
from mockcore.jobsite.site import Day
from mockcore.store.query import Selection

Body = dict[str, Any]


def rfi(day: Day) -> Body:
    """A question for the architect."""
    topic = day.fake.words.rfi()
    architect, manager = day.person(ARCHITECT), day.person(MANAGER)
    values = day.present(
        rfi_manager_id=manager, received_from_login_information_id=day.person(FOREMAN),
        location_id=day.choose("locations"), responsible_contractor_id=day.choose("vendors"),
        specification_section_id=day.choose("specification_sections"),
    )  # fmt: skip
    assignees = {"assignee_ids": [architect] if architect is not None else []}
    question = {"subject": topic.title, "question": {"body": topic.text}, "reference": topic.reference}
    return {"rfi": {**question, "due_date": day.later(7), **assignees, **values}}


def submittal(day: Day) -> Body:
    """Something for the architect to review, which a subcontractor has to submit first."""
    topic = day.fake.words.submittal()
    submitter, approver = day.person(FOREMAN), day.person(ARCHITECT)
    values = day.present(
        submittal_manager_id=day.person(MANAGER), received_from_id=submitter,
        responsible_contractor_id=day.choose("vendors"), location_id=day.choose("locations"),
        specification_section_id=day.choose("specification_sections"),
    )  # fmt: skip
    people = ((submitter, "Submitter", 5), (approver, "Approver", 10))
    steps = [
        [{"login_information_id": person, "approver_type": kind, "days_to_respond": days}]
        for person, kind, days in people
        if person is not None
    ]
    number = day.site.records.highest(Selection("submittals", project_id=day.site.project_id), "number") + 1
    what = {"title": topic.title, "description": topic.text, "type": topic.label, "due_date": day.later(15)}
    what["number"] = str(number)
    return {"submittal": {**what, "workflow_data": steps, **values}}


def meeting(day: Day) -> Body:
    """A meeting of an hour on one of the next days."""
    topic, random = day.fake.words.meeting(), day.fake.random
    begins = day.site.calendar.moment(day.date + timedelta(days=1), random.randint(8, 15) * 60)
    times = {"starts_at": _text(begins), "ends_at": _text(begins + 3_600)}
    what = {"title": topic.title, "overview": topic.text, "location": "Site office", "position": 1}
    return {"project_id": day.site.project_id, "meeting": {**what, **times}}


def _text(moment: int) -> str:
    return stamp(datetime.fromtimestamp(moment, UTC))
