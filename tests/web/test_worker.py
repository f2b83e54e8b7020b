"""A process that follows its parent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from mockcore.web.worker import end_with_parent

PARENT = """
import multiprocessing, time
from mockcore.web.worker import end_with_parent

def follow():
    end_with_parent()
    print(multiprocessing.current_process().pid, flush=True)
    time.sleep(60)

if __name__ == "__main__":
    multiprocessing.get_context("spawn").Process(target=follow).start()
    time.sleep(60)
"""


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_worker_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert is_alive(worker)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        # Its standard output is open until the worker has ended.
        assert parent.stdout.read() == ""


def test_a_process_without_such_a_parent_goes_on() -> None:
    end_with_parent()
    time.sleep(0.05)
    assert is_alive(os.getpid())
