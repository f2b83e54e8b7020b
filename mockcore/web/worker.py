"""One worker of several: it ends with the process that started it, however that ended."""

import os
import signal
from collections.abc import Callable
from multiprocessing import parent_process
from threading import Thread


def end_with_parent() -> None:
    """Lets this process finish what is being answered, and end, when its parent is gone; without a parent nothing."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_follow, args=(parent.join,), daemon=True).start()


def _follow(wait: Callable[[], object]) -> None:
    # A parent that is killed sends no signal, but the pipe that it held open is closed on every system.
    wait()
    os.kill(os.getpid(), signal.SIGTERM)
