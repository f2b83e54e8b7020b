"""The jobsite of a server."""

import pytest

from mockcore.errors import BadRequest
from tests.jobsite.conftest import Town


def test_off_nothing_happens(town: Town) -> None:
    before = town.engine.world.generation
    state = town.pass_days(30)
    assert state["on"] is False
    assert state["acts"] == {}
    assert town.engine.world.generation == before


def test_alive_from_the_start_and_again_after_a_reset() -> None:
    town = Town(alive=True)
    assert town.pass_days(3)["acts"]
    town.people.stop()
    town.engine.reset()
    state = town.people.as_json()
    assert state["on"]
    assert not state["acts"]
    assert state["lived_until"] == town.engine.clock.stamp()
    assert town.pass_days(3)["acts"]
    town.engine.close()


def test_a_snapshot_holds_how_far_they_have_lived(town: Town) -> None:
    town.start()
    done = town.pass_days(4)
    saved = town.engine.state.saved
    town.pass_days(4)
    town.engine.state.continue_from(saved)
    assert town.people.as_json() == done


def test_a_project_that_is_not_there_is_refused(town: Town) -> None:
    with pytest.raises(BadRequest):
        town.people.start(None, [1], {})
    assert town.people.as_json()["on"] is False
