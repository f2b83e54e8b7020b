import json
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


@pytest.mark.parametrize("name", NAMES)
def test_no_record_is_made_as_deleted_or_changed_before_it_was_made(catalog: Catalog, name: str) -> None:
    database = sqlite3.connect(":memory:")
    database.deserialize(world(seed_file(name), catalog))
    assert not database.execute("SELECT kind, id FROM records WHERE status = 'recycled'").fetchall()
    assert not database.execute("SELECT kind, id FROM records WHERE updated_at < created_at").fetchall()


def test_people_are_called_by_their_names_and_logs_are_approved_entries_of_past_days(catalog: Catalog) -> None:
    bodies = [(row[1], json.loads(str(row[6]))) for row in rows(world(seed_file("demo"), catalog))]
    people = [body for kind, body in bodies if kind == "users"]
    assert all(body["name"] == f"{body['first_name']} {body['last_name']}" for body in people)
    logs = [body for kind, body in bodies if kind == "manpower_logs"]
    assert logs
    assert all(body["status"] == "approved" and body["date"] <= "2026-01-15" for body in logs)


def test_a_contract_costs_what_its_lines_cost(catalog: Catalog) -> None:
    found = rows(world(seed_file("demo"), catalog))
    contracts = {row[0]: json.loads(str(row[6]))["grand_total"] for row in found if row[1] == "commitments"}
    lines = [(row[4], float(json.loads(str(row[6]))["amount"])) for row in found if row[1] == "commitments/line_items"]
    assert any(parent in contracts for parent, _ in lines)
    for number, told in contracts.items():
        assert float(told) == pytest.approx(sum(amount for parent, amount in lines if parent == number), abs=0.01)


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
