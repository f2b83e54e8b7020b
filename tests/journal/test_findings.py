"""Wrong requests are found, right ones are not reported: each is sent to an engine and read from its journal."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.errors import BadRequest
from mockcore.journal.codes import CODES
from mockcore.journal.coverage import coverage, operation_ids
from mockcore.journal.findings import findings
from mockcore.replies import refusal
from mockcore.settings import Settings
from tests.journal.exchanges import without_bodies

COMPANY, PROJECT = 4264590, 225100
RFIS = f"/rest/v1.0/projects/{PROJECT}/rfis"
VENDOR = {"company_id": COMPANY, "vendor": {"name": "Acme", "is_active": True}}


class Asked:
    """An engine whose calls are journalled."""

    def __init__(self) -> None:
        self.engine = Engine.open(Settings())
        self.engine.clock.set(self.engine.clock.now(), frozen=True)
        self.token = self.engine.tokens.issue("mockcore-dmsa", None, seconds=0).token

    def send(self, method: str, target: str, body: Any = None, **headers: str) -> int:
        path, _, query = target.partition("?")
        sent = {"authorization": f"Bearer {self.token}", "procore-company-id": str(COMPANY), **headers}
        sent = {name: value for name, value in sent.items() if value}
        raw = b"" if body is None else json.dumps(body).encode()
        if raw:
            sent["content-type"] = "application/json"
        call = Call(method, path, query, sent, raw)
        reply = self.engine.handle(call) if path.startswith(("/rest", "/vapid")) else refusal(call, _Nothing())
        self.engine.journal.add(method, call, reply, time.perf_counter(), "id")
        return reply.status

    def codes(self) -> list[str]:
        exchanges, catalog = list(self.engine.journal), self.engine.catalog
        breaches = findings(exchanges, catalog)
        assert findings(without_bodies(exchanges, catalog), catalog) == breaches
        assert findings([*without_bodies(exchanges[:-1], catalog), *exchanges[-1:]], catalog) == breaches
        return [breach.code for breach in breaches]


class _Nothing(Exception):
    headers: dict[str, str] = {}
    status, code, reason_code, message, fields = 404, "", "", "", {}


@pytest.fixture
def asked() -> Iterator[Asked]:
    made = Asked()
    yield made
    made.engine.close()


@pytest.mark.parametrize(
    ("code", "method", "target", "body", "headers"),
    [
        ("unknown-parameter", "GET", f"{RFIS}?colour=red", None, {}),
        ("unknown-parameter", "GET", f"{RFIS}?filters%5Bcolour%5D=red", None, {}),
        ("unknown-field", "POST", "/rest/v1.0/vendors", {**VENDOR, "vendor": {"name": "A", "colour": "red"}}, {}),
        ("unknown-field", "POST", "/rest/v1.0/vendors", {**VENDOR, "colour": "red"}, {}),
        ("wrong-wrapper", "POST", "/rest/v1.0/vendors", {"company_id": COMPANY, "company": {"name": "A"}}, {}),
        ("missing-wrapper", "POST", "/rest/v1.0/vendors", {"company_id": COMPANY, "name": "A"}, {}),
        ("coerced-type", "POST", "/rest/v1.0/vendors", {**VENDOR, "vendor": {"name": "A", "is_active": "true"}}, {}),
        ("coerced-type", "POST", "/rest/v1.0/vendors", {**VENDOR, "vendor": {"name": 5}}, {}),
        ("missing-company-header", "GET", RFIS, None, {"procore-company-id": ""}),
        ("oversized-page", "GET", f"{RFIS}?per_page=5000", None, {}),
        ("deprecated-operation", "GET", f"/rest/v1.0/links?project_id={PROJECT}", None, {}),
        ("deprecated-operation", "GET", f"/vapid/projects/{PROJECT}/users", None, {}),
        ("unknown-operation", "GET", "/rest/v1.0/nothing", None, {}),
        ("unknown-operation", "DELETE", "/rest/v1.0/companies", None, {}),
        ("token-in-query", "GET", f"{RFIS}?access_token=abc", None, {}),
        ("token-to-storage", "PUT", "/_mockcore/storage/01H", None, {}),
    ],
)
def test_a_wrong_request_is_found(
    asked: Asked, code: str, method: str, target: str, body: Any, headers: dict[str, str]
) -> None:
    asked.send(method, target, body, **headers)
    assert asked.codes() == [code]


@pytest.mark.parametrize(
    ("method", "target", "body", "headers"),
    [
        ("GET", RFIS, None, {}),
        ("GET", f"{RFIS}?filters%5Bstatus%5D%5B%5D=open&search=bolt&per_page=100&page=2", None, {}),
        ("GET", f"{RFIS}?filters%5Bid%5D=1", None, {}),
        ("GET", "/rest/v1.0/me", None, {"procore-company-id": ""}),
        ("GET", "/rest/v1.0/companies?page=1", None, {"procore-company-id": ""}),
        ("GET", f"{RFIS}/1", None, {}),
        ("POST", "/rest/v1.0/vendors", VENDOR, {}),
        ("POST", f"/rest/v1.0/vendors?company_id={COMPANY}", {"vendor": {"name": "A", "trade_ids": []}}, {}),
        ("PATCH", "/rest/v1.0/vendors/sync", {"company_id": COMPANY, "updates": [{"name": "A", "origin_id": "1"}]}, {}),
        ("POST", f"/rest/v1.0/punch_items?project_id={PROJECT}", {"punch_item": {"name": "x", "custom_field_5": "y"}}, {}),
        ("GET", f"/rest/v2.0/companies/{COMPANY}/webhooks/hooks?page=1&per_page=10", None, {}),
        ("DELETE", "/rest/v1.0/webhooks/hooks/5?company_id=4264590", None, {}),
        ("PUT", "/_mockcore/storage/01H", None, {"authorization": ""}),
    ],
)
def test_a_right_request_is_not_reported(asked: Asked, method: str, target: str, body: Any, headers: dict[str, str]) -> None:
    asked.send(method, target, body, **headers)
    assert asked.codes() == []


def test_polling_is_found_and_a_change_in_between_is_not(asked: Asked) -> None:
    for _ in range(4):
        asked.send("GET", RFIS)
    asked.send("POST", "/rest/v1.0/vendors", VENDOR)
    for _ in range(4):
        asked.send("GET", RFIS)
    assert asked.codes() == []
    asked.send("GET", RFIS)
    assert asked.codes() == ["polling"]


def test_a_show_of_every_record_of_a_list_is_found(asked: Asked) -> None:
    path = f"/rest/v1.0/companies/{COMPANY}/users"
    asked.send("GET", path)
    users = [record.id for record in asked.engine.world.select(_users())]
    for number in users[:4]:
        assert asked.send("GET", f"{path}/{number}") == 200
    assert asked.codes() == []
    asked.send("GET", f"{path}/{users[4]}")
    assert asked.codes() == ["n-plus-one"]


def _users() -> Any:
    from mockcore.store.selection import Selection  # noqa: PLC0415 - beside its use

    return Selection("users", company_id=COMPANY, limit=10)


def test_asking_before_retry_after_has_passed_is_found(asked: Asked) -> None:
    asked.engine.limits.choose("off", 1, None)
    assert [asked.send("GET", RFIS) for _ in range(2)] == [200, 429]
    asked.engine.clock.advance(3_601)
    assert asked.send("GET", RFIS) == 200
    assert asked.codes() == []
    assert [asked.send("GET", f"{RFIS}?page=1") for _ in range(2)] == [429, 429]
    assert asked.codes() == ["ignored-retry-after"]


def test_a_refresh_token_that_is_used_twice_is_found(asked: Asked) -> None:
    for _ in range(2):
        asked.send("POST", "/oauth/token", {"grant_type": "refresh_token", "refresh_token": "abc"})
    assert asked.codes() == ["refresh-token-reused"]


def test_the_share_of_the_operations_that_were_called(asked: Asked) -> None:
    asked.send("GET", f"{RFIS}?page=2")
    catalog = asked.engine.catalog
    names = operation_ids(["listRfis", "post /rest/v1.0/projects/{id}/rfis"], catalog)
    told = coverage(asked.engine.journal.exchanges(), names, catalog)
    path = "GET /rest/v1.0/projects/{project_id}/rfis"
    called = {"listRfis": {"asked": path, "statuses": {"200": 1}, "parameters": {"page": 1}}}
    assert told == {"called": called, "declared": 2, "not_called": ["createRfi"], "not_declared": [], "share": 0.5}
    assert coverage(asked.engine.journal.exchanges(), ["createRfi"], catalog)["not_declared"] == ["listRfis"]
    with pytest.raises(BadRequest) as refused:
        operation_ids(["listRfi"], catalog)
    assert refused.value.fields == {"operations": ["listRfi is no operation of the document: did you mean listRfis?"]}


def test_every_code_says_what_is_wrong_and_where_to_read() -> None:
    assert all(text.endswith(".") and page for text, page in CODES.values())


def test_an_answer_that_breaks_the_document_is_not_the_callers_fault(asked: Asked) -> None:
    asked.send("GET", f"{RFIS}?colour=red")
    list(asked.engine.journal)[-1].call.findings = [{"code": "broken-promise", "detail": "status 200"}]
    assert asked.codes() == ["unknown-parameter"]
