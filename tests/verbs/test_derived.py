from mockcore.verbs.derived import label
from tests.tiny import record
from tests.world import PROJECT, World, world

__all__ = ["world"]


def test_a_record_is_called_by_its_first_name_that_it_has() -> None:
    assert label(record("rfis", 7, 1, subject="Beam", code="3")) == "Beam"
    assert label(record("users", 7, 1, first_name="Dana", last_name="Ortiz")) == "Dana Ortiz"
    assert label(record("rfis", 7, 1)) == "7"


def test_filter_values_are_those_in_use(world: World) -> None:
    status, found = world.ask("GET", f"/rest/v1.0/projects/{PROJECT}/submittals/filter_options/status_id")
    assert (status, isinstance(found, list)) == (200, True)
