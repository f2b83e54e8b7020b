"""Which files a world depends on."""

from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.paths import seed_file
from mockcore.seeding.likeness import files_of, next_file


@pytest.mark.parametrize(
    "line", ["like: base.yaml", "{like: 'base.yaml', scale: 2}", '{"like":"base.yaml"}', "like: base.yaml # so"]
)
def test_a_world_depends_on_the_file_that_its_own_is_like(tmp_path: Path, line: str) -> None:
    own, model = tmp_path / "own.yaml", tmp_path / "base.yaml"
    own.write_text(line)
    model.write_text("like: demo")
    assert files_of(own) == [own, model, seed_file("demo")]


def test_files_in_a_circle_are_each_named_once(tmp_path: Path) -> None:
    own, other = tmp_path / "own.yaml", tmp_path / "other.yaml"
    own.write_text("like: other.yaml")
    other.write_text("like: own.yaml")
    assert files_of(own) == [own, other]


def test_a_name_that_is_no_file_is_left_to_whoever_reads_the_seed(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("like: nowhere")
    assert files_of(own) == [own]
    with pytest.raises(OperatorError, match="There is no seed 'nowhere'"):
        next_file(own, "nowhere")
