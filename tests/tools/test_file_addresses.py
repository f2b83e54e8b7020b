"""Addresses of files over the engine: each leads to bytes, for records of the seed too."""

from typing import Any

import pytest

from tests.world import PROJECT, World

HERE = f"/rest/v1.0/projects/{PROJECT}"


def fetched(world: World, url: str) -> bytes:
    return world.engine.file(url.rpartition("/")[2])[2]


@pytest.mark.parametrize(
    ("path", "names"),
    [
        (f"/rest/v1.0/images?project_id={PROJECT}", ("url", "thumbnail_url")),
        (f"{HERE}/drawing_revisions", ("pdf_url", "png_url", "thumbnail_url", "large_thumbnail_url", "zip_url")),
    ],
)
def test_the_records_of_a_seed_lead_to_files(world: World, path: str, names: tuple[str, ...]) -> None:
    rows: list[dict[str, Any]] = world.ask("GET", path)[1]
    assert rows
    assert all(fetched(world, row[name]) for row in rows for name in names)


def test_a_file_without_bytes_has_a_first_version(world: World) -> None:
    made = world.ask("POST", f"/rest/v1.0/files?project_id={PROJECT}", {"file": {"name": "Addendum.pdf"}})[1]
    version = world.ask("GET", f"/rest/v1.0/files/{made['id']}?project_id={PROJECT}")[1]["file_versions"][0]
    assert (version["number"], version["prostore_file"]["filename"]) == (1, "Addendum.pdf")
    assert fetched(world, version["url"]).startswith(b"%PDF")
