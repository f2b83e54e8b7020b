"""Writes that wait until there is room."""

import logging
from collections.abc import Sequence
from typing import Any

import pytest

from mockcore.errors import StorageBusy, StorageFailed
from mockcore.store.sqlite.backlog import Backlog


class Disk:
    """What is written, while there is room."""

    def __init__(self) -> None:
        self.refusal: Exception | None = None
        self.written: list[Any] = []

    def run(self, text: str, values: Sequence[Any]) -> None:
        if self.refusal:
            raise self.refusal
        self.written.append((text, *values))


def test_what_could_not_be_written_is_written_first_once_it_can_be(caplog: pytest.LogCaptureFixture) -> None:
    disk = Disk()
    backlog = Backlog(disk.run)
    assert backlog.write("a", (1,))
    disk.refusal = StorageFailed("database or disk is full")
    assert [backlog.write("b", (2,)), backlog.write("c", (3,))] == [False, False]
    assert len(backlog) == 2
    disk.refusal = None
    assert backlog.write("d", (4,))
    assert disk.written == [("a", 1), ("b", 2), ("c", 3), ("d", 4)]
    assert (len(backlog), backlog.lost) == (0, 0)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_of_too_many_the_oldest_are_lost_and_counted() -> None:
    disk = Disk()
    disk.refusal = StorageFailed("database or disk is full")
    backlog = Backlog(disk.run, most_bytes=10_000)
    for number in range(20):
        backlog.write("a", (number, b"x" * 1_000))
    assert (len(backlog), backlog.lost) == (8, 12)
    disk.refusal = None
    backlog.catch_up()
    assert [values[1] for values in disk.written] == list(range(12, 20))


def test_what_somebody_else_locks_is_not_waited_for() -> None:
    disk = Disk()
    disk.refusal = StorageBusy()
    backlog = Backlog(disk.run)
    with pytest.raises(StorageBusy):
        backlog.write("a", ())
    assert len(backlog) == 0
