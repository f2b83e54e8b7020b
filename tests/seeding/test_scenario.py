from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.reference.catalog import Catalog
from mockcore.seeding.scenario import Scenario, read, unknown

CATALOG = Catalog.load()


def scenario(folder: Path, text: str) -> Scenario:
    file = folder / "own.yaml"
    file.write_text(text)
    return read(file, CATALOG)


def test_a_file_is_a_world_of_companies_and_projects(tmp_path: Path) -> None:
    world = scenario(tmp_path, "companies: [{id: 1, name: A, counts: {rfis: 4}, projects: [{id: 10, name: P}]}]")
    company = world.companies[0]
    assert (world.name, company.attributes, company.projects[0].id, world.size) == ("own", {"name": "A"}, 10, 4)


def test_a_scale_multiplies_what_is_counted_and_one_stays_one(tmp_path: Path) -> None:
    world = scenario(tmp_path, "{scale: 0.1, companies: [{id: 1, counts: {rfis: 50, meetings: 3, offices: 1}}]}")
    assert world.companies[0].counts == {"rfis": 5, "meetings": 1, "offices": 1}


@pytest.mark.parametrize("text", ["{}", "companies: [{name: A}]", "companies: [7]", "a: [b"])
def test_a_file_that_cannot_be_read_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(OperatorError, match=r"own\.yaml"):
        scenario(tmp_path, text)


def test_an_unknown_name_is_told_with_the_seed_and_the_one_that_is_close() -> None:
    assert str(unknown("own", "at company 1", "rfi", ["rfis", "users"])) == (
        "The seed own has an unknown name, 'rfi', at company 1: did you mean rfis?"
    )


@pytest.mark.parametrize(
    ("text", "key"), [("{id: 1, members: 3}", "members"), ("{id: 1, projects: [{id: 2, since: x}]}", "since")]
)
def test_a_project_has_keys_that_a_company_has_not(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(OperatorError, match=f"unknown name, '{key}'"):
        scenario(tmp_path, f"companies: [{text}]")


def test_a_file_says_only_what_is_different_from_the_one_beside_it_that_it_is_like(tmp_path: Path) -> None:
    (tmp_path / "whole.yaml").write_text("{now: 2025-05-05, companies: [{id: 1, counts: {rfis: 50}}]}")
    (tmp_path / "half.yaml").write_text("{like: whole.yaml, scale: 0.5}")
    world = scenario(tmp_path, "{like: half.yaml, now: 2026-01-01}")
    assert (world.companies[0].counts, world.now.year) == ({"rfis": 25}, 2026)


def test_a_file_that_is_like_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("like: own.yaml")
    with pytest.raises(OperatorError, match=r"other\.yaml is like itself"):
        scenario(tmp_path, "like: other.yaml")


def test_days_of_yaml_are_texts(tmp_path: Path) -> None:
    world = scenario(tmp_path, "{now: 2026-03-02, companies: [{id: 1, since: 2019-09-02, state_code: NO}]}")
    assert (world.now.day, world.companies[0].since, world.companies[0].attributes) == (2, "2019-09-02", {"state_code": "NO"})


@pytest.mark.parametrize("text", ["{companis: []}", "{like: demo, scael: 0.1}"])
def test_a_key_that_no_file_has_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(OperatorError, match=r"did you mean (companies|scale)"):
        scenario(tmp_path, text)
