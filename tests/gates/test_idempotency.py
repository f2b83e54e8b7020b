"""A request with an idempotency token takes effect once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mockcore.call import Call, Reply
from mockcore.engine import Engine
from mockcore.settings import Settings

PROJECT = 225100
TASKS = f"/rest/v1.0/task_items?project_id={PROJECT}"


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = Engine.open(Settings())
    made.clock.set(made.clock.now(), frozen=True)
    yield made
    made.close()


def send(
    engine: Engine, target: str, body: Any, token: str, method: str = "POST", client: str = "mockcore-dmsa", **headers: str
) -> Reply:
    path, _, query = target.partition("?")
    bearer = engine.tokens.issue(client, None).token
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    told = {"authorization": f"Bearer {bearer}", "content-type": "application/json", "idempotency-token": token, **headers}
    return engine.handle(Call(method, path, query, told, data))


def named(title: str) -> dict[str, Any]:
    return {"task_item": {"title": title}}


def count(engine: Engine) -> int:
    bearer = engine.tokens.issue("mockcore-dmsa", None).token
    path, _, query = TASKS.partition("?")
    return len(json.loads(engine.handle(Call("GET", path, query, {"authorization": f"Bearer {bearer}"})).body))


def test_the_same_request_again_gets_the_first_answer_and_has_no_second_effect(engine: Engine) -> None:
    before = count(engine)
    first = send(engine, TASKS, named("Order steel"), "t-1")
    again = send(engine, TASKS, named("Order steel"), "t-1")
    assert first.status == 201
    assert (again.status, again.body, again.media_type) == (first.status, first.body, first.media_type)
    assert count(engine) == before + 1
    assert not engine.world.events


def test_another_token_or_none_makes_another_record(engine: Engine) -> None:
    answers = [send(engine, TASKS, named("Order steel"), token) for token in ("t-1", "t-2", "", " ")]
    assert len({json.loads(answer.body)["id"] for answer in answers}) == 4


def test_a_token_with_another_body_or_query_is_refused(engine: Engine) -> None:
    send(engine, TASKS, named("Order steel"), "t-1")
    before = count(engine)
    for target, body in ((TASKS, named("Order timber")), (f"{TASKS}&view=extended", named("Order steel"))):
        refused = send(engine, target, body, "t-1")
        told = {"errors": {"Idempotency-Token": ["was used for a different request"]}}
        assert (refused.status, json.loads(refused.body)) == (422, told)
    assert count(engine) == before


def test_a_token_is_held_for_24_hours_on_the_clock(engine: Engine) -> None:
    first = send(engine, TASKS, named("Order steel"), "t-1")
    engine.clock.advance(24 * 3600 - 1)
    assert send(engine, TASKS, named("Order steel"), "t-1").body == first.body
    engine.clock.advance(1)
    assert send(engine, TASKS, named("Order steel"), "t-1").body != first.body


def test_what_failed_may_be_tried_again_with_the_same_token(engine: Engine) -> None:
    assert send(engine, TASKS, {"task_item": {"title": "x", "assigned_id": 1}}, "t-1").status == 422
    assert send(engine, TASKS, named("Order steel"), "t-1").status == 201


def test_an_update_is_answered_as_it_was_and_not_done_again(engine: Engine) -> None:
    number = json.loads(send(engine, TASKS, named("One"), "t-1").body)["id"]
    one = f"/rest/v1.0/task_items/{number}?project_id={PROJECT}"
    first = send(engine, one, named("Two"), "t-1", "PATCH")
    assert json.loads(first.body)["title"] == "Two"
    send(engine, one, named("Three"), "t-2", "PATCH")
    assert send(engine, one, named("Two"), "t-1", "PATCH").body == first.body
    assert json.loads(send(engine, one, {}, "", "GET").body)["title"] == "Three"


def test_apps_do_not_meet_in_their_tokens(engine: Engine) -> None:
    first = send(engine, TASKS, named("One"), "t-1")
    other = send(engine, TASKS, named("One"), "t-1", client="mockcore-service-account")
    assert (first.status, other.status) == (201, 201)
    assert first.body != other.body


def test_a_form_is_the_same_whatever_its_boundary(engine: Engine) -> None:
    def form(boundary: str, data: str) -> bytes:
        head = f"--{boundary}\r\nContent-Disposition: form-data; name="
        name = f'{head}"image_name"\r\n\r\na.png\r\n'
        file = f'{head}"image[data]"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n{data}\r\n'
        return f"{name}{file}--{boundary}--\r\n".encode()

    def sent(boundary: str, data: str) -> Reply:
        target = f"/rest/v1.0/images?project_id={PROJECT}"
        kind = f"multipart/form-data; boundary={boundary}"
        return send(engine, target, form(boundary, data), "t-1", **{"content-type": kind})

    first = sent("one", "pixels")
    assert (first.status, sent("two", "pixels").body) == (201, first.body)
    assert sent("three", "other").status == 422


def test_a_reset_forgets_tokens(engine: Engine) -> None:
    first = send(engine, TASKS, named("One"), "t-1")
    before = count(engine)
    engine.reset()
    assert send(engine, TASKS, named("Another"), "t-1").status == 201
    assert count(engine) == before
    assert first.status == 201


def test_a_restart_with_a_file_remembers_tokens(tmp_path: Path) -> None:
    settings = Settings(db=str(tmp_path / "world.db"))
    engine = Engine.open(settings)
    first = send(engine, TASKS, named("One"), "t-1")
    engine.close()
    engine = Engine.open(settings)
    try:
        assert send(engine, TASKS, named("One"), "t-1").body == first.body
    finally:
        engine.close()
