"""Forms over the engine: from a template, through the recycle bin and back."""

import json
from typing import Any

from mockcore.call import Call
from tests.world import COMPANY, PROJECT, World

FORMS = f"/rest/v1.0/projects/{PROJECT}/forms"
BIN = f"/rest/v1.0/projects/{PROJECT}/recycle_bin/forms"
TEMPLATES = f"/rest/v1.0/companies/{COMPANY}/form_templates"


def sent(world: World, path: str, fields: dict[str, Any], file: str) -> tuple[int, Any]:
    """Status and JSON of a multipart request with one PDF."""
    parts = [f'--B\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
    head = f'--B\r\nContent-Disposition: form-data; name="{file}"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    body = "".join([*parts, head, "%PDF\r\n--B--\r\n"]).encode()
    headers = {"authorization": f"Bearer {world.token}", "content-type": "multipart/form-data; boundary=B"}
    reply = world.engine.handle(Call("POST", path, "", headers, body))
    return reply.status, json.loads(reply.body)


def template(world: World) -> int:
    fields = {"form_template[name]": "Daily safety", "form_template[description]": "Once a day"}
    status, made = sent(world, TEMPLATES, fields, "fillable_pdf")
    assert status == 201, made
    number: int = made["id"]
    return number


def form(world: World, template_id: int) -> tuple[int, Any]:
    fields = {"form[name]": "Monday", "form[description]": "Dry", "form[form_template_id]": template_id}
    return sent(world, FORMS, fields, "form[fillable_pdf]")


def test_a_form_names_its_template(world: World) -> None:
    number = template(world)
    status, made = form(world, number)
    assert (status, made["form_template_name"], made["fillable_pdf"]["filename"]) == (201, "Daily safety", "a.pdf")
    assert [part["id"] for part in world.ask("GET", f"{FORMS}?filters[form_template_id]={number}")[1]] == [made["id"]]
    assert [part["id"] for part in world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/form_templates")[1]][-1:] == [number]
    assert form(world, 5) == (422, {"errors": {"form_template_id": ["does not exist"]}})


def test_a_form_lies_in_the_recycle_bin_until_it_is_restored(world: World) -> None:
    number = form(world, template(world))[1]["id"]
    assert world.ask("DELETE", f"{FORMS}/{number}")[0] == 200
    assert world.ask("GET", f"{FORMS}/{number}")[0] == 404
    assert [(part["id"], part["deleted"]) for part in world.ask("GET", BIN)[1]] == [(number, True)]
    assert world.ask("PATCH", f"{BIN}/{number}/restore")[1]["id"] == number
    assert world.ask("GET", BIN)[1] == []
    assert world.ask("GET", f"{FORMS}/{number}")[1]["deleted"] is False


def test_a_template_lies_in_the_recycle_bin_too(world: World) -> None:
    number = template(world)
    recycled = f"/rest/v1.0/companies/{COMPANY}/recycle_bin/form_templates"
    assert world.ask("DELETE", f"{TEMPLATES}/{number}")[0] == 204
    assert [part["id"] for part in world.ask("GET", recycled)[1]] == [number]
    assert form(world, number)[0] == 422
    assert world.ask("PATCH", f"{recycled}/{number}/restore")[0] == 204
    assert form(world, number)[0] == 201
