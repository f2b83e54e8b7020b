"""Signatures on inspections and their items, over the engine."""

from typing import Any

from mockcore.call import Call
from tests.tools.test_inspection_responses import inspection
from tests.world import COMPANY, PROJECT, World

HEAD = b'--B\r\nContent-Disposition: form-data; name="attachment"; filename="s.png"\r\n'
PICTURE = HEAD + b"Content-Type: image/png\r\n\r\nx\r\n--B--\r\n"
QUERY = f"project_id={PROJECT}"


def send(world: World, path: str) -> int:
    headers = {"authorization": f"Bearer {world.token}", "content-type": "multipart/form-data; boundary=B"}
    return world.engine.handle(Call("POST", path, QUERY, headers, PICTURE)).status


def test_whoever_was_asked_signs_the_inspection_and_takes_it_back(world: World) -> None:
    one, _, _ = inspection(world)
    requests = f"/rest/v1.0/checklist/lists/{one.split('/')[-1]}/signature_requests"
    body = {"signature_request": {"signatory_id": world.users[0]}}
    number = world.ask("POST", f"{requests}?{QUERY}", body)[1]["id"]
    assert send(world, f"{requests}/{number}/signature") == 201
    (shown,) = world.ask("GET", one)[1]["signature_requests"]
    assert (shown["signatory"]["id"], shown["signature"]["attachment"]["filename"]) == (world.users[0], "s.png")
    assert shown["signature"]["captured_by"]["id"]
    assert world.ask("DELETE", f"{requests}/{number}/signature?{QUERY}") == (200, {})
    assert world.ask("GET", f"{requests}/{number}?{QUERY}")[1]["signature"] is None


def test_an_inspection_that_is_opened_again_has_its_items_signed_once_more(world: World) -> None:
    one, items, _ = inspection(world)
    requests = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/inspection_items/{items[0]}/signature_requests"
    number = world.ask("POST", requests, {"signature_request": {"signatory_id": str(world.users[0])}})[1]["data"]["id"]
    assert send(world, f"{requests}/{number}/signature") == 201

    def signature() -> Any:
        return world.ask("GET", f"{requests}/{number}")[1]["data"]["signature"]

    world.ask("PATCH", one, {"list": {"status": "closed"}})
    assert signature()["captured_at"]
    world.ask("PATCH", one, {"list": {"status": "open"}})
    assert signature() is None
