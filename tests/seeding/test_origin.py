from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.paths import seed_file
from mockcore.seeding.origin import check_origin, continued, note_origin, origin
from mockcore.settings import Settings
from mockcore.store.storage import Storage
from tests.tiny import blank

OWN = "companies: [{id: 1, counts: {vendors: 3}}]"


def made_from(file: Path) -> Storage:
    storage = blank()
    note_origin(storage, file)
    return storage


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "own.yaml"
    file.write_text(OWN)
    return file


def test_the_same_seed_goes_on_and_so_does_none(own: Path) -> None:
    check_origin(Settings(seed="demo", db="x.db"), made_from(seed_file("demo")))
    check_origin(Settings(db="x.db"), made_from(seed_file("demo")))
    check_origin(Settings(seed=str(own), db="x.db"), made_from(own))
    check_origin(Settings(seed="demo", db="x.db"), blank())


def test_another_seed_is_refused_with_what_to_do() -> None:
    with pytest.raises(OperatorError) as refused:
        check_origin(Settings(seed="demo", db="x.db"), made_from(seed_file("sandbox")))
    assert str(refused.value) == (
        "The database x.db was made from the seed sandbox, not demo: name no seed to go on with it; for a new world delete the "
        "file, or name another one with --db."
    )


def test_a_file_that_has_changed_is_another_seed(own: Path) -> None:
    storage = made_from(own)
    own.write_text(OWN.replace("3", "4"))
    with pytest.raises(OperatorError, match="made from an earlier content of"):
        check_origin(Settings(seed=str(own), db="x.db"), storage)


def test_a_file_of_one_s_own_is_not_ours_of_the_same_name(tmp_path: Path) -> None:
    file = tmp_path / "demo.yaml"
    file.write_text(OWN)
    with pytest.raises(OperatorError, match="made from the seed demo, not demo"):
        check_origin(Settings(seed="demo", db="x.db"), made_from(file))


def test_settings_without_a_seed_have_that_of_the_world(own: Path) -> None:
    assert continued(Settings(), made_from(own)).seed == str(own) == origin(made_from(own))
    assert continued(Settings(), made_from(seed_file("demo"))).seed == "demo"
    assert continued(Settings(seed="sandbox"), made_from(seed_file("demo"))).seed == "sandbox"
    assert continued(Settings(), blank()).seed == "sandbox"
