"""Files in folders, their versions, and photos."""

import pytest

from tests.world import COMPANY, PROJECT, World

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


def test_a_taken_name_is_told_with_the_file_that_has_it(world: World) -> None:
    folder = world.ask("POST", f"{V1}/folders?project_id={PROJECT}", {"folder": {"name": "Plans"}})[1]
    files = f"{V1}/files?project_id={PROJECT}"
    first, second = (
        world.ask("POST", files, {"file": {"name": name, "parent_id": folder["id"], "upload_uuid": uploaded(world, b"x")}})[1]
        for name in ("a.pdf", "b.pdf")
    )
    status, answer = world.ask("PATCH", f"{V1}/files/{second['id']}?project_id={PROJECT}", {"file": {"name": "a.pdf"}})
    assert (status, answer["file"]["id"], answer["file"]["name_with_path"]) == (409, first["id"], "Plans/a.pdf")
    assert len(answer["errors"]["base"]) == 1
    assert answer["error_type"]


def test_a_folder_is_deleted_with_what_it_holds(world: World) -> None:
    folder = world.ask("POST", f"{V1}/folders?project_id={PROJECT}", {"folder": {"name": "Plans"}})[1]["id"]
    inner = {"folder": {"name": "Inner", "parent_id": folder}}
    below = world.ask("POST", f"{V1}/folders?project_id={PROJECT}", inner)[1]["id"]
    values = {"name": "a.pdf", "parent_id": below, "upload_uuid": uploaded(world, b"x")}
    file = world.ask("POST", f"{V1}/files?project_id={PROJECT}", {"file": values})[1]["id"]
    assert world.ask("DELETE", f"{V1}/folders/{folder}?project_id={PROJECT}")[0] == 200
    assert world.ask("GET", f"{V1}/folders/{below}?project_id={PROJECT}")[0] == 404
    assert world.ask("GET", f"{V1}/files/{file}?project_id={PROJECT}")[0] == 404


def test_a_deep_tree_of_folders_is_deleted_from_its_top(world: World) -> None:
    above: list[int] = []
    for _ in range(1_050):
        folder = {"name": "Inner", "parent_id": above[-1]} if above else {"name": "Top"}
        above.append(world.ask("POST", f"{V1}/folders?project_id={PROJECT}", {"folder": folder})[1]["id"])
    assert world.ask("DELETE", f"{V1}/folders/{above[0]}?project_id={PROJECT}")[0] == 200
    assert world.ask("GET", f"{V1}/folders/{above[-1]}?project_id={PROJECT}")[0] == 404


@pytest.mark.parametrize("way", [0, 1, 2])
def test_a_folder_is_not_moved_below_itself(world: World, way: int) -> None:
    chain: list[int] = []
    for name in ("Top", "Middle", "Bottom"):
        folder = {"name": name, **({"parent_id": chain[-1]} if chain else {})}
        chain.append(world.ask("POST", f"{V1}/folders?project_id={PROJECT}", {"folder": folder})[1]["id"])
    move = {"folder": {"parent_id": chain[way]}}
    refused = (422, {"errors": {"parent_id": ["is the record itself or below it"]}})
    assert world.ask("PATCH", f"{V1}/folders/{chain[0]}?project_id={PROJECT}", move) == refused
    assert world.ask("GET", f"{V1}/folders/{chain[1]}?project_id={PROJECT}")[1]["parent_id"] == chain[0]
    top = {"folder": {"parent_id": PROJECT}}
    assert world.ask("PATCH", f"{V1}/folders/{chain[2]}?project_id={PROJECT}", top)[0] == 200


def test_an_album_is_made_in_the_project_that_the_body_names(world: World) -> None:
    asked = {"project_id": PROJECT, "image_category": {"name": "Slabs"}}
    status, made = world.ask("POST", f"{V1}/image_categories", asked)[:2]
    assert (status, made["name"]) == (201, "Slabs")
    assert "Slabs" in [album["name"] for album in world.ask("GET", f"{V1}/image_categories?project_id={PROJECT}")[1]]
    refused = world.ask("POST", f"{V1}/image_categories", {"image_category": {"name": "Nowhere"}})
    assert (refused[0], refused[1]) == (400, {"errors": "param is missing or the value is empty or invalid: project_id"})


def test_the_root_folder_is_a_parent_by_its_id(world: World) -> None:
    path = f"{V1}/folders?project_id={PROJECT}"
    root = world.ask("GET", path)[1]["id"]
    for kind, attributes in (("folder", {"name": "Top"}), ("file", {"name": "top.txt"})):
        made = world.ask("POST", f"{V1}/{kind}s?project_id={PROJECT}", {kind: {**attributes, "parent_id": root}})
        assert made[0] == 201, made
    shown = world.ask("GET", f"{V1}/folders/{root}?project_id={PROJECT}")[1]
    assert "Top" in [part["name"] for part in shown["folders"]]
    assert "top.txt" in [part["name"] for part in shown["files"]]
    refused = world.ask("POST", path, {"folder": {"name": "Elsewhere", "parent_id": 225101}})
    assert (refused[0], refused[1]) == (422, {"errors": {"parent_id": ["does not exist"]}})
