"""A project as those who work there see it."""

from mockcore.jobsite.site import Day
from tests.jobsite.conftest import Town


def test_what_one_may_refer_to_is_the_projects_own_else_the_companys(quiet: Town) -> None:
    site = quiet.site()
    assert {row.project_id for row in site.choices("locations")} == {site.project_id}
    assert {row.project_id for row in site.choices("trades")} == {None}
    assert {row.body["name"] for row in site.choices("users")} == {"API Support", "Test Architect", "Test Subcontractor"}


def test_what_there_is_not_is_left_out(quiet: Town) -> None:
    day = Day(quiet.site(), quiet.engine.clock.today(), quiet.site().fake("notes"))
    assert day.choose("correspondences") is None
    assert day.present(location_id=1, correspondence_id=None) == {"location_id": 1}


def test_streams_are_of_the_world_and_the_key(quiet: Town) -> None:
    site = quiet.site()
    assert site.fake("notes", 1).random.random() == site.fake("notes", 1).random.random()
    assert site.fake("notes", 1).random.random() != site.fake("notes", 2).random.random()
