"""The schema of seeds is one, for editors and for the loader."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from mockcore.paths import seeds_directory
from mockcore.reference.catalog import Catalog
from mockcore.seeding.field_names import field_names
from mockcore.seeding.seed_check import first_fault
from mockcore.seeding.seed_schema import _of_company, _of_file, _of_place, _of_project, schema_text
from mockcore.seeding.seed_text import load
from scripts.seed_schema import FILE
from tests.seeding.test_seed_check import SEEDS, misspelt, once
from tests.sweep import sample

VALUES: tuple[Any, ...] = (
    None, True, 0, 7, -1, 2**63, 1.5, 3.0, "", "x", "12", "1200.50", "@users/x", "2026-01-15", "2026-13-45", "open", "Admin",
    [], {}, [None], ["x"], [7], ["@users/x"], [{"id": 7}], {"id": 7}, {"x": 1}, {"name": 7},
)  # fmt: skip


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.load()


@pytest.fixture(scope="module")
def schema(catalog: Catalog) -> Any:
    return json.loads(schema_text(catalog))


@pytest.fixture(scope="module")
def judge(schema: Any) -> Any:
    """Whether somebody else than us finds a content valid."""
    return jsonschema_rs.Draft202012Validator(schema).is_valid


def disagreements(content: Any, schema: Any, judge: Any) -> Iterator[Any]:
    if judge(content) != (first_fault(content, schema) is None):
        yield json.dumps(content)[:300]


def test_the_schema_is_one_of_its_dialect(schema: Any) -> None:
    assert jsonschema_rs.meta.is_valid(schema)


def test_the_file_that_our_seeds_name_is_the_schema(catalog: Catalog) -> None:
    assert FILE.read_text(encoding="utf-8") == schema_text(catalog), "run `make fix`"


@pytest.mark.parametrize("file", SEEDS, ids=lambda file: file.stem)
def test_our_seeds_are_valid_and_name_their_schema(file: Path, judge: Any) -> None:
    assert judge(load(file).content)
    named = file.read_text().splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    assert (file.parent / named).resolve() == FILE


@pytest.mark.parametrize("name", ["demo", "sandbox"])
def test_a_misspelt_or_mistyped_seed_is_refused_by_the_schema_and_by_the_loader(name: str, schema: Any, judge: Any) -> None:
    content = load(seeds_directory() / f"{name}.yaml").content
    wrong, refused = [], 0
    for *above, last in sample(once(content), 60):
        inside = content
        for step in above:
            inside = inside[step]
        before = dict(inside)
        for change in ({misspelt(str(last)): before[last]}, *({last: value} for value in VALUES)):
            inside.clear()
            inside.update({key: value for key, value in before.items() if key != last} | change)
            wrong += disagreements(content, schema, judge)
            refused += not judge(content)
        inside.clear()
        inside.update(before)
    assert wrong == []
    assert judge(content)
    assert refused > 500


def test_every_field_of_every_resource_takes_the_same_values_in_both(catalog: Catalog, schema: Any, judge: Any) -> None:
    different = {}
    for kind, rows in schema["$defs"]["records"]["properties"].items():
        for field, values in rows["items"]["properties"].items():
            different.setdefault(json.dumps(values), (kind, field))
    assert len(different) > 200
    wrong = []
    for kind, field in different.values():
        for value in VALUES:
            wrong += disagreements({"companies": [{"id": 1, "records": {kind: [{field: value}]}}]}, schema, judge)
    assert wrong == []


@pytest.mark.parametrize("key", [*_of_place(), *_of_company(), *_of_project()])
def test_keys_of_companies_and_projects_take_the_same_values_in_both(key: str, schema: Any, judge: Any) -> None:
    contents = [{"companies": [{"id": 1, key: value, "projects": [{"id": 2, key: value}]}]} for value in VALUES]
    assert [wrong for content in contents for wrong in disagreements(content, schema, judge)] == []


def test_every_resource_has_its_fields(catalog: Catalog, schema: Any) -> None:
    rows = schema["$defs"]["records"]["properties"]
    assert list(rows) == catalog.kind_names == list(schema["$defs"]["counts"]["properties"])
    assert set(field_names("rfis", catalog)) <= set(rows["rfis"]["items"]["properties"])


def test_the_page_of_seed_files_has_every_key() -> None:
    page = FILE.with_name("seed-files.md").read_text(encoding="utf-8")
    keys = {*_of_file(), *_of_place(), *_of_company(), *_of_project()}
    assert {key for key in keys if not re.search(rf"^\|[^|]*`{key}`", page, re.MULTILINE)} == set()
