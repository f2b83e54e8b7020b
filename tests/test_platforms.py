"""What is decided by the name of the platform, for each of them."""

import re
import struct
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import mockcore
from mockcore.errors import OperatorError
from mockcore.platforms import check_workers, exclusive_address, no_linger, refused_port

PACKAGE = Path(mockcore.__file__).parent
POSIX = ("linux", "darwin", "freebsd14")
MISSING_ON_WINDOWS = ("fcntl", "grp", "pwd", "resource", "syslog", "termios", "uvloop")


def without_posix(script: str) -> str:
    """What a script prints where the modules are missing that Windows does not have."""
    blocked = f"import os, sys; sys.modules.update(dict.fromkeys({MISSING_ON_WINDOWS}))"
    done = subprocess.run(
        [sys.executable, "-c", f"{blocked}\n{dedent(script)}"], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_second_server_takes_the_port() -> None:
    assert {exclusive_address(platform) for platform in POSIX} == {"SO_REUSEADDR"}
    assert exclusive_address("win32") == "SO_EXCLUSIVEADDRUSE"


def test_a_connection_is_reset_by_two_numbers_as_wide_as_the_system_has_them() -> None:
    assert {no_linger(platform) for platform in POSIX} == {struct.pack("ii", 1, 0)}
    assert no_linger("win32") == b"\x01\x00\x00\x00"


def test_several_workers_are_refused_on_windows_alone() -> None:
    for platform in POSIX:
        check_workers(4, platform)
    check_workers(1, "win32")
    with pytest.raises(OperatorError, match=r"^--workers above 1 is not possible on Windows: [^.]*\.$"):
        check_workers(2, "win32")


def test_a_port_that_is_not_given_has_another_reason_on_windows() -> None:
    assert "needs privileges" in refused_port("127.0.0.1", 80, "darwin")
    assert "reserved by Windows" in refused_port("127.0.0.1", 50000, "win32")


def test_the_platform_is_asked_for_where_its_differences_are() -> None:
    asking = {
        file.name
        for file in PACKAGE.rglob("*.py")
        if re.search(r"sys\.platform|os\.name\b|platform\.system", file.read_text("utf-8"))
    }
    assert asking == {"platforms.py", "shells.py"}


def test_nothing_of_one_system_is_imported() -> None:
    """As far as the import of our modules, and of all libraries with them, goes without what Windows does not have."""
    assert (
        int(
            without_posix("""
        import importlib, pkgutil, mockcore
        names = [module.name for module in pkgutil.walk_packages(mockcore.__path__, "mockcore.")]
        for name in names:
            if not name.endswith("__main__"):
                importlib.import_module(name)
        print(len(names))
    """)
        )
        > 300
    )


def test_a_server_answers_without_what_windows_does_not_have() -> None:
    names = without_posix(
        """
        import mockcore
        with mockcore.running() as server:
            print(server.get("/rest/v1.0/companies")[0]["id"], server.company_id)
        """
    ).split()
    assert len(set(names)) == 1
