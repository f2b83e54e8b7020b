"""Who works."""

from mockcore.jobsite.actors import Actors
from mockcore.jobsite.desk import Desk
from mockcore.jobsite.errand import Act, Errand
from mockcore.jobsite.roles import ARCHITECT, MANAGER
from mockcore.oauth.access_levels import ADMIN, STANDARD
from mockcore.store.records import Stored
from tests.jobsite.conftest import Town
from tests.world import PROJECT


def chosen(town: Town, level: int, role: str, *people: int, about: Stored | None = None) -> int | None:
    act = Act(1, "rfi", "rfi answers", town.site(), lambda: None, about)
    return actors(town).chosen(act, Errand("POST", "", {}, role, level, people))


def actors(town: Town) -> Actors:
    return Desk(town.engine).actors


def test_whoever_ought_to_act_does_where_their_permissions_let_them(quiet: Town) -> None:
    by_role = actors(quiet).people(quiet.site())
    architect = by_role[ARCHITECT][0]
    assert chosen(quiet, STANDARD, MANAGER, architect) == architect
    assert chosen(quiet, ADMIN, MANAGER, architect) in by_role[MANAGER]


def test_nobody_acts_for_people_who_are_not_there(quiet: Town) -> None:
    people, site = actors(quiet), quiet.site()
    assert chosen(quiet, STANDARD, ARCHITECT, 1) in people.people(site)[ARCHITECT]
    assert people.app(site.company_id) == "mockcore-web"
    assert people.service(site.company_id) == "mockcore-dmsa"


def test_a_private_record_is_answered_by_somebody_who_sees_it(town: Town) -> None:
    architect = actors(town).people(town.site())[ARCHITECT][0]
    number = town.rfi()
    status, _ = town.ask(
        "PATCH", f"/rest/v1.0/projects/{PROJECT}/rfis/{number}", {"rfi": {"private": True, "assignee_ids": []}}
    )
    assert status == 200
    rfi = town.engine.world.get("rfis", number)
    assert chosen(town, STANDARD, ARCHITECT, architect) == architect
    other = chosen(town, STANDARD, ARCHITECT, architect, about=rfi)
    assert other not in (architect, None)
    town.ask("PATCH", f"/rest/v1.0/projects/{PROJECT}/rfis/{number}", {"rfi": {"assignee_ids": [architect]}})
    assert chosen(town, STANDARD, ARCHITECT, architect, about=town.engine.world.get("rfis", number)) == architect
