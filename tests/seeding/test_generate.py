import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mockcore import seeding
from mockcore.engine import Engine
from mockcore.errors import OperatorError
from mockcore.paths import seeds_directory
from mockcore.reference.catalog import Catalog
from mockcore.seeding import image, progress, seed_file
from mockcore.seeding.generate import world
from mockcore.seeding.scenario import read
from mockcore.settings import Settings
from mockcore.store.query import Selection
from mockcore.store.sqlite.database import Database
from tests.test_file_cache import DAMAGES

NAMES = sorted(path.stem for path in seeds_directory().glob("*.yaml"))
# The others are small enough to be built whole.
SCALES = {"large": 0.02}
Row = tuple[int, str, int | None, int | None, int | None, str, str, dict[str, Any]]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each seed, or a smaller one like it."""
    folder = tmp_path_factory.mktemp("seeds")
    found = {name: seed_file(name) for name in NAMES}
    for name, scale in SCALES.items():
        found[name] = folder / f"{name}.yaml"
        found[name].write_text(f"{{like: {name}, scale: {scale}}}")
    return found


@pytest.fixture(scope="module")
def worlds(files: dict[str, Path], catalog: Catalog) -> dict[str, list[Row]]:
    return {name: rows(world(file, catalog)) for name, file in files.items()}


def rows(database: Database) -> list[Row]:
    names = "id, kind, company_id, project_id, parent_id, created_at, updated_at, body"
    found = database.connection.execute(f"SELECT {names} FROM records ORDER BY id").fetchall()
    return [(*row[:-1], json.loads(row[-1])) for row in found]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_world(
    catalog: Catalog, files: dict[str, Path], worlds: dict[str, list[Row]], name: str
) -> None:
    assert worlds[name] == rows(world(files[name], catalog))
    assert len(worlds[name]) > 100


def test_the_same_seed_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("{like: demo, scale: 0.1}")
    build = "import sys, pathlib as p; from mockcore.reference.catalog import Catalog; "
    build += (
        "from mockcore.seeding.generate import world; world(p.Path(sys.argv[1]), Catalog.load(), p.Path(sys.argv[2])).close()"
    )
    for name in ("1", "2"):
        command = [sys.executable, "-c", build, str(file), str(tmp_path / name)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": name})
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_the_demo_has_records_of_most_resources(worlds: dict[str, list[Row]]) -> None:
    found = worlds["demo"]
    assert 2_500 <= len(found) <= 6_000
    assert len({row[1] for row in found}) > 250


def test_the_large_seed_asks_for_a_quarter_of_a_million_records_and_a_world_has_what_its_seed_asks_for(
    catalog: Catalog, files: dict[str, Path], worlds: dict[str, list[Row]]
) -> None:
    assert read(seed_file("large"), catalog).size >= 250_000
    assert len(worlds["large"]) >= read(files["large"], catalog).size
    assert len(worlds["demo"]) >= read(files["demo"], catalog).size


@pytest.mark.parametrize("name", NAMES)
def test_no_record_is_made_as_deleted_or_changed_before_it_was_made(worlds: dict[str, list[Row]], name: str) -> None:
    assert not [row for row in worlds[name] if row[7].get("status") == "recycled"]
    assert not [row for row in worlds[name] if row[6] < row[5]]


@pytest.mark.parametrize("name", NAMES)
def test_records_are_made_after_what_they_belong_to_and_while_their_project_is_built(
    worlds: dict[str, list[Row]], name: str
) -> None:
    made = {row[0]: row for row in worlds[name]}
    spans = {
        row[0]: (row[7]["start_date"], min(row[7]["completion_date"], "2026-01-15") + "T24")
        for row in worlds[name]
        if row[1] == "projects" and row[7].get("start_date", "9") < "2026"
    }
    inside = [row for row in worlds[name] if row[3] in spans]
    assert inside
    for row in inside:
        first, last = spans[row[3] or 0]
        assert first <= row[5] <= row[6] <= last, row
        parent = made.get(row[4] or 0)
        if parent is not None and parent[3] is not None:
            assert parent[5] <= row[5], row


def test_people_and_firms_of_the_large_world_are_there_before_its_projects(worlds: dict[str, list[Row]]) -> None:
    for company in [row[0] for row in worlds["large"] if row[1] == "companies"]:
        own = [row for row in worlds["large"] if row[2] == company]
        begun = min(row[5] for row in own if row[3] is not None)
        # Apps were installed later, and their users with them.
        known = [
            row[5] for row in own if row[1] in ("users", "vendors") and not str(row[7].get("login", "")).startswith("mockcore-")
        ]
        assert "2019-09-02" <= min(known) <= max(known) <= begun


def test_what_a_project_of_the_large_world_names_are_its_own_people_and_firms_and_records_of_its_own(
    catalog: Catalog, files: dict[str, Path]
) -> None:
    database = world(files["large"], catalog)
    members = set(database.connection.execute("SELECT kind, project_id, record_id FROM members"))
    found = rows(database)
    inside = {row[0]: row[3] for row in found}
    place = {row[0]: (row[1], row[2], row[3] or inside.get(row[4] or 0)) for row in found}
    seen = 0
    for number, kind, company_id, project_id, _, _, _, body in found:
        for name, value in body.items():
            if project_id is None or not name.endswith("_id") or value not in place:
                continue
            referred, owner, project = place[value]
            assert owner == company_id, (number, kind, name)
            assert project in (None, project_id), (number, kind, name)
            if referred in ("users", "vendors"):
                assert (referred, project_id, value) in members, (number, kind, name)
                seen += 1
    assert seen > 1_000


def test_people_are_called_by_their_names_and_logs_are_approved_entries_of_past_days(worlds: dict[str, list[Row]]) -> None:
    for name in ("demo", "large"):
        people = [row[7] for row in worlds[name] if row[1] == "users"]
        assert all(body["name"] == f"{body['first_name']} {body['last_name']}" for body in people)
        assert len({body["login"] for body in people}) == len(people)
        logs = [row[7] for row in worlds[name] if row[1] == "manpower_logs"]
        assert logs
        assert all(body["status"] == "approved" and body["date"] <= "2026-01-15" for body in logs)


def test_a_contract_costs_what_its_lines_cost(worlds: dict[str, list[Row]]) -> None:
    for name in ("demo", "large"):
        contracts = {row[0]: row[7]["grand_total"] for row in worlds[name] if row[1] == "commitments"}
        lines = [(row[4], float(row[7]["amount"])) for row in worlds[name] if row[1] == "commitments/line_items"]
        assert any(parent in contracts for parent, _ in lines)
        for number, told in contracts.items():
            assert float(told) == pytest.approx(sum(amount for parent, amount in lines if parent == number), abs=0.01)


def test_a_world_that_takes_long_to_build_is_announced_in_one_line(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("companies: [{id: 1, counts: {vendors: 30}}]")
    world(file, catalog)
    assert not capsys.readouterr().err
    monkeypatch.setattr(progress, "LARGE", 30)
    world(file, catalog)
    assert capsys.readouterr().err == "Building the world of the seed own, some 30 records: this takes a minute or so, once.\n"


def test_a_large_image_stays_in_its_file_and_is_loaded_from_there(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("companies: [{id: 1, counts: {vendors: 3}}]")
    small = image(file, catalog)
    monkeypatch.setattr(seeding, "READ_BYTES", 1_000)
    large = image(file, catalog)
    assert isinstance(small, bytes)
    assert not isinstance(large, bytes)
    for database in (Database(), Database(str(tmp_path / "kept.db"))):
        database.load(large)
        assert [row[7]["name"] for row in rows(database) if row[1] == "vendors"]
        database.close()


def test_an_unknown_seed_names_the_choices() -> None:
    with pytest.raises(OperatorError, match="demo, large, sandbox"):
        seed_file("nowhere")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("companies: [", "cannot be read"),
        ("name: x", "no companies or like"),
        ("like: nowhere", "There is no seed 'nowhere'"),
        ("{like: demo, scale: much}", "much"),
        ("companies: [{name: x}]", "company 1 has no id"),
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


def test_a_damaged_world_is_generated_again(catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCKCORE_CACHE", str(tmp_path / "cache"))
    seed = tmp_path / "own.yaml"
    seed.write_text("{like: demo, scale: 0.02}")
    whole = image(seed, catalog)
    (file,) = (tmp_path / "cache").glob("world-*")
    file.write_bytes(DAMAGES["truncated"](file.read_bytes()))
    assert image(seed, catalog) == whole


def test_a_database_of_another_seed_is_refused_and_goes_on_with_its_own_where_none_is_named(
    catalog: Catalog, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("companies: [{id: 1, counts: {vendors: 3}}]")
    kept = str(tmp_path / "kept.db")
    seeding.open_world(Settings(seed=str(file), db=kept), catalog).close()
    with pytest.raises(OperatorError, match="was made from the seed own, not sandbox"):
        seeding.open_world(Settings(seed="sandbox", db=kept), catalog)
    engine = Engine.open(Settings(db=kept))
    engine.reset()
    assert [company.id for company in engine.world.select(Selection("companies"))] == [1]
    engine.close()
    seeding.open_world(Settings(seed=str(file), db=kept), catalog).close()
