"""No secret is found anywhere but where it was given: one story in every encoding, then everything that tells of it."""

import base64
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import httpx
import pytest

import mockcore
from mockcore.testing.contract_report import Collected, Summary, html, junit, lines
from mockcore.testing.running import Running
from mockcore.verify.command import Wish, repeat
from mockcore.verify.exchange import of_archive
from mockcore.webhooks.receiver import Receiver
from tests.oauth.exchanges import S256, VERIFIER

HOME = "http://localhost:9/back"
# What is nearly right is as secret as what is right; each is told apart by its name.
SECRET, WRONG, HOOK, TYPED = "swept-client-secret", "swept-mistyped-secret", "swept-hook-key", "swept-password"
ODD = "swept+odd/secret=&%41"
HOOKS = "/rest/v1.0/webhooks/hooks"


class Story:
    """Asks, and remembers what must not be told."""

    def __init__(self, server: Running) -> None:
        self.server = server
        self.http = httpx.Client(base_url=server.url, timeout=30, headers={"User-Agent": "sweep"})
        self.secrets = {SECRET, WRONG, HOOK, TYPED, ODD, VERIFIER, "swept%2Bodd", "swept\\u002bodd"}

    def keep(self, *values: str) -> None:
        self.secrets.update(values)

    def app(self, kind: str, secret: str) -> dict[str, str]:
        body = {
            "name": kind,
            "client_id": f"sweep-{kind}-{len(secret)}",
            "client_secret": secret,
            "kind": kind,
            "redirect_uris": [HOME],
        }
        made = self.http.post("/_mockcore/apps", json=body).raise_for_status().json()
        self.keep(made["credentials"]["production"]["client_secret"])
        self.http.post(
            "/_mockcore/companies/4264590/installations", json={"app_uid": made["uid"], "permitted_project_ids": "all"}
        )
        return {"client_id": made["client_id"], "client_secret": secret}

    def basic(self, name: str, secret: str) -> dict[str, str]:
        value = base64.b64encode(f"{name}:{secret}".encode()).decode()
        self.keep(value)
        return {"Authorization": f"Basic {value}"}

    def tokens(self, answer: httpx.Response) -> dict[str, Any]:
        told: dict[str, Any] = answer.json()
        self.keep(*(told[name] for name in ("access_token", "refresh_token") if name in told))
        return told

    def in_every_encoding(self, path: str, form: dict[str, str]) -> None:
        """As all clients send it, and as those that say another encoding than they use."""
        text = httpx.QueryParams(form)
        raw = json.dumps(form).encode()
        for sent in (
            {"data": form}, {"json": form}, {"files": {name: (None, value) for name, value in form.items()}}, {"params": form},
            {"content": str(text), "headers": {"Content-Type": "application/json"}},
            {"content": str(text), "headers": {"Content-Type": "text/plain"}},
            {"content": raw, "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
            {"content": raw[:-1], "headers": {"Content-Type": "application/json"}},
            {"content": raw, "headers": {"Content-Type": "multipart/form-data; boundary=B"}},
            {"content": b"\xff" + raw}, {"content": raw + raw, "headers": {"Content-Type": "application/json"}},
        ):  # fmt: skip
            answer = self.http.post(path, **sent)  # type: ignore[arg-type]
            if answer.status_code == 200:
                self.tokens(answer)

    def code(self, web: dict[str, str], **more: str) -> str:
        asked = {"client_id": web["client_id"], "redirect_uri": HOME, "login": "sandbox+sub@example.com", **more}
        code = str(self.http.post("/_mockcore/authorize", json=asked).raise_for_status().json()["code"])
        self.keep(code)
        return code


def machines(story: Story) -> dict[str, str]:
    app = story.app("dmsa", SECRET)
    odd = story.app("dmsa", ODD)
    for form in (app, {**app, "client_secret": WRONG}, odd, {**app, "password": TYPED, "grant_type": "password"}):
        story.in_every_encoding("/oauth/token", {"grant_type": "client_credentials", **form})
    for secret in (SECRET, WRONG):
        headers = story.basic(app["client_id"], secret)
        answer = story.http.post("/oauth/token", data={"grant_type": "client_credentials"}, headers=headers)
        if answer.status_code == 200:
            story.tokens(answer)
    return app


def people(story: Story) -> None:
    web = story.app("user_login", SECRET)
    asked = {"response_type": "code", "client_id": web["client_id"], "redirect_uri": HOME, "state": "s", **S256}
    page = story.http.get("/oauth/authorize", params=asked)
    (csrf,) = re.findall(r'name="csrf" value="([0-9a-f]{64})"', page.text)
    story.keep(csrf, page.cookies["mockcore_consent"])
    answer = {"csrf": csrf, "decision": "approve", "login": "sandbox+sub@example.com"}
    sent = story.http.post("/oauth/authorize", params=asked, data=answer)
    code = httpx.URL(sent.headers["Location"]).params["code"]
    story.keep(code)
    story.http.post("/oauth/authorize", params=asked, data={**answer, "csrf": "f" * 64})
    form = {"grant_type": "authorization_code", "redirect_uri": HOME, "code": code, "code_verifier": VERIFIER, **web}
    story.in_every_encoding("/oauth/token", {**form, "code_verifier": VERIFIER[::-1]})
    story.keep(VERIFIER[::-1])
    pair = story.tokens(story.http.post("/oauth/token", data=form).raise_for_status())
    story.in_every_encoding("/oauth/token", {**form, "code": story.code(web)})
    story.in_every_encoding("/oauth/token", {"grant_type": "refresh_token", "refresh_token": pair["refresh_token"], **web})
    fresh = story.code(web)
    last = story.tokens(story.http.post("/oauth/token", data={**form, "code": fresh, "code_verifier": ""}).raise_for_status())
    bearer = {"Authorization": f"Bearer {last['access_token']}"}
    story.http.get("/oauth/token/info", headers=bearer).raise_for_status()
    story.http.get(f"/oauth/authorize/{code}")
    story.http.get("/rest/v1.0/me", headers=bearer).raise_for_status()
    for name in ("access_token", "refresh_token"):
        story.in_every_encoding("/oauth/revoke", {"token": last[name], **web})


def calls(story: Story, app: dict[str, str]) -> None:
    token = story.tokens(story.http.post("/oauth/token", data={"grant_type": "client_credentials", **app}))["access_token"]
    headers = {"Authorization": f"Bearer {token}", "Procore-Company-Id": "4264590"}
    story.http.get("/rest/v1.0/companies", headers=headers).raise_for_status()
    story.http.get("/rest/v1.0/companies", headers={"Authorization": f"bearer {token[:-2]}"})
    story.keep(token[:-2])
    story.http.get("/rest/v1.0/companies", headers={"Authorization": token})
    for form in ({"access_token": token}, {"client_secret": SECRET, "password": TYPED}):
        story.http.get("/rest/v1.0/companies", params=form)
        story.http.get("/rest/v2.0/companies", params=form)
        story.in_every_encoding("/rest/v1.0/vendors?company_id=4264590", form)
        story.in_every_encoding("/vapid/vendors?company_id=4264590", form)
    story.http.get(f"/rest/v1.0/{token}/nothing", headers=headers)
    story.http.get("/_mockcore/storage/nothing", headers=headers)


def hooks(story: Story, receiver: Receiver) -> None:
    with story.server.client() as http:
        story.keep(http.headers["Authorization"].removeprefix("Bearer "))
        hook = {"api_version": "v2", "namespace": "sweep", "destination_url": receiver.url,
                "destination_headers": {"Authorization": f"Bearer {HOOK}", "X-Key": HOOK}}  # fmt: skip
        made = http.post(HOOKS, json={"company_id": 4264590, "hook": hook}).raise_for_status().json()
        trigger = {"company_id": 4264590, "api_version": "v2",
                   "trigger": {"resource_name": "Company Vendors", "event_type": "create"}}  # fmt: skip
        http.post(f"{HOOKS}/{made['id']}/triggers", json=trigger).raise_for_status()
        http.patch(f"{HOOKS}/{made['id']}", data={"company_id": "4264590", "hook[destination_headers][X-Key]": HOOK})
        http.patch(
            f"{HOOKS}/{made['id']}", json={"company_id": 4264590, "hook": {"destination_headers": {"X-Key": HOOK}, "x": 1}}
        )
        http.get(HOOKS, params={"company_id": 4264590})
        http.get(f"{HOOKS}/{made['id']}", params={"company_id": 4264590})
        receiver.fail(1)
        for number in range(2):
            http.post(
                "/rest/v1.0/vendors", json={"company_id": 4264590, "vendor": {"name": f"Swept {number}"}}
            ).raise_for_status()
            http.post("/_mockcore/webhooks/run").raise_for_status()
        http.get(f"{HOOKS}/{made['id']}/deliveries", params={"company_id": 4264590})


def everything(story: Story) -> Iterator[tuple[str, str]]:
    """(name, text) of all that tells of what was asked."""
    http = story.http
    expectation = {"request": {"path": "/oauth/token", "method": "DELETE"}, "count": 3}
    yield "the journal", http.get("/_mockcore/requests").text
    yield "an exchange", http.get(f"/_mockcore/requests/{http.get('/_mockcore/requests').json()[-1]['id']}").text
    archive = http.get("/_mockcore/requests.har")
    yield "the HTTP Archive", archive.text
    yield "a recording that is read again", repr(of_archive(archive.json()))
    yield "a verification that fails", http.post("/_mockcore/requests/verify", json=expectation).text
    contract = http.get("/_mockcore/contract", params={"coverage": "true"})
    yield "the contract", contract.text
    collected = Collected()
    collected.add("tests/test_it.py::test_it", contract.json()["findings"])
    collected.cover(contract.json()["called"])
    summary = Summary.of(collected, frozenset(), [])
    yield from (("HTML", html(summary)), ("JUnit", junit(summary)), ("the terminal", "\n".join(lines(summary))))
    for path in ("contract/coverage", "metrics", "webhooks/deliveries", "webhooks/queue", "faults", "health", "clock"):
        yield path, http.get(f"/_mockcore/{path}").text
    token = story.server.token()
    story.keep(token)
    outcome = repeat(Wish(story.server.url, story.server.url, token))
    yield "mockcore verify", json.dumps([asdict(row) for row in outcome.rows], default=repr)


def test_no_secret_is_told_anywhere(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    caplog.set_level(logging.DEBUG)
    receiver = Receiver()
    with mockcore.running(log_requests=True, check_answers="log") as server:
        story = Story(server)
        app = machines(story)
        people(story)
        calls(story, app)
        hooks(story, receiver)
        told = dict(everything(story))
        story.http.close()
    receiver.close()
    # httpx tells the address that this test itself has asked; what the server logs is looked through.
    own = ("httpx", "httpcore")
    told["the log"] = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith(own))
    told["standard output"] = capfd.readouterr().out
    assert len(told["the journal"]) > 100_000
    assert told["standard output"].count("\n") > 100
    found = {(name, secret[:40]) for name, text in told.items() for secret in story.secrets if secret in text}
    assert found == set()
