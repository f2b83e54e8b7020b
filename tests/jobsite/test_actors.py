"""Who works."""

import pytest

from mockcore.jobsite.actors import ACCOUNTANT, ARCHITECT, FOREMAN, MANAGER, OWNER, SUPERINTENDENT, Actors, role_of
from mockcore.oauth.access_levels import ADMIN, STANDARD
from tests.jobsite.conftest import Town


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Assistant Superintendent", SUPERINTENDENT),
        ("Concrete Foreman", FOREMAN),
        ("Project Accountant", ACCOUNTANT),
        ("Project Architect", ARCHITECT),
        ("Owner's Representative", OWNER),
        ("Senior Project Manager", MANAGER),
        (None, ""),
    ],
)
def test_the_job_title_says_the_role(title: str | None, role: str) -> None:
    assert role_of(title) == role


def test_whoever_ought_to_act_does_where_their_permissions_let_them(town: Town) -> None:
    actors, site = Actors(town.engine.world), town.site()
    architect = actors.people(site)[ARCHITECT][0]
    assert actors.chosen(site, "rfi", STANDARD, MANAGER, (architect,), 1) == architect
    manager = actors.chosen(site, "rfi", ADMIN, MANAGER, (architect,), 1)
    assert manager is not None
    assert manager in actors.people(site)[MANAGER]


def test_nobody_acts_for_people_who_are_not_there(town: Town) -> None:
    actors, site = Actors(town.engine.world), town.site()
    assert actors.chosen(site, "rfi", STANDARD, ARCHITECT, (1,), 1) in actors.people(site)[ARCHITECT]
    assert actors.app(site.company_id) == "mockcore-web"
    assert actors.service(site.company_id) == "mockcore-dmsa"
