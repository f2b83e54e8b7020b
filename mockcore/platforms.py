"""What differs between Linux, macOS and Windows, decided by the name of the platform, as ``sys.platform`` has it."""

import struct
import sys

from mockcore.errors import OperatorError

WINDOWS = "win32"


def exclusive_address(platform: str = sys.platform) -> str:
    """The option of a listening socket whose port nobody else may take, and that is free again as soon as it is closed.

    On Windows the one that all others use would let a second server take the port, and get some of the requests.
    """
    return "SO_EXCLUSIVEADDRUSE" if platform == WINDOWS else "SO_REUSEADDR"


def no_linger(platform: str = sys.platform) -> bytes:
    """The value of ``SO_LINGER`` with which closing a connection resets it."""
    return struct.pack("HH" if platform == WINDOWS else "ii", 1, 0)


def check_workers(workers: int, platform: str = sys.platform) -> None:
    """Raises: OperatorError for several processes at one socket where the system has no such thing."""
    if workers > 1 and platform == WINDOWS:
        raise OperatorError("--workers above 1 is not possible on Windows: leave it out there, or serve from a container.")


def refused_port(host: str, port: int, platform: str = sys.platform) -> str:
    """The sentence about a port that the system does not give to this user."""
    if platform == WINDOWS:
        return f"Port {port} on {host} is taken or reserved by Windows: choose another with --port."
    return f"Port {port} on {host} needs privileges that this user lacks: choose one above 1023 with --port."
