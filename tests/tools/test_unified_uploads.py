"""Unified uploads, from ready to available."""

import hashlib
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from mockcore.errors import BadRequest, Forbidden
from mockcore.request.uploaded_files import etag, receive
from tests.world import COMPANY, PROJECT, World

HERE = f"/rest/v2.1/companies/{COMPANY}/projects/{PROJECT}/uploads"
LEAST = 5 * 1024 * 1024 + 1
FIRST, LAST = b"a" * LEAST, b"tail"


def asked(*parts: bytes, **changes: Any) -> dict[str, Any]:
    segments = [{"size": len(part), "sha256": hashlib.sha256(part).hexdigest()} for part in parts]
    whole = b"".join(parts)
    told = {"file_name": "plan (1)/a.pdf", "file_size": len(whole), "content_type": "application/pdf"}
    return {**told, "sha256": hashlib.sha256(whole).hexdigest(), "segments": segments, **changes}


def put(world: World, url: str, data: bytes) -> str:
    address = urlsplit(url)
    key = address.path.rsplit("/", 1)[-1]
    receive(world.engine.world, world.engine.clock, key, dict(parse_qsl(address.query)), data)
    return etag(data)


def made(world: World, *parts: bytes) -> dict[str, Any]:
    status, answer = world.ask("POST", HERE, asked(*parts))
    assert status == 201, answer
    upload: dict[str, Any] = answer["data"]
    return upload


def state(world: World, upload: dict[str, Any]) -> str:
    found: str = world.ask("GET", f"{HERE}/{upload['upload_id']}")[1]["data"]["status"]
    return found


def completed(world: World, data: bytes) -> dict[str, Any]:
    upload = made(world, data)
    tag = put(world, upload["segments"][0]["url"], data)
    assert world.ask("PATCH", f"{HERE}/{upload['upload_id']}", {"part_etags": [tag]})[0] == 200
    return upload


def test_parts_are_received_completed_and_then_available(world: World) -> None:
    upload = made(world, FIRST, LAST)
    assert (upload["status"], len(upload["upload_id"]), len(upload["segments"])) == ("ready", 26, 2)
    assert upload["segments"][0]["headers"] == {"Content-Length": str(LEAST)}
    one = f"{HERE}/{upload['upload_id']}"
    first = put(world, upload["segments"][0]["url"], FIRST)
    assert world.ask("PATCH", one, {"part_etags": [first, None]})[1]["data"]["status"] == "receiving"
    last = put(world, upload["segments"][1]["url"], LAST)
    status, done = world.ask("PATCH", one, {"part_etags": [f'"{first}"', f'"{last}"']})
    assert (status, done["data"]["upload_id"], done["data"]["status"]) == (200, upload["upload_id"], "complete")
    shown = world.ask("GET", one)[1]["data"]
    assert (shown["status"], shown["sanitized_file_name"]) == ("available", "plan (1)_a.pdf")
    assert world.engine.file(upload["upload_id"])[2] == FIRST + LAST


@pytest.mark.parametrize(
    ("sizes", "source"),
    [((LEAST - 1, 4), "segments.0.size"), ((100 * 1024**2 + 1,), "segments.0.size"), ((0,), "segments.0.size")],
)
def test_a_part_of_the_wrong_size_is_refused(world: World, sizes: tuple[int, ...], source: str) -> None:
    segments = [{"size": size, "sha256": "0" * 64} for size in sizes]
    status, answer = world.ask("POST", HERE, asked(b"x", segments=segments, file_size=sum(sizes)))
    assert (status, answer["error"]["details"][0]["source"]) == (422, source)


def test_what_is_missing_is_named_in_the_newer_dialect(world: World) -> None:
    status, answer = world.ask("POST", HERE, {"file_name": "a.pdf"})
    assert (status, answer["error"]["code"]) == (400, "BAD_REQUEST")
    named = {part["source"] for part in answer["error"]["details"]}
    assert named == {"file_size", "content_type", "segments"}


def test_the_parts_add_up_to_the_file(world: World) -> None:
    status, answer = world.ask("POST", HERE, asked(LAST, file_size=5))
    assert (status, answer["error"]["details"][0]["source"]) == (422, "file_size")


def test_an_etag_of_nothing_received_is_refused(world: World) -> None:
    upload = made(world, LAST)
    one = f"{HERE}/{upload['upload_id']}"
    for tags in (["0" * 32], [etag(LAST)], [etag(LAST), etag(LAST)]):
        assert world.ask("PATCH", one, {"part_etags": tags})[0] == 422
    assert state(world, upload) == "ready"


def test_a_part_has_the_bytes_announced(world: World) -> None:
    with pytest.raises(BadRequest):
        put(world, made(world, LAST)["segments"][0]["url"], b"more than that")


def test_an_address_is_good_for_an_hour_and_is_given_again(world: World) -> None:
    upload = made(world, LAST)
    world.engine.clock.advance(3_601)
    with pytest.raises(Forbidden):
        put(world, upload["segments"][0]["url"], LAST)
    again = world.ask("GET", f"{HERE}/{upload['upload_id']}")[1]["data"]["segments"][0]
    assert again["url_expires_at"] > upload["segments"][0]["url_expires_at"]
    put(world, again["url"], LAST)
    assert state(world, upload) == "receiving"


def test_an_upload_that_no_record_uses_is_gone_after_a_day(world: World) -> None:
    upload = made(world, LAST)
    world.engine.clock.advance(86_401)
    one = f"{HERE}/{upload['upload_id']}"
    assert world.ask("PATCH", one, {"part_etags": [None]})[0] == 410
    assert world.ask("GET", one)[0] == 404


def test_a_file_takes_an_upload_and_keeps_it(world: World) -> None:
    upload = completed(world, LAST)
    asked_for = {"file": {"name": "a.pdf", "upload_uuid": upload["upload_id"]}}
    status, file = world.ask("POST", f"/rest/v1.0/files?project_id={PROJECT}", asked_for)
    assert (status, file["size"]) == (201, 4)
    world.engine.clock.advance(86_401)
    assert state(world, upload) == "available"


def test_only_the_one_who_made_it_may_use_it(world: World) -> None:
    upload = completed(world, LAST)
    world.token = world.engine.tokens.issue("mockcore-web", world.users[0]).token
    one = f"{HERE}/{upload['upload_id']}"
    assert world.ask("GET", one)[0] == 403
    assert world.ask("PATCH", one, {"part_etags": [None]})[0] == 403
    asked_for = {"file": {"name": "a.pdf", "upload_uuid": upload["upload_id"]}}
    assert world.ask("POST", f"/rest/v1.0/files?project_id={PROJECT}", asked_for)[0] == 422


def test_a_company_has_uploads_too(world: World) -> None:
    there = f"/rest/v2.1/companies/{COMPANY}/uploads"
    upload = world.ask("POST", there, asked(LAST))[1]["data"]
    assert world.ask("GET", f"{there}/{upload['upload_id']}")[1]["data"]["status"] == "ready"
    assert world.ask("GET", f"/rest/v1.0/companies/{COMPANY}/uploads/{upload['upload_id']}")[0] == 404


def test_an_upload_tells_its_times_in_seconds_and_no_parts_once_it_is_available(world: World) -> None:
    body = asked(LAST, uploader_tool_name="estimating")
    body.pop("sha256")
    body["segments"][0].pop("size")
    upload = world.ask("POST", HERE, body)[1]["data"]
    assert (type(upload["upload_expires_at"]), type(upload["segments"][0]["url_expires_at"])) == (int, int)
    tag = put(world, upload["segments"][0]["url"], LAST)
    one = f"{HERE}/{upload['upload_id']}"
    world.ask("PATCH", one, {"part_etags": [tag]})
    shown = world.ask("GET", one)[1]["data"]
    assert (shown["status"], shown["segments"], shown["error"]) == ("available", [], None)
    assert shown["uploader_tool_name"] == "estimating"
