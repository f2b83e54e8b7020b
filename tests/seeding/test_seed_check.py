"""What the schema of seeds does not allow is refused in one sentence, and nothing else is."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from mockcore.errors import OperatorError
from mockcore.paths import seeds_directory
from mockcore.reference.catalog import Catalog
from mockcore.seeding.consistency import check
from mockcore.seeding.generate import world
from mockcore.seeding.scenario import read
from tests.sweep import sample

SEEDS = sorted(seeds_directory().glob("*.yaml"))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.fixture
def refused(catalog: Catalog, tmp_path: Path) -> Any:
    def sentence(text: Any) -> str:
        file = tmp_path / "own.yaml"
        file.write_text(text if isinstance(text, str) else json.dumps(text, default=str))
        try:
            check(read(file, catalog))
        except OperatorError as error:
            return str(error)
        return ""

    return sentence


def misspelt(name: str) -> str:
    """Two letters of the name change places; a star is none."""
    for index in range(len(name) - 2, -1, -1):
        if name[index] != name[index + 1]:
            return name[:index] + name[index + 1] + name[index] + name[index + 2 :]
    return f"{name}x"


def keys(value: Any, trail: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where each kind of key stands first: rows of one list have the same fields."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*trail, key)
            yield from keys(inner, (*trail, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from keys(inner, (*trail, index))


def once(seed: Any) -> list[tuple[Any, ...]]:
    first = {tuple("" if isinstance(step, int) else step for step in trail): trail for trail in reversed(list(keys(seed)))}
    return list(first.values())


def renamed(seed: Any, trail: tuple[Any, ...]) -> Any:
    changed = copy.deepcopy(seed)
    inside = changed
    for step in trail[:-1]:
        inside = inside[step]
    inside[misspelt(str(trail[-1]))] = inside.pop(trail[-1])
    return changed


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem)
def test_our_own_seeds_have_no_unknown_name(catalog: Catalog, file: Path) -> None:
    check(read(file, catalog))


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem)
def test_every_key_of_our_seeds_is_refused_with_a_typo(file: Path, refused: Any) -> None:
    seed = yaml.safe_load(file.read_text())
    trails = once(seed)
    accepted = [trail for trail in sample(trails, 60) if not refused(renamed(seed, trail))]
    assert not accepted
    assert len(trails) > 50


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{companis: []}", "'companis', among its keys: did you mean companies?"),
        ("companies: [{id: 1, recrods: {}}]", "'recrods', at company 1: did you mean records?"),
        ("companies: [{id: 1, nmae: A}]", "'nmae', at company 1: did you mean name?"),
        ("companies: [{id: 1, members: [A]}]", "'members', at company 1"),
        ("companies: [{id: 1, projects: [{id: 2, apps: [mockcore-dmsa]}]}]", "'apps', at project 2"),
        ("companies: [{id: 1, counts: {rfi: 3}}]", "'rfi', at company 1, counts: did you mean rfis?"),
        ("companies: [{id: 1, records: {gadgets: [{}]}}]", "'gadgets', at company 1, records"),
        ("companies: [{id: 1, records: {vendors: [{nmae: A}]}}]", "'nmae', at company 1, vendors: did you mean name?"),
        ("companies: [{id: 1, records: {vendors: {name: A}}}]", "vendors at company 1, records must be a list, not a mapping"),
        ("{records_of_every_company: {vendorss: []}, companies: []}", "did you mean vendors?"),
        ("companies: [{id: 1, records: {permission_templates: [{user_access_levels: {rfis: Admin}}]}}]", "did you mean rfi?"),
        ("companies: [{id: 1, records: {permission_templates: [{user_access_levels: {rfi: Amdin}}]}}]", "did you mean Admin?"),
        ("companies: [{id: 1, apps: [a], permitted: {b: []}}]", "'b', at company 1, permitted"),
        ("companies: [{id: 1, apps: [a], permitted: {a: [11]}, projects: [{id: 12}]}]", "known are 12."),
        ("{apps: [{client_id: a, nmae: A}], companies: []}", "'nmae', at app a: did you mean name?"),
        ("{apps: [{client_id: a, kind: dsma}], companies: []}", "did you mean dmsa?"),
        ("{apps: [{client_id: a, versions: [{nubmer: 1}]}], companies: []}", "did you mean number?"),
    ],
)
def test_an_unknown_name_is_refused_with_the_one_that_is_close(refused: Any, text: str, told: str) -> None:
    assert re.search(re.escape(told), refused(text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("companies: [{id: 1, apps: [mockcore-dsma]}]", "did you mean mockcore-dmsa?"),
        (
            'companies: [{id: 1, records: {vendors: [{name: Acme}], users: [{vendor_id: "@vendors/Amce"}]}}]',
            "did you mean @vendors/Acme?",
        ),
        ('companies: [{id: 1, records: {users: [{vendor_id: "@vendor/Acme"}]}}]', "did you mean @vendors/Acme?"),
        (
            "companies: [{id: 1, records: {users: [{name: Dana Ortiz}]}, projects: [{id: 2, members: [Dana Otriz]}]}]",
            "did you mean Dana Ortiz?",
        ),
    ],
)
def test_names_of_what_the_scenario_makes_are_checked_too(catalog: Catalog, tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(text)
    with pytest.raises(OperatorError, match=re.escape(told)):
        world(file, catalog)


def test_a_key_for_the_author_alone_begins_with_x(refused: Any) -> None:
    assert not refused("{x-people: &people {name: A}, companies: [{id: 1, records: {users: [*people]}}]}")


def test_the_ids_that_stand_for_nested_records_are_fields(refused: Any) -> None:
    assert not refused("companies: [{id: 1, records: {users: [{vendor_id: 7, permission_template_id: 8}]}}]")
