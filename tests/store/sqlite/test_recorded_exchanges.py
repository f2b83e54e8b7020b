"""What workers record together, as two connections to one file."""

from pathlib import Path

import pytest

from mockcore.store.sqlite.sidecar import SidecarFile


@pytest.fixture
def workers(tmp_path: Path) -> tuple[SidecarFile, SidecarFile]:
    return SidecarFile(str(tmp_path / "world.db")), SidecarFile(str(tmp_path / "world.db"))


def test_exchanges_are_sealed_on_disk_and_read_in_their_order(workers: tuple[SidecarFile, SidecarFile], tmp_path: Path) -> None:
    one, two = workers
    numbers = [one.keep(0, 12, b"first secret"), two.keep(0, 13, b"second secret")]
    assert two.exchanges(0, 9) == [(numbers[0], True, b"first secret"), (numbers[1], True, b"second secret")]
    assert one.exchanges(numbers[0], 9) == one.exchanges(0, 2)[1:] == [(numbers[1], True, b"second secret")]
    assert not any(b"secret" in file.read_bytes() for file in tmp_path.iterdir())
    one.forget_exchanges()
    one.put(9, 5, b"as it was")
    assert (len(two), two.exchanges(0, 9)) == (1, [(9, True, b"as it was")])


def test_the_oldest_exchanges_of_each_sandbox_are_to_be_shortened(workers: tuple[SidecarFile, SidecarFile]) -> None:
    one, two = workers
    for number in range(10):
        one.keep(7 if number == 0 else 0, 20, b"%d" % number)
    assert two.surplus(100) == [(5, b"4"), (4, b"3"), (3, b"2"), (2, b"1")]
    for number, body in two.surplus(100):
        two.shorten(number, b"short " + body)
    assert (one.surplus(100), one.shortened()) == ([], 4)
    assert one.exchanges(0, 2) == [(1, True, b"0"), (2, False, b"short 1")]
