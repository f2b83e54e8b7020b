"""Files in folders, their versions, and photos."""

from tests.behaviours.conftest import COMPANY, PROJECT, World

V1 = "/rest/v1.0"


def uploaded(world: World, data: bytes) -> str:
    asked = {"response_filename": "plan.pdf", "response_content_type": "application/pdf"}
    key: str = world.ask("POST", f"{V1}/projects/{PROJECT}/uploads", asked)[1]["uuid"]
    world.engine.world.keep_blob(key, COMPANY, "plan.pdf", "application/pdf", data)
    return key


def test_new_content_of_a_file_is_its_next_version(world: World) -> None:
    folder = world.ask("POST", f"{V1}/folders?project_id={PROJECT}", {"folder": {"name": "Plans"}})[1]
    attributes = {"name": "plan.pdf", "parent_id": folder["id"], "upload_uuid": uploaded(world, b"one")}
    status, made = world.ask("POST", f"{V1}/files?project_id={PROJECT}", {"file": attributes})
    assert (status, made["name_with_path"], made["size"]) == (201, "Plans/plan.pdf", 3)
    assert world.ask("POST", f"{V1}/files?project_id={PROJECT}", {"file": attributes})[0] == 409
    again = {"file": {"upload_uuid": uploaded(world, b"three")}}
    changed = world.ask("PATCH", f"{V1}/files/{made['id']}?project_id={PROJECT}", again)[1]
    assert [part["number"] for part in changed["file_versions"]] == [1, 2]
    known = world.ask("GET", f"/rest/v2.0/projects/{PROJECT}/documents/{made['id']}/revisions")[1]["data"]
    assert [part["file_size"] for part in known] == [5, 3]


def test_an_upload_that_does_not_exist_is_refused(world: World) -> None:
    asked = {"file": {"name": "x.pdf", "upload_uuid": "nothing"}}
    assert world.ask("POST", f"{V1}/files?project_id={PROJECT}", asked)[0] == 422


def test_an_album_counts_its_photos(world: World) -> None:
    albums = world.ask("GET", f"{V1}/image_categories?project_id={PROJECT}")[1]
    assert [album["count"] for album in albums] == [1]
    used = world.ask("GET", f"{V1}/image_categories/ids_with_images?project_id={PROJECT}")[1]
    assert used == [albums[0]["id"]]
