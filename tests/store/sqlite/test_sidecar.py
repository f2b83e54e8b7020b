"""What workers count and record together, as two connections to one file."""

from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.store.sqlite.sidecar import SidecarFile
from tests.test_file_cache import DAMAGES


@pytest.fixture
def workers(tmp_path: Path) -> tuple[SidecarFile, SidecarFile]:
    return SidecarFile(str(tmp_path / "world.db")), SidecarFile(str(tmp_path / "world.db"))


def test_counters_of_one_are_read_by_the_other(workers: tuple[SidecarFile, SidecarFile]) -> None:
    one, two = workers
    with one.alone():
        one.set_window("app", 100, 3)
        one.set_strikes("rule", 5, 2)
    assert (two.window("app"), two.windows(), two.strikes("rule")) == ((100, 3), [("app", 100, 3)], (5, 2))
    two.forget_windows()
    two.forget_strikes()
    assert (one.window("app"), one.strikes("rule")) == (None, (0, 0))


def test_exchanges_are_counted_by_what_they_were(workers: tuple[SidecarFile, SidecarFile]) -> None:
    for sidecar in workers:
        sidecar.count("rest-listRfis", "GET", 200, 3, 0.5)
    assert workers[0].counts() == [("rest-listRfis", "GET", 200, 3, 2, 1.0)]
    workers[1].forget_counts()
    assert workers[0].counts() == []


def test_it_is_removed_with_every_file_and_refused_where_it_cannot_be_written(tmp_path: Path) -> None:
    SidecarFile(str(tmp_path / "world.db")).remove()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(OperatorError, match="cannot be written"):
        SidecarFile(str(tmp_path / "missing" / "world.db"))


def test_on_a_full_disk_counts_and_exchanges_wait_and_quotas_go_uncounted(workers: tuple[SidecarFile, SidecarFile]) -> None:
    one, two = workers
    number = one.keep(0, 6, b"before")
    connection = one._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    bodies = [b"%d" % index + b"x" * 4_000 for index in range(20)]
    assert [one.keep(0, len(body), body) for body in bodies][-1] < number + 20
    assert one.incomplete
    for index in range(500):
        one.count(f"operation {index}", "GET", 200, 3, 0.5)
        with one.alone():
            one.set_window(f"app {index}", 100, 3)
    assert len(two.counts()) < 500
    connection.execute("PRAGMA max_page_count = 1000000")
    one.count("the last", "GET", 200, 3, 0.5)
    assert len(two.counts()) == 501
    assert [body for _, _, body in two.exchanges(0, 100)] == [b"before", *bodies]
    assert not one.incomplete


@pytest.mark.parametrize("damage", ["truncated", "emptied", "random", "zeros"])
def test_one_that_is_damaged_is_begun_again(tmp_path: Path, damage: str) -> None:
    first = SidecarFile(str(tmp_path / "world.db"))
    for index in range(500):
        first.count(f"operation {index}", "GET", 200, 3, 0.5)
    first.close()
    path = tmp_path / "world.db-shared"
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    again = SidecarFile(str(tmp_path / "world.db"))
    again.count("operation", "GET", 200, 3, 0.5)
    assert again.counts() == [("operation", "GET", 200, 3, 1, 0.5)]


def test_what_waited_when_everything_was_dropped_does_not_come_back(workers: tuple[SidecarFile, SidecarFile]) -> None:
    one, _ = workers
    pages = one._connection.execute("PRAGMA page_count").fetchone()[0]
    one._connection.execute(f"PRAGMA max_page_count = {pages}")
    for index in range(20):
        one.keep(0, 4_000, b"%d" % index + b"x" * 4_000)
    assert one.incomplete
    one._connection.execute("PRAGMA max_page_count = 1000000")
    one.forget_exchanges()
    number = one.keep(0, 1, b"y")
    assert (one.exchanges(0, 100), one.incomplete) == ([(number, True, b"y")], False)
