"""One at a time has it, and who ends without a word has it no more."""

import subprocess
import sys
from pathlib import Path

import pytest

from mockcore.errors import StorageFailed
from mockcore.store.sqlite.lock_file import LockFile

HOLDER = """
import sys
from mockcore.store.sqlite.lock_file import LockFile
print(LockFile(sys.argv[1]).take(), flush=True)
input()
"""


def test_one_at_a_time_has_it(tmp_path: Path) -> None:
    first, second = LockFile(str(tmp_path / "lock")), LockFile(str(tmp_path / "lock"))
    assert (first.take(), second.take(), first.take()) == (True, False, True)
    first.leave()
    assert second.take()
    second.leave()


def test_a_process_that_is_killed_has_it_no_more(tmp_path: Path) -> None:
    lock = LockFile(str(tmp_path / "lock"))
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        assert not lock.take()
        holder.kill()
        holder.wait()
        assert lock.take()
    lock.leave()


def test_a_file_that_cannot_be_made_is_no_lock_of_another(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed):
        LockFile(str(tmp_path / "nowhere" / "lock")).take()
