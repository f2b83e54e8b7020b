"""Dates of submittals, counted back from when the material is needed."""

from tests.world import PROJECT, World

SUBMITTALS = f"/rest/v1.1/projects/{PROJECT}/submittals"


def test_the_day_to_submit_by_is_the_required_day_less_lead_time_reviews_and_buffer(world: World) -> None:
    times = {"lead_time": 30, "design_team_review_time": 5, "internal_review_time": 4, "buffer_time": 2}
    values = {"title": "Doors", "number": "7", "required_on_site_date": "2027-06-01", **times}
    submittal = world.ask("POST", SUBMITTALS, {"submittal": values})[1]
    assert (submittal["submit_by"], submittal["due_date"]) == ("2027-04-21", "2027-05-02")
    path = f"{SUBMITTALS}/{submittal['id']}"
    assert world.ask("PATCH", path, {"submittal": {"lead_time": 31}})[1]["submit_by"] == "2027-04-20"
    assert world.ask("PATCH", path, {"submittal": {"submit_by": "2027-04-01"}})[1]["submit_by"] == "2027-04-01"


def test_without_a_required_day_nothing_is_planned(world: World) -> None:
    values = {"title": "Doors", "number": "7", "lead_time": 30}
    assert world.ask("POST", SUBMITTALS, {"submittal": values})[1]["submit_by"] is None
