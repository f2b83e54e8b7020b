"""What whoever starts a server wants to know first."""

from mockcore import __version__
from mockcore.oauth.apps import App
from mockcore.oauth.registration import register
from mockcore.welcome import health, introduction
from tests.tiny import COMPANY, OTHER, OTHER_PROJECT, PROJECT, Tiny


def test_a_server_that_answers_tells_its_version_and_operations() -> None:
    engine = Tiny(seed="demo").engine
    about = {"version": __version__, "seed": "demo", "operations": len(engine.catalog)}
    assert health(engine) == (200, {"status": "ok", **about})


def test_a_server_that_cannot_answer_says_why() -> None:
    engine = Tiny().engine
    engine.world.storage.close()
    status, body = health(engine)
    assert (status, body["status"], body["reason"]) == (503, "unavailable", "Cannot operate on a closed cursor.")


def test_companies_and_projects_are_introduced() -> None:
    shown = introduction(Tiny().engine)
    assert [company["id"] for company in shown["companies"]] == [COMPANY, OTHER]
    assert [(project["id"], project["company_id"]) for project in shown["projects"]] == [
        (PROJECT, COMPANY),
        (OTHER_PROJECT, OTHER),
    ]


def test_a_first_call_may_use_an_app_and_the_company_that_has_installed_it() -> None:
    engine = Tiny().engine
    assert introduction(engine)["first_call"] is None
    for uid in ("app", "mockcore-dmsa"):
        register(engine.world, App("An app", uid, "secret", uid=uid), "2019-06-01T00:00:00Z")
    assert introduction(engine)["first_call"] == {
        "client_id": "mockcore-dmsa",
        "client_secret": "secret",
        "company_id": COMPANY,
    }


def test_an_app_is_introduced_with_its_credentials() -> None:
    engine = Tiny().engine
    register(engine.world, App("An app", "app", "secret"), "2019-06-01T00:00:00Z")
    (app,) = introduction(engine)["apps"]
    assert (app["name"], app["client_id"], app["client_secret"], app["note"]) == ("An app", "app", "secret", "")
