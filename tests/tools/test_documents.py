"""Folders and files: the root, what a folder contains, and both in one list."""

from tests.tools.test_files import V1, uploaded
from tests.world import PROJECT, World


def test_the_flat_list_of_documents_is_filtered_sorted_and_paged(world: World) -> None:
    for name in ("Zoning", "Addenda"):
        world.ask("POST", f"{V1}/folders?project_id={PROJECT}", {"folder": {"name": name}})
    folder = world.ask("GET", f"{V1}/folders?project_id={PROJECT}")[1]["folders"][0]["id"]
    attributes = {"name": "Mine.pdf", "parent_id": folder, "upload_uuid": uploaded(world, b"one")}
    world.ask("POST", f"{V1}/files?project_id={PROJECT}", {"file": attributes})

    def names(query: str) -> list[str]:
        return [part["name"] for part in world.ask("GET", f"{V1}/projects/{PROJECT}/documents?{query}")[1]]

    everything = names("sort=name")
    assert everything == sorted(everything)
    assert {"Zoning", "Addenda", "Mine.pdf"} < set(everything)
    assert names("sort=document_type_then_name")[0] == "Mine.pdf"
    assert names("filters[document_type]=file") == ["Mine.pdf"]
    assert names(f"filters[folder_id]={folder}") == ["Mine.pdf"]
    assert names("filters[search]=zoN") == ["Zoning"]
    assert names("filters[is_in_recycle_bin]=true") == []
    pages = [names(f"sort=name&per_page=2&page={number}") for number in range(1, 5)]
    assert [name for page in pages for name in page] == everything[:8]
    assert names("sort=name&per_page=100&page=2") == []


def test_a_folder_shows_what_it_contains_and_goes_with_it(world: World) -> None:
    top = world.ask("POST", f"{V1}/folders?project_id={PROJECT}", {"folder": {"name": "Top"}})[1]["id"]
    inside = {"folder": {"name": "Inside", "parent_id": top}}
    below = world.ask("POST", f"{V1}/folders?project_id={PROJECT}", inside)[1]["id"]
    shown = world.ask("GET", f"{V1}/folders/{top}?project_id={PROJECT}")[1]
    assert ([folder["id"] for folder in shown["folders"]], shown["files"], shown["has_children"]) == ([below], [], True)
    assert world.ask("POST", f"{V1}/folders?project_id={PROJECT}", inside)[0] == 409
    world.ask("DELETE", f"{V1}/folders/{top}?project_id={PROJECT}")
    assert world.ask("GET", f"{V1}/folders/{below}?project_id={PROJECT}")[0] == 404
