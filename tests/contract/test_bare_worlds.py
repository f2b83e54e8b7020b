"""A seed that counts one resource alone, where there is nothing else, is a world; nobody meets a traceback."""

from pathlib import Path

import pytest

from mockcore.reference.catalog import Catalog
from mockcore.seeding.generate import world
from tests.sweep import sample

CATALOG = Catalog.load()
# One whose time is still to come, one that ends before it begins.
TIMES = ("", ", start_date: 2040-01-01, completion_date: 2041-01-01", ", start_date: 2026-12-01, completion_date: 2025-01-01")


@pytest.mark.parametrize("times", TIMES)
def test_a_world_of_one_resource_is_built(tmp_path: Path, times: str) -> None:
    for kind in sample(CATALOG.kind_names, 12):
        file = tmp_path / "bare.yaml"
        counts = f'counts: {{"{kind}": 3}}'
        file.write_text(f"companies: [{{id: 1, name: A, {counts}, projects: [{{id: 10, name: P, {counts}{times}}}]}}]")
        world(file, CATALOG).close()


def test_submittals_without_people_and_segments_without_items_are_built(tmp_path: Path) -> None:
    file = tmp_path / "bare.yaml"
    for kind in ("submittals", "work_breakdown_structure/segments"):
        file.write_text(f'companies: [{{id: 1, name: A, projects: [{{id: 10, name: P, counts: {{"{kind}": 3}}}}]}}]')
        world(file, CATALOG).close()
