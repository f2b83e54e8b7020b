import sqlite3
from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.paths import seeds_directory
from mockcore.seeding import seed_file
from mockcore.seeding.generate import world
from mockcore.spec.catalog import Catalog

NAMES = sorted(path.stem for path in seeds_directory().glob("*.yaml"))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


def rows(image: bytes) -> list[tuple[object, ...]]:
    database = sqlite3.connect(":memory:")
    database.deserialize(image)
    return database.execute(
        "SELECT id, kind, company_id, project_id, parent_id, created_at, body FROM records ORDER BY id"
    ).fetchall()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_world(catalog: Catalog, name: str) -> None:
    file = seed_file(name)
    first = rows(world(file, catalog))
    assert first == rows(world(file, catalog))
    assert len(first) > 100


def test_the_demo_has_records_of_most_resources(catalog: Catalog) -> None:
    found = rows(world(seed_file("demo"), catalog))
    assert 2_500 <= len(found) <= 6_000
    assert len({row[1] for row in found}) > 250


def test_an_unknown_seed_names_the_choices() -> None:
    with pytest.raises(OperatorError, match="demo, sandbox"):
        seed_file("nowhere")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("companies: [", "cannot be read"),
        ("name: x", "no list of companies"),
        ("companies: [{name: x}]", "usable id"),
        ("companies: [{id: 1, records: {gadgets: [{}]}}]", "gadgets"),
        ("companies: [{id: 1, apps: [nobody]}]", "nobody"),
        ('companies: [{id: 1, records: {users: [{vendor_id: "@vendors/None"}]}}]', "@vendors/None"),
    ],
)
def test_a_wrong_seed_is_one_sentence(catalog: Catalog, tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(text)
    with pytest.raises(OperatorError, match=told):
        world(seed_file(str(file)), catalog)
