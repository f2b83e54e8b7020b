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


def test_an_unknown_resource_is_told_with_the_seed(tmp_path: Path) -> None:
    assert "own names a resource that the document does not have: gadgets" in str(
        unknown(read(scenario(tmp_path, "companies: []")), "gadgets")
    )
