"""What only the whole of a scenario shows."""

from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.reference.catalog import Catalog
from mockcore.seeding.consistency import check, explicit_ids
from mockcore.seeding.scenario import Scenario, read

CATALOG = Catalog.load()
APP = "{name: A, client_id: a, client_secret: s, versions: [{number: '1', key: k}]}"


def scenario(folder: Path, text: str) -> Scenario:
    file = folder / "own.yaml"
    file.write_text(text)
    return read(file, CATALOG)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("companies: [{id: 1}, {id: 1}]", "the id 1 stands there twice"),
        ("companies: [{id: 1, projects: [{id: 1}]}]", "the id 1 stands there twice"),
        ("companies: [{id: 1, records: {vendors: [{id: 7}], trades: [{id: 7}]}}]", "the id 7 stands there twice"),
        (f"{{apps: [{APP}, {APP}], companies: []}}", "the client_id a stands there twice"),
        ("companies: [{id: 1, apps: [mockcore-dmsa, mockcore-dmsa]}]", "the app mockcore-dmsa stands there twice at company 1"),
        ("companies: [{id: 1, since: 2026-02-30}]", "since at 1: '2026-02-30' is not a time"),
        ("companies: [{id: 1, projects: [{id: 2, completion_date: 2026-02-30}]}]", "completion_date at 2"),
        ("companies: [{id: 1, apps: [mockcore-dmsa], permitted: {mockcore-dmsa: [3]}, projects: [{id: 2}]}]", "known are 2."),
    ],
)
def test_a_scenario_that_contradicts_itself_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(OperatorError) as refused:
        check(scenario(tmp_path, text))
    assert reason in str(refused.value)


def test_the_ids_of_a_scenario_are_those_that_it_writes(tmp_path: Path) -> None:
    world = scenario(tmp_path, "companies: [{id: 1, records: {vendors: [{id: 7}, {name: A}]}, projects: [{id: 2}]}]")
    assert explicit_ids(world) == [1, 7, 2]
