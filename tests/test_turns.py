"""The turns that calls take at one world."""

import pytest

from mockcore.engine import Engine
from mockcore.turns import Turns
from tests.tiny import AT, PROJECT, Tiny


def stands(engine: Engine) -> str:
    project = engine.world.get("projects", PROJECT)
    assert project is not None
    return str(project.body["name"])


def rename(engine: Engine, name: str) -> None:
    project = engine.world.get("projects", PROJECT)
    assert project is not None
    engine.world.update(project, {"name": name}, at=AT)


def test_a_turn_that_fails_leaves_nothing_behind() -> None:
    tiny = Tiny()
    engine, turns = tiny.engine, tiny.engine.turns

    def fail_midway() -> None:
        with turns.of(tiny.admission("POST"), together=False):
            rename(engine, "Half")
            raise KeyError

    with pytest.raises(KeyError):
        fail_midway()
    assert stands(engine) == f"Project {PROJECT}"
    with turns.of(tiny.admission("POST"), together=False):
        rename(engine, "Whole")
    assert stands(engine) == "Whole"


def test_what_is_written_together_waits_until_a_call_that_is_not() -> None:
    tiny = Tiny()
    engine, turns = tiny.engine, tiny.engine.turns
    with turns.of(tiny.admission("POST"), together=True):
        rename(engine, "Together")
    assert engine.world.storage.group.unsettled
    turns.begin(tiny.admission().call, together=True)
    assert engine.world.storage.group.unsettled
    turns.begin(tiny.admission().call, together=False)
    assert not engine.world.storage.group.unsettled
    assert stands(engine) == "Together"


def test_whoever_sends_webhooks_is_not_woken_where_nobody_is_told() -> None:
    tiny = Tiny()
    turns, woken = Turns(tiny.engine.world, tiny.engine.outbox), list[str]()
    turns.wake = lambda: woken.append("wake")
    with turns.of(tiny.admission("POST"), together=False):
        rename(tiny.engine, "Silent")
    assert woken == []
