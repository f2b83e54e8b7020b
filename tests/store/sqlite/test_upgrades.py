"""Files of earlier releases are brought to the schema of this one, and no change of the tables is forgotten."""

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import mockcore
from mockcore.errors import OperatorError
from mockcore.store.sqlite.database import Database
from mockcore.store.sqlite.prepared import Statements
from mockcore.store.sqlite.schema import SCHEMA_VERSION
from mockcore.store.sqlite.upgrades import STEPS, upgrade

SCHEMAS = Path(__file__).parent / "schemas"
COMPANY, PROJECT, MEETING, TOOL, LETTER = 4264590, 225100, 10000307, 10000312, 10000316
# What to do when one of the first tests fails.
CHANGED = "the tables have changed: raise SCHEMA_VERSION, add a step to upgrades.py, and write schemas/VERSION.sql"


def definition(text: str) -> list[str]:
    """The statements of a script, however they are broken into lines."""
    return [" ".join(part.split()) for part in text.split(";") if part.strip()]


def of_release(version: int, path: Path) -> Path:
    """The database that the last release with a schema has left, after a few calls."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(gzip.decompress((SCHEMAS / f"world_{version}.sql.gz").read_bytes()).decode())
    return path


def counters(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, value FROM sequences"))


def test_the_tables_are_those_of_their_version() -> None:
    current = [part for text in Statements().creation() for part in definition(text)]
    assert current == definition((SCHEMAS / f"{SCHEMA_VERSION}.sql").read_text()), CHANGED


def test_steps_lead_from_the_first_version_to_the_present_one() -> None:
    versions = sorted(int(file.stem) for file in SCHEMAS.glob("*.sql"))
    assert versions == [*range(versions[0], SCHEMA_VERSION + 1)], CHANGED
    assert sorted(STEPS) == versions[1:], CHANGED


@pytest.mark.parametrize("version", sorted(STEPS))
def test_a_step_makes_the_tables_of_its_version(version: int) -> None:
    tables = []
    for number in (version - 1, version):
        connection = sqlite3.connect(":memory:")
        connection.executescript((SCHEMAS / f"{number}.sql").read_text())
        if number < version:
            STEPS[version](connection.cursor())
        tables.append(connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall())
    assert tables[0] == tables[1]


def test_a_file_of_schema_5_goes_on_counting_where_it_was(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = of_release(5, tmp_path / "world.db")
    letters = "generic_tools/generic_tool_items"
    Database(str(path)).close()
    assert counters(path) == {
        "id": 10000322,
        f"issue_number:coordination_issues:{PROJECT}:{COMPANY}:0": 2,
        f"number:rfis:{PROJECT}:{COMPANY}:0": 1,
        f"position:{letters}/generic_tool_item_responses:{PROJECT}:{COMPANY}:{LETTER}": 1,
        f"position:{letters}:{PROJECT}:{COMPANY}:{TOOL}": 2,
        f"position:meeting_topics:{PROJECT}:{COMPANY}:0": 3,
        f"number:meeting_topics:{PROJECT}:{COMPANY}:{MEETING}": 3,
    }
    assert [record.getMessage() for record in caplog.records] == [
        f"The database {path} was brought from schema 5 to {SCHEMA_VERSION}."
    ]
    Database(str(path)).close()
    assert len(caplog.records) == 1


def test_change_orders_of_both_generations_become_one_resource(tmp_path: Path) -> None:
    path = of_release(5, tmp_path / "world.db")
    bodies = {
        101: ("prime_contracts", {}),
        102: ("prime_change_orders", {"contract_id": 101, "batch_id": 103}),
        103: ("prime_change_order_batches", {"contract_id": 101}),
        104: ("potential_change_orders", {"contract_id": 101}),
        105: ("prime_change_orders/line_items", {"amount": "1.00"}),
    }
    with closing(sqlite3.connect(path)) as connection:
        for number, (kind, body) in bodies.items():
            values = (
                number,
                kind,
                COMPANY,
                PROJECT,
                102 if number == 105 else None,
                1,
                "2026-01-01",
                "2026-01-01",
                json.dumps(body),
            )
            names = "id, kind, company_id, project_id, parent_id, version, created_at, updated_at, body"
            connection.execute(f"INSERT INTO records ({names}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        connection.commit()
    Database(str(path)).close()
    with closing(sqlite3.connect(path)) as connection:
        rows = {row[0]: (row[1], json.loads(row[2])) for row in connection.execute("SELECT id, kind, body FROM records")}
    assert [rows[number][0] for number in (102, 103, 105)] == [
        "potential_change_orders", "change_order_packages", "potential_change_orders/line_items"
    ]  # fmt: skip
    assert [rows[number][1]["type"] for number in (102, 103, 104)] == [
        "PrimeChangeOrder", "PrimeContractChangeOrder", "PrimeChangeOrder"
    ]  # fmt: skip
    assert rows[102][1]["change_order_package_id"] == 103


def test_a_server_goes_on_with_the_file_of_the_release_before(tmp_path: Path) -> None:
    with mockcore.running(db=str(of_release(5, tmp_path / "world.db"))) as server:
        vendors = server.get(f"/rest/v1.0/vendors?company_id={COMPANY}")
        assert "Before the upgrade" in [vendor["name"] for vendor in vendors]
        topic = {"project_id": PROJECT, "meeting_id": MEETING, "meeting_topic": {"title": "Steel"}}
        assert server.create("/rest/v1.0/meeting_topics", topic)["number"] == "1.4"
        issue = {"project_id": PROJECT, "coordination_issue": {"title": "Clash"}}
        assert server.create("/rest/v1.0/coordination_issues", issue)["issue_number"] == 3


@pytest.mark.parametrize(
    ("schema", "sentence"),
    [("4", "from which nothing leads to 9: delete it"), ("10", "of a later version"), ("x", "nothing leads")],
)
def test_what_cannot_be_upgraded_is_refused_and_not_changed(tmp_path: Path, schema: str, sentence: str) -> None:
    path = of_release(5, tmp_path / "world.db")
    before = counters(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE facts SET value = ? WHERE name = 'schema'", (schema,))
    with pytest.raises(OperatorError, match=sentence):
        Database(str(path))
    assert counters(path) == before


def test_an_upgrade_is_done_wholly_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = of_release(5, tmp_path / "world.db")
    before = counters(path)

    def fail(cursor: sqlite3.Cursor) -> None:
        raise KeyError

    connection = sqlite3.connect(path, isolation_level=None)
    monkeypatch.setitem(STEPS, SCHEMA_VERSION + 1, fail)
    with pytest.raises(KeyError):
        upgrade(connection, str(path), SCHEMA_VERSION + 1)
    connection.close()
    assert counters(path) == before
    Database(str(path)).close()
