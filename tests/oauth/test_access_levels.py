"""What a caller may do: levels by name, and those of apps and people in a company."""

import pytest

from mockcore.errors import Forbidden, NotFound
from mockcore.oauth.access_levels import ADMIN, NONE, READ_ONLY, Access, Accesses, level_named, levels_of
from tests.tiny import COMPANY, OTHER, OTHER_PROJECT, PROJECT, Tiny

APP = "mockcore-dmsa"


@pytest.mark.parametrize("value", [2, "Read Only", "read_only", {"id": 2}, {"name": "Read Only"}])
def test_a_level_is_named_by_number_or_name(value: object) -> None:
    assert level_named(value) == READ_ONLY


def test_what_is_no_level_gives_none() -> None:
    assert level_named("Owner") is None
    assert levels_of({"rfi": "Owner"}) == {"rfi": NONE}
    assert levels_of("Admin") == {}


def test_a_tool_without_a_level_of_its_own_has_that_of_every_other_tool() -> None:
    access = Access(None, company={"*": ADMIN, "rfi": READ_ONLY})
    assert (access.level("rfi", False), access.level("budget", False), access.level("rfi", True)) == (READ_ONLY, ADMIN, NONE)


def test_an_app_has_the_levels_of_its_manifest_where_it_is_installed() -> None:
    accesses = Accesses(Tiny().engine.world)
    assert accesses.of(APP, None, COMPANY, PROJECT).level("rfi", True) == ADMIN
    with pytest.raises(Forbidden, match="not connected"):
        accesses.of(APP, None, OTHER, OTHER_PROJECT)


def test_a_person_without_a_template_sees_no_project_they_do_not_belong_to() -> None:
    tiny = Tiny()
    accesses = Accesses(tiny.engine.world)
    with pytest.raises(NotFound):
        accesses.of(APP, 100, COMPANY, PROJECT)
    with pytest.raises(Forbidden):
        accesses.of(APP, 101, COMPANY, None)
