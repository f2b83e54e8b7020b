"""What is used of uvicorn, and what is said of versions that nobody has tried."""

import asyncio
import re
import subprocess
import sys

import pytest
import uvicorn

from mockcore.web.uvicorn_internals import TESTED, doubt, make_loop


def test_the_installed_uvicorn_is_one_that_has_been_tested() -> None:
    assert doubt(uvicorn.__version__) is None


@pytest.mark.parametrize("version", ["0.31.9", "0.55.0", "1.0.0"])
def test_another_version_is_one_sentence_with_the_range(version: str) -> None:
    older, newer = (".".join(map(str, bound)) for bound in TESTED)
    assert f"uvicorn {version} is installed; mockcore has been tested with {older} to {newer}." in (doubt(version) or "")


def test_a_uvicorn_without_what_is_needed_is_one_sentence() -> None:
    script = (
        "import sys; sys.modules['uvicorn.protocols.http.httptools_impl'] = None\n"
        "from mockcore.cli import main; sys.argv = ['mockcore', 'serve', '--port', '0']; main()"
    )
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert process.returncode == 2
    assert re.fullmatch(
        r"mockcore cannot use the uvicorn or httptools that is installed \(.+\): pip install .+\n", process.stderr
    )


def test_a_loop_is_there_without_uvloop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uvloop", None)
    loop = make_loop()
    assert isinstance(loop, asyncio.AbstractEventLoop)
    loop.close()
