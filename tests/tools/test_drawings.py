"""Drawings over the engine: disciplines, revisions, uploads."""

from typing import Any

from tests.world import COMPANY, PROJECT, World

V1, V11 = f"/rest/v1.0/projects/{PROJECT}", f"/rest/v1.1/projects/{PROJECT}"
P = f"project_id={PROJECT}"


def area(world: World) -> int:
    number: int = world.ask("GET", f"{V1}/drawing_areas")[1][0]["id"]
    return number


def drawing(world: World, number: str = "A-101") -> dict[str, Any]:
    values = {"number": number, "title": "Plan", "drawing_discipline": {"name": "Roofing"}}
    status, made = world.ask("POST", f"/rest/v1.1/drawing_areas/{area(world)}/drawings?{P}", {"drawing": values})
    assert status == 201, made
    found: dict[str, Any] = made
    return found


def sent(world: World, name: str = "plan.pdf") -> str:
    asked = {"response_filename": name, "response_content_type": "application/pdf"}
    key: str = world.ask("POST", f"{V1}/uploads", asked)[1]["uuid"]
    world.engine.world.keep_blob(key, COMPANY, name, "application/pdf", b"%PDF")
    return key


def upload(world: World, key: str, **values: Any) -> tuple[int, Any]:
    file = {"upload_uuid": key, "drawing_date": "2026-01-15", "default_revision": "B", **values}
    sets = world.ask("GET", f"{V1}/drawing_sets")[1]
    body = {"drawing_upload": {"drawing_set_id": sets[0]["id"], "drawing_log_imports": [file]}}
    return world.ask("POST", f"{V11}/drawing_uploads", body)


def test_a_discipline_is_made_when_a_drawing_names_it_first(world: World) -> None:
    assert [drawing(world, number)["discipline"] for number in ("A-101", "A-102")] == ["Roofing", "Roofing"]
    names = [part["name"] for part in world.ask("GET", f"{V1}/drawing_disciplines")[1]]
    assert names.count("Roofing") == 1
    values = {"number": "A-101", "title": "x", "drawing_discipline": {"name": "Roofing"}}
    assert world.ask("POST", f"/rest/v1.1/drawing_areas/{area(world)}/drawings?{P}", {"drawing": values})[0] == 422


def test_an_upload_passes_its_states_while_nothing_else_happens(world: World) -> None:
    status, made = upload(world, sent(world))
    assert (status, made["status"], made["drawing_area_id"]) == (201, "in_queue", area(world))
    one = f"{V11}/drawing_uploads/{made['id']}"
    told = []
    for _ in range(3):
        told.append(world.ask("GET", one)[1]["status"])
        assert world.ask("GET", f"{V11}/drawing_uploads")[1][0]["status"] == told[-1]
        world.engine.clock.advance(3)
    assert told == ["in_queue", "in_progress", "ready_for_review"]
    assert world.ask("DELETE", one)[0] == 200
    assert world.ask("GET", one)[0] == 404


def test_a_file_for_a_known_drawing_is_its_current_revision(world: World) -> None:
    number = drawing(world)["id"]
    for revision in ("A", "B"):
        made = upload(world, sent(world), drawing_id=number, default_revision=revision)[1]
    world.engine.clock.advance(10)
    assert world.ask("GET", f"{V11}/drawing_uploads/{made['id']}")[1]["status"] == "reviewed"
    revisions = world.ask("GET", f"{V1}/drawing_revisions?drawing_id={number}")[1]
    assert [(part["revision_number"], part["current"]) for part in revisions] == [("A", False), ("B", True)]
    drawings = world.ask("GET", f"/rest/v1.1/drawing_areas/{area(world)}/drawings?{P}")[1]
    shown = next(part for part in drawings if part["id"] == number)
    assert (shown["current_revision"]["revision_number"], shown["current_revision"]["pdf_size"]) == ("B", 4)


def test_only_pdf_files_that_were_sent_make_drawings(world: World) -> None:
    assert upload(world, sent(world, "plan.png")) == (422, {"errors": {"files": ["must be PDF files"]}})
    status, answer = upload(world, "nothing")
    assert (status, answer) == (422, {"errors": {"drawing_log_imports[0].upload_uuid": ["does not exist"]}})


def test_drawings_are_listed_by_their_area_and_an_area_that_is_none_is_not_found(world: World) -> None:
    made = drawing(world, "Z-900")

    listed = world.ask("GET", f"/rest/v1.0/drawings?{P}&drawing_area_id={area(world)}")[1]

    assert made["id"] in [row["id"] for row in listed]
    assert world.ask("GET", f"/rest/v1.0/drawings?{P}&drawing_area_id=5")[0] == 404
    assert world.ask("GET", f"/rest/v1.0/drawings?{P}")[0] == 400
