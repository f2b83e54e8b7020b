"""Direct uploads: an hour to send, a week to use, for whoever reserved them."""

import hashlib
from typing import Any

import pytest

from mockcore.errors import BadRequest, Forbidden
from mockcore.request.uploaded_files import etag, receive
from tests.world import COMPANY, PROJECT, World

V1 = "/rest/v1.0"
HERE = f"/rest/v1.1/projects/{PROJECT}/uploads"
PDF = {"response_filename": "plan.pdf", "response_content_type": "application/pdf"}


def made(world: World, **more: Any) -> dict[str, Any]:
    status, upload = world.ask("POST", HERE, {**PDF, **more})
    assert status == 201, upload
    found: dict[str, Any] = upload
    return found


def put(world: World, upload: dict[str, Any], data: bytes, part: int | None = None) -> None:
    query = {} if part is None else {"part": str(part)}
    receive(world.engine.world, world.engine.clock, upload["uuid"], query, data)


def test_sending_begins_within_an_hour(world: World) -> None:
    upload = made(world)
    world.engine.clock.advance(3_599)
    put(world, upload, b"text")
    world.engine.clock.advance(2)
    with pytest.raises(Forbidden):
        put(world, upload, b"text")


def test_an_upload_is_used_within_a_week(world: World) -> None:
    used, left = made(world), made(world)
    for upload in (used, left):
        put(world, upload, b"text")
    task = {"task_item": {"title": "Read", "upload_ids": [used["uuid"]]}}
    assert world.ask("POST", f"{V1}/task_items?project_id={PROJECT}", task)[0] == 201
    world.engine.clock.advance(7 * 86_400)
    assert world.ask("GET", f"{HERE}/{used['uuid']}")[0] == 200
    assert world.ask("GET", f"{HERE}/{left['uuid']}")[0] == 404
    assert world.ask("PATCH", f"{HERE}/{left['uuid']}", {"segments": []})[0] == 410
    late = {"task_item": {"title": "Read", "upload_ids": [left["uuid"]]}}
    status, answer = world.ask("POST", f"{V1}/task_items?project_id={PROJECT}", late)
    assert (status, answer) == (422, {"errors": {"upload_ids": ["does not exist"]}})


def test_listed_uploads_become_attachments_beside_those_there_are(world: World) -> None:
    first, second = made(world), made(world, response_filename="b.pdf")
    for upload in (first, second):
        put(world, upload, b"text")
    task = world.ask(
        "POST", f"{V1}/task_items?project_id={PROJECT}", {"task_item": {"title": "x", "upload_ids": [first["uuid"]]}}
    )[1]
    one = f"{V1}/task_items/{task['id']}?project_id={PROJECT}"
    assert world.ask("PATCH", one, {"task_item": {"upload_ids": [second["uuid"]]}})[0] == 200
    shown = world.ask("GET", one)[1]["attachments"]
    assert [part["filename"] for part in shown] == ["plan.pdf", "b.pdf"]
    assert len({part["url"] for part in shown}) == 2


def test_an_upload_that_nothing_was_sent_to_cannot_be_used(world: World) -> None:
    task = {"task_item": {"title": "x", "upload_ids": [made(world)["uuid"]]}}
    answer = world.ask("POST", f"{V1}/task_items?project_id={PROJECT}", task)
    assert answer == (422, {"errors": {"upload_ids": ["has not been uploaded"]}})


def test_only_the_one_who_reserved_it_may_use_it(world: World) -> None:
    upload = made(world)
    put(world, upload, b"text")
    world.token = world.engine.tokens.issue("mockcore-web", world.users[0]).token
    assert world.ask("GET", f"{HERE}/{upload['uuid']}")[0] == 403
    asked = {"file": {"name": "a.pdf", "upload_uuid": upload["uuid"]}}
    answer = world.ask("POST", f"{V1}/files?project_id={PROJECT}", asked)
    assert answer == (422, {"errors": {"upload_uuid": ["belongs to another user"]}})


def test_segments_are_completed_by_their_etags_alone(world: World) -> None:
    parts = [b"a" * 5 * 1024 * 1024, b"tail"]
    told = [{"size": len(part), "sha256": hashlib.sha256(part).hexdigest(), "md5": etag(part)} for part in parts]
    upload = made(world, segments=told)
    assert upload["status"] == "ready"
    assert upload["segments"][1]["headers"]["x-amz-content-sha256"] == told[1]["sha256"]
    for position, part in enumerate(parts):
        put(world, upload, part, position)
    one = f"{HERE}/{upload['uuid']}"
    assert world.ask("PATCH", one, {"segments": [{"etag": "0" * 32}, {}]})[0] == 422
    first = world.ask("PATCH", one, {"segments": [{"etag": etag(parts[0])}]})
    assert (first[0], first[1]["status"]) == (200, "receiving")
    assert world.ask("PATCH", one, {"segments": [{"etag": etag(part)} for part in parts]})[1]["status"] == "complete"
    assert world.engine.file(upload["uuid"])[2] == b"".join(parts)


def test_a_segment_has_the_bytes_announced_and_5_mb_at_least(world: World) -> None:
    small = [{"size": 4, "sha256": hashlib.sha256(b"text").hexdigest()}] * 2
    assert world.ask("POST", HERE, {**PDF, "segments": small})[0] == 422
    upload = made(world, segments=small[:1])
    for data in (b"tex", b"tixt"):
        with pytest.raises(BadRequest):
            put(world, upload, data, 0)


def test_uploads_of_a_company_and_both_versions_are_the_same(world: World) -> None:
    upload = world.ask("POST", f"{V1}/companies/{COMPANY}/uploads", PDF)[1]
    assert upload["fields"]["key"] == f"companies/{COMPANY}/{upload['uuid']}"
    assert world.ask("GET", f"/rest/v1.1/companies/{COMPANY}/uploads/{upload['uuid']}")[1]["uuid"] == upload["uuid"]


def test_the_question_of_an_rfi_and_a_reply_take_uploads(world: World) -> None:
    upload = made(world)
    put(world, upload, b"text")
    question = {"body": "Which anchors?", "upload_ids": [upload["uuid"]]}
    people = {"assignee_ids": world.users[:1], "rfi_manager_id": world.users[0]}
    rfi = world.ask("POST", f"{V1}/projects/{PROJECT}/rfis", {"rfi": {"subject": "Anchors", "question": question, **people}})[1]
    assert [part["filename"] for part in rfi["questions"][0]["attachments"]] == ["plan.pdf"]
    reply = {"reply": {"body": "M12", "upload_ids": [upload["uuid"]]}}
    answered = world.ask("POST", f"{V1}/projects/{PROJECT}/rfis/{rfi['id']}/replies", reply)[1]
    assert [part["filename"] for part in answered["attachments"]] == ["plan.pdf"]


def test_what_shows_attachments_takes_ids_of_uploads(world: World) -> None:
    upload = made(world)
    put(world, upload, b"text")
    log = {"accident_log": {"time_hour": 9, "time_minute": 5, "upload_ids": [upload["uuid"]]}}
    status, entry = world.ask("POST", f"{V1}/projects/{PROJECT}/accident_logs", log)
    assert (status, [file["filename"] for file in entry["attachments"]]) == (201, ["plan.pdf"])
