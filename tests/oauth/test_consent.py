from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from mockcore.oauth.apps import INSTALLATIONS, OUT_OF_BAND, App, default_user
from mockcore.oauth.consent import (
    COMPANIES_SHOWN,
    approve,
    authorization_request,
    companies,
    denied,
    has_more_companies,
    person,
)
from mockcore.oauth.errors import OAuthError
from mockcore.oauth.tokens import Tokens
from mockcore.store.sqlite.database import Database
from tests.oauth.conftest import named, standing
from tests.tiny import ANNA, BEN, COMPANY, Tiny, record

ASKED = {"client_id": "mockcore-web", "redirect_uri": "http://localhost:5000/callback", "response_type": "code", "state": "s"}


def told(error: OAuthError) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(error.redirect_to or "").query))


def test_a_request_says_where_its_answer_goes() -> None:
    request = authorization_request(list(ASKED.items()), named)
    assert request.location("c") == "http://localhost:5000/callback?code=c&state=s"
    assert told(denied(request))["error"] == "access_denied"


def test_an_answer_out_of_band_goes_nowhere() -> None:
    request = authorization_request(list({**ASKED, "redirect_uri": OUT_OF_BAND}.items()), named)
    assert (request.location("c"), denied(request).redirect_to) == (None, None)


@pytest.mark.parametrize("name", ["client_id", "redirect_uri"])
@pytest.mark.parametrize("values", [[], [""], ["x"], ["a", "b"]])
def test_a_request_of_doubtful_origin_is_sent_nowhere(name: str, values: list[str]) -> None:
    pairs = [(part, value) for part, value in ASKED.items() if part != name] + [(name, value) for value in values]
    with pytest.raises(OAuthError) as refused:
        authorization_request(pairs, named)
    assert refused.value.redirect_to is None


def test_a_state_that_is_given_twice_is_not_echoed() -> None:
    with pytest.raises(OAuthError) as refused:
        authorization_request([*ASKED.items(), ("state", "t")], named)
    assert (told(refused.value)["error"], "state" in told(refused.value)) == ("invalid_request", False)


def test_an_app_that_may_not_ask_people_is_told_so() -> None:
    app = App("machine", "machine", "", redirect_uris=(ASKED["redirect_uri"],))
    with pytest.raises(OAuthError) as refused:
        authorization_request(list(ASKED.items()), {"mockcore-web": app}.get)
    assert told(refused.value) == {"error": "unauthorized_client", "error_description": str(refused.value), "state": "s"}


def test_a_database_that_is_busy_or_broken_is_an_answer_too(workers: tuple[Tokens, Tokens]) -> None:
    request = authorization_request(list(ASKED.items()), named)
    one, two = workers
    two.storage.connection.execute("PRAGMA busy_timeout = 50")
    with one.storage.transaction(write=True), pytest.raises(OAuthError) as refused:
        approve(request, 100, two)
    assert told(refused.value)["error"] == "temporarily_unavailable"
    one.storage.connection.execute("DROP TABLE codes")
    with pytest.raises(OAuthError) as refused:
        approve(request, 100, one)
    assert told(refused.value)["error"] == "server_error"


def test_the_active_people_of_every_company_may_sign_in() -> None:
    tiny = Tiny()
    records = tiny.engine.world
    gone = records.insert(record("users", 102, COMPANY, name="Cleo", is_active=False))
    app = named("mockcore-dmsa")
    assert app is not None
    shown = [(part.name, part.connected, [user.id for user in part.people]) for part in companies(records, app)]
    assert shown == [("Company 1", True, [ANNA]), ("Company 2", False, [BEN])]
    assert default_user(records, app.client_id) == ANNA
    for unknown in (gone.id, 999, 10**30, -1):
        with pytest.raises(OAuthError):
            person(records, unknown)


def test_a_person_is_found_by_login() -> None:
    records = Tiny().engine.world
    records.insert(record("users", 102, COMPANY, name="Cleo", login="cleo@example.com"))
    assert person(records, None, "cleo@example.com").id == 102
    with pytest.raises(OAuthError):
        person(records, None, "nobody@example.com")


def test_a_code_for_a_request_is_kept(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "one.db"))
    database.create_tables()
    code = approve(authorization_request(list(ASKED.items()), named), 100, Tokens(database, standing()))
    assert database.connection.execute("SELECT code, user_id FROM codes").fetchall() == [(code, 100)]


def crowded() -> Tiny:
    """A world of 300 companies, in the last of which the app of the others is installed too."""
    tiny = Tiny()
    records = tiny.engine.world
    for number in range(1000, 1300):
        records.insert(record("companies", number, number, name=f"Builder {number}"))
        records.insert(record("users", number + 1000, number, name="Dora"))
    records.insert(record(INSTALLATIONS, 5000, 1299, app_uid="mockcore-dmsa"))
    return tiny


def test_among_many_companies_those_of_the_app_come_first() -> None:
    records = crowded().engine.world
    app = named("mockcore-dmsa")
    assert app is not None
    shown = companies(records, app)
    assert [(company.name, company.connected) for company in shown[:3]] == [
        ("Company 1", True),
        ("Builder 1299", True),
        ("Company 2", False),
    ]
    assert len(shown) == COMPANIES_SHOWN
    assert has_more_companies(records)
    assert not has_more_companies(Tiny().engine.world)


@pytest.mark.parametrize(("name", "found"), [("builder 1250", ["Builder 1250"]), ("ER 1299", ["Builder 1299"]), ("nobody", [])])
def test_any_company_is_found_by_a_part_of_its_name(name: str, found: list[str]) -> None:
    app = named("mockcore-dmsa")
    assert app is not None
    assert [company.name for company in companies(crowded().engine.world, app, name)] == found
