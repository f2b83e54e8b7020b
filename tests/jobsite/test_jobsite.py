"""The jobsite of a server."""

from pathlib import Path

import pytest

from mockcore.errors import BadRequest
from mockcore.store.records import Placement, Stored
from tests.jobsite.conftest import Town
from tests.world import COMPANY, PROJECT


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


def test_after_a_restart_on_the_same_database_nothing_is_lived_twice(tmp_path: Path) -> None:
    database = str(tmp_path / "world.db")
    town = Town(db=database, alive=True)
    done = town.pass_days(4)
    town.engine.close()
    again = Town(db=database, alive=True)
    assert again.people.as_json()["acts"] == done["acts"]
    assert again.pass_days(3)["acts"] == done["acts"]
    assert again.pass_days(3)["acts"] != done["acts"]
    again.engine.close()


def test_what_a_rule_refuses_is_counted_with_its_sentence_and_not_tried_again(town: Town) -> None:
    number = town.rfi()
    town.start("rfi", rfis=0.0)
    world, switched_off = town.engine.world, {"engine_name": "rfi", "is_active": False}
    world.insert(Stored.new("tools", world.next_id(), switched_off, town.engine.clock.stamp(), Placement(COMPANY, PROJECT)))
    (refusal,) = [row for row in town.pass_days(40)["refused"] if row["act"] == "rfi answers"]
    assert (refusal["status"], refusal["sentence"]) == (403, "This tool is not enabled in this project.")
    assert town.pass_days(40)["refused"] == [refusal]
    rfi = world.get("rfis", number)
    assert rfi is not None
    assert rfi.body["status"] == "open"


def test_a_project_that_is_not_there_is_refused(town: Town) -> None:
    with pytest.raises(BadRequest):
        town.people.start(None, [1], {})
    assert town.people.as_json()["on"] is False
