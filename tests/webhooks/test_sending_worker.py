"""Who sends: one of several workers, until it leaves."""

from pathlib import Path

from mockcore.webhooks.sending_worker import Duty


def test_of_two_workers_one_sends_until_it_leaves(tmp_path: Path) -> None:
    first, second = Duty(str(tmp_path / "world.db")), Duty(str(tmp_path / "world.db"))
    assert (first.mine(), second.mine(), first.mine()) == (True, False, True)
    first.leave()
    assert (second.mine(), first.mine()) == (True, False)
    second.leave()


def test_a_world_in_memory_is_sent_for_by_everybody_who_has_it() -> None:
    assert (Duty(None).mine(), Duty(None).mine()) == (True, True)
