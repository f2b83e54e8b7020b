"""Who may do what: caller kind by scope, level and verb, over every tool, against the table below."""

from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.engine import Engine
from mockcore.oauth.apps import installation
from mockcore.reference.operation import Operation
from mockcore.settings import Settings
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored
from tests.contract.requests import Requests

COMPANY, PROJECT = 4264590, 225100
LEVELS = ("None", "Read Only", "Standard", "Admin")
# verb → the answer at None, Read Only, Standard and Admin: served, or refused by status. Source: documented, permissions.
TABLE: dict[str, tuple[Any, ...]] = {
    "list": (403, True, True, True),
    "show": (404, True, True, True),
    "create": (403, 403, True, True),
    "update": (404, 403, 403, True),
    "delete": (404, 403, 403, True),
}
# Tools that a caller may use whatever its level is, and the one that takes Standard for everything.
OPEN = {"authentication", "platform_services", "users_permissions", "file_access_storage"}
READ_BY_ALL = {"portfolio"}
STANDARD_FOR_ALL = {"webhooks"}
# Tools whose operations count as another's.
UNDER = {"app_marketplace": "directory"}


@pytest.fixture(scope="module")
def world() -> Iterator[Requests]:
    engine = Engine.open(Settings())
    yield Requests(engine, COMPANY, PROJECT)
    engine.close()


def chosen(world: Requests) -> list[tuple[str, str, str, Operation]]:
    """(tool, scope, verb, operation): of each tool and scope one operation a verb, with a record that is there."""
    found: dict[tuple[str, str, str], Operation] = {}
    for operation in world.operations:
        if operation.rule not in TABLE or operation.slug in UNDER or operation.scope not in ("company", "project"):
            continue
        if operation.rule in ("show", "update", "delete") and world.existing(operation.kind) is None:
            continue
        key = (operation.slug, operation.scope, operation.rule)
        if key not in found and (operation.rule not in ("list", "show", "update") or answers(world, operation)):
            found[key] = operation
    # Deleting comes last: a record may be seen under several tools and scopes.
    order = list(TABLE)
    return [(*key, found[key]) for key in sorted(found, key=lambda key: (key[2] == "delete", *key[:2], order.index(key[2])))]


def answers(world: Requests, operation: Operation) -> bool:
    """Whether the record is there for whoever may do anything."""
    return world.ask(operation, body={} if operation.rule == "update" else None)[0] not in (403, 404)


def expected(tool: str, verb: str, level: int) -> Any:
    if tool in OPEN or (tool in READ_BY_ALL and verb in ("list", "show")):
        return True
    if tool in STANDARD_FOR_ALL:
        return True if level >= 3 else 404 if level == 1 and verb in ("show", "update", "delete") else 403
    return TABLE[verb][level - 1]


def with_manifest(world: Requests, tool: str, scope: str, level: str, others: str = "None") -> None:
    found = installation(world.engine.world, "mockcore-dmsa", COMPANY)
    assert found is not None
    levels = {"company": {"*": others}, "project": {"*": others}}
    levels[scope][tool] = level
    manifest = {f"{name}_permissions": given for name, given in levels.items()}
    world.engine.world.update(found, {"manifest": manifest}, at=world.engine.clock.stamp())


def named(world: Requests, kind: str, name: str) -> Stored:
    found = world.engine.world.first(Selection(kind, company_id=COMPANY, conditions=[Condition("name", "eq", name)]))
    assert found is not None
    return found


def user(world: Requests, name: str) -> Stored:
    return named(world, "users", name)


def template(world: Requests, name: str) -> Stored:
    return named(world, "permission_templates", name)


def with_template(world: Requests, tool: str, scope: str, level: str) -> None:
    name = {"company": "Company Employee", "project": "Project Manager"}[scope]
    for each in ("Company Employee", "Project Manager"):
        levels = {"*": "None", **({tool: level} if each == name else {})}
        world.engine.world.update(template(world, each), {"user_access_levels": levels}, at=world.engine.clock.stamp())


def person(world: Requests) -> str:
    return world.engine.tokens.issue("mockcore-web", user(world, "API Support").id, seconds=0).token


@pytest.mark.parametrize("caller", ["service account", "person"])
def test_every_tool_takes_the_level_of_the_table(world: Requests, caller: str) -> None:
    world.restore()
    machine = world.token
    with_manifest(world, "*", "company", "Admin", "Admin")
    prepared = [(*part, world.target(part[3])) for part in chosen(world)]
    # What was made on the way is nobody's own: another user has made it. Uploads are for whoever made them, at any level.
    # Who knows of private records is told in tests/behaviours/test_private.py.
    world.engine.world.storage.connection.execute(
        "UPDATE records SET creator_id = CASE WHEN kind IN ('uploads', 'unified_uploads') THEN NULL ELSE 1 END,"
        " body = json_remove(body, '$.private', '$.is_private') WHERE creator_id IS NOT NULL"
    )
    setting, token = (with_manifest, machine) if caller == "service account" else (with_template, person(world))
    wrong = []
    for tool, scope, verb, operation, target in prepared:
        for number, level in enumerate(LEVELS, 1):
            if tool == "directory" and scope == "company" and level == "Admin" and caller == "person":
                continue  # who administers the directory may do everything: another test
            setting(world, tool, scope, level)
            wanted = expected(tool, verb, number)
            if wanted is True and verb in ("create", "update", "delete"):
                # An empty body: what is asked is whether the gate opens, not what is stored.
                status = world.send(operation.method, target, {}, authorization=f"Bearer {token}")[0]
                agrees = status not in (403,) and not (status == 404 and verb == "create")
            else:
                status = world.send(operation.method, target, filled(world, operation), authorization=f"Bearer {token}")[0]
                agrees = status == wanted if wanted is not True else status not in (403, 404)
            if not agrees:
                wrong.append((tool, scope, verb, level, status, wanted, operation.id))
    assert len(prepared) > 150
    assert wrong == []


def filled(world: Requests, operation: Operation) -> Any:
    return world.body(operation) if operation.method in ("POST", "PATCH", "PUT") else None


def test_the_directory_administrator_of_a_company_sees_every_project_and_may_do_everything(world: Requests) -> None:
    world.restore()
    token = world.engine.tokens.issue("mockcore-web", user(world, "Test Administrator").id, seconds=0).token
    headers = {"authorization": f"Bearer {token}"}
    status, projects, _ = world.send("GET", f"/rest/v1.0/projects?company_id={COMPANY}", **headers)
    assert (status, {part["id"] for part in projects}) == (200, {225100, 225101, 225102})
    rfis = world.send("GET", "/rest/v1.0/projects/225102/rfis", **headers)
    assert rfis[0] == 200


def test_a_person_sees_the_projects_that_they_take_part_in(world: Requests) -> None:
    world.restore()
    token = world.engine.tokens.issue("mockcore-web", user(world, "Test Observer").id, seconds=0).token
    headers = {"authorization": f"Bearer {token}"}
    projects = world.send("GET", f"/rest/v1.0/projects?company_id={COMPANY}", **headers)[1]
    assert [part["id"] for part in projects] == [225101]
    assert world.send("GET", "/rest/v1.0/projects/225100/rfis", **headers)[0] == 404
    assert world.send("GET", f"/rest/v1.0/projects/225100?company_id={COMPANY}", **headers)[0] == 404
    assert world.send("GET", "/rest/v1.0/projects/225101/rfis", **headers)[0] == 200
    refused = world.send("POST", "/rest/v1.0/projects/225101/rfis", {"rfi": {"subject": "x"}}, **headers)
    assert refused[0] in (400, 403)


def test_a_service_account_keeps_to_its_permitted_projects_and_adding_one_works_at_once(world: Requests) -> None:
    world.restore()
    refused = world.send("GET", "/rest/v1.0/projects/225102/rfis")
    assert refused[:2] == (403, {"errors": ["You do not have access to this project."]})
    assert world.send("GET", f"/rest/v1.0/companies/{COMPANY}/users")[0] == 200
    assert 225102 not in [part["id"] for part in world.send("GET", f"/rest/v1.0/projects?company_id={COMPANY}")[1]]
    found = installation(world.engine.world, "mockcore-dmsa", COMPANY)
    assert found is not None
    number = found.id
    change = {
        "app_uid": "mockcore-dmsa",
        "project_id": PROJECT,
        "app_installation": {"installation_configuration": {"permitted_project_ids": [225100, 225102]}},
    }
    status = world.send("PATCH", f"/rest/v1.0/app_installations/{number}?company_id={COMPANY}", change)[0]
    assert status == 200
    assert world.send("GET", "/rest/v1.0/projects/225102/rfis")[0] == 200


def test_a_tool_that_is_switched_off_in_a_project_is_refused(world: Requests) -> None:
    world.restore()
    told = world.send("GET", "/rest/v1.1/projects/225101/meetings")
    assert told[:2] == (403, {"errors": ["This tool is not enabled in this project."]})
    assert world.send("GET", "/rest/v1.0/projects/225101/rfis")[0] == 200


def test_an_inactive_user_has_no_access(world: Requests) -> None:
    world.restore()
    token = world.engine.tokens.issue("mockcore-web", user(world, "Test Leaver").id, seconds=0).token
    answer = world.send("GET", "/rest/v1.0/projects/225100/rfis", authorization=f"Bearer {token}")
    assert answer[:2] == (403, {"errors": ["You do not have access to this company."]})


def test_a_person_sees_the_companies_that_they_work_in(world: Requests) -> None:
    world.restore()
    for name, expected in (("Test Observer", [COMPANY]), ("Test Leaver", [])):
        token = world.engine.tokens.issue("mockcore-web", user(world, name).id, seconds=0).token
        companies = world.send("GET", "/rest/v1.0/companies", authorization=f"Bearer {token}")[1]
        assert [part["id"] for part in companies] == expected
    both = [COMPANY, 562949953434271]
    assert [part["id"] for part in world.send("GET", "/rest/v1.0/companies")[1]] == both


def test_at_standard_one_changes_what_one_made_and_nothing_else(world: Requests) -> None:
    world.restore()
    subcontractor = user(world, "Test Subcontractor")
    token = world.engine.tokens.issue("mockcore-web", subcontractor.id, seconds=0).token
    headers = {"authorization": f"Bearer {token}"}
    rfi = {"subject": "Mine", "rfi_manager_id": subcontractor.id, "assignee_ids": [subcontractor.id], "question": {"body": "?"}}
    status, made, _ = world.send("POST", f"/rest/v1.0/projects/{PROJECT}/rfis", {"rfi": rfi}, **headers)
    assert status == 201
    own = f"/rest/v1.0/projects/{PROJECT}/rfis/{made['id']}"
    others = f"/rest/v1.0/projects/{PROJECT}/rfis/{world.existing('rfis')}"
    assert world.send("PATCH", own, {"rfi": {"subject": "Mine still"}}, **headers)[0] == 200
    assert world.send("PATCH", others, {"rfi": {"subject": "Mine now"}}, **headers)[0] == 403
    assert world.send("GET", f"/rest/v1.0/projects/{PROJECT}/prime_contract", **headers)[0] in (403, 404)


def test_a_template_given_in_a_project_changes_what_a_user_may_do_there(world: Requests) -> None:
    world.restore()
    observer, manager = user(world, "Test Observer"), template(world, "Project Manager")
    token = world.engine.tokens.issue("mockcore-web", observer.id, seconds=0).token
    change = {"permission_template_assignments": {"user_id": observer.id, "permission_template_id": manager.id}}
    asked = "/rest/v1.0/settings/permissions?project_id=225101"

    def level() -> str:
        tools = world.send("GET", asked, authorization=f"Bearer {token}")[1]["tools"]
        return next(part["user_access_level"]["name"] for part in tools if part["name"] == "rfi")

    assert level() == "Read Only"
    assert world.send("PATCH", "/rest/v1.0/projects/225101/permission_template_assignments", change)[0] == 200
    assert level() == "Admin"


def test_people_and_service_accounts_of_the_demo_have_levels_too() -> None:
    engine = Engine.open(Settings(seed="demo", now="2022-05-01"))
    demo = Requests(engine, 4264700, 225701)
    for client_id in ("mockcore-dmsa", "mockcore-service-account"):
        demo.token = engine.tokens.issue(client_id, None).token
        assert demo.send("GET", "/rest/v1.0/projects/225701/rfis")[0] == 200
    found = installation(engine.world, "mockcore-web", 4264700)
    assert found is not None
    people = engine.world.select(Selection("users", company_id=4264700, limit=100))
    templates = {part.body.get("default_permission_template_id") for part in people} - {None}
    assert len(templates) == 4
    demo.token = engine.tokens.issue("mockcore-web", found.body["user_id"]).token
    assert demo.send("GET", "/rest/v1.0/companies/4264700/users")[0] == 200
    engine.close()


def test_where_the_company_header_is_strict_an_app_on_its_own_needs_it_everywhere() -> None:
    strict = Requests(Engine.open(Settings(company_header="strict")), COMPANY, PROJECT)
    someone = strict.engine.tokens.issue("mockcore-web", user(strict, "Test Observer").id, seconds=0).token
    for target, people in (("/rest/v1.0/me", 200), ("/rest/v1.0/companies", 200), ("/rest/v1.0/projects/225101/rfis", 400)):
        nameless = {"procore-company-id": ""}
        assert strict.send("GET", target, **nameless)[0] == 400
        assert strict.send("GET", target, authorization=f"Bearer {someone}", **nameless)[0] == people
        assert strict.send("GET", target, authorization=f"Bearer {someone}")[0] == 200
    strict.engine.close()
