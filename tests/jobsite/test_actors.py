"""Who works."""

from mockcore.jobsite.actors import Actors
from mockcore.jobsite.roles import ARCHITECT, MANAGER
from mockcore.oauth.access_levels import ADMIN, STANDARD
from tests.jobsite.conftest import Town


def test_whoever_ought_to_act_does_where_their_permissions_let_them(quiet: Town) -> None:
    actors, site = Actors(quiet.engine.world), quiet.site()
    architect = actors.people(site)[ARCHITECT][0]
    assert actors.chosen(site, "rfi", STANDARD, MANAGER, (architect,), 1) == architect
    manager = actors.chosen(site, "rfi", ADMIN, MANAGER, (architect,), 1)
    assert manager is not None
    assert manager in actors.people(site)[MANAGER]


def test_nobody_acts_for_people_who_are_not_there(quiet: Town) -> None:
    actors, site = Actors(quiet.engine.world), quiet.site()
    assert actors.chosen(site, "rfi", STANDARD, ARCHITECT, (1,), 1) in actors.people(site)[ARCHITECT]
    assert actors.app(site.company_id) == "mockcore-web"
    assert actors.service(site.company_id) == "mockcore-dmsa"
