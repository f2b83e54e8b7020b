from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.seeding.scenario import read, unknown


def scenario(folder: Path, text: str) -> Path:
    file = folder / "own.yaml"
    file.write_text(text)
    return file


def test_a_file_is_a_world_of_companies_and_projects(tmp_path: Path) -> None:
    world = read(scenario(tmp_path, "companies: [{id: 1, name: A, counts: {rfis: 4}, projects: [{id: 10, name: P}]}]"))
    company = world.companies[0]
    assert (world.name, company.attributes, company.projects[0].id, world.size) == ("own", {"name": "A"}, 10, 4)


def test_a_scale_multiplies_what_is_counted_and_one_stays_one(tmp_path: Path) -> None:
    world = read(scenario(tmp_path, "{scale: 0.1, companies: [{id: 1, counts: {rfis: 50, meetings: 3, offices: 1}}]}"))
    assert world.companies[0].counts == {"rfis": 5, "meetings": 1, "offices": 1}


@pytest.mark.parametrize("text", ["{}", "companies: [{name: A}]", "companies: [7]", "a: [b"])
def test_a_file_that_cannot_be_read_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(OperatorError, match=r"own\.yaml"):
        read(scenario(tmp_path, text))


def test_an_unknown_name_is_told_with_the_seed_and_the_one_that_is_close() -> None:
    assert str(unknown("own", "at company 1", "rfi", ["rfis", "users"])) == (
        "The seed own has an unknown name, 'rfi', at company 1: did you mean rfis?"
    )


def test_a_project_has_keys_that_a_company_has_not(tmp_path: Path) -> None:
    world = read(scenario(tmp_path, "companies: [{id: 1, members: 3, projects: [{id: 2, members: 3, since: x}]}]"))
    (company,) = world.companies
    assert (company.attributes, company.projects[0].attributes) == ({"members": 3}, {"since": "x"})


@pytest.mark.parametrize("text", ["{companis: []}", "{like: demo, scael: 0.1}"])
def test_a_key_that_no_file_has_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(OperatorError, match=r"did you mean (companies|scale)"):
        read(scenario(tmp_path, text))
