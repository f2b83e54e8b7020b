"""What the office does of its own accord."""

from datetime import date

from mockcore.jobsite import office_work
from mockcore.jobsite.site import Day
from tests.jobsite.conftest import Town


def _day(quiet: Town) -> Day:
    site = quiet.site()
    return Day(site, date(2026, 3, 13), site.fake("office", 1))


def test_a_question_names_the_architect_and_the_manager(quiet: Town) -> None:
    rfi, users = office_work.rfi(_day(quiet))["rfi"], quiet.site().choices("users")
    names = {user.id: user.body["name"] for user in users}
    assert [names[number] for number in rfi["assignee_ids"]] == ["Test Architect"]
    assert names[rfi["rfi_manager_id"]] == "API Support"
    assert rfi["due_date"] == "2026-03-24"


def test_a_submittal_has_a_number_of_its_own_and_two_steps(quiet: Town) -> None:
    submittal = office_work.submittal(_day(quiet))["submittal"]
    assert submittal["number"] not in {row.body.get("number") for row in quiet.site().choices("submittals")}
    assert [step[0]["approver_type"] for step in submittal["workflow_data"]] == ["Submitter", "Approver"]


def test_a_meeting_is_tomorrow_in_working_hours(quiet: Town) -> None:
    meeting = office_work.meeting(_day(quiet))["meeting"]
    assert meeting["starts_at"] < meeting["ends_at"]
    assert meeting["starts_at"].startswith(("2026-03-14T", "2026-03-15T00"))
