"""What the pytest fixture costs: the first test beside an empty one, and each further test with its reset; medians.

The further tests have a world of 10,000 records, made from a seed file of counts. Times are of the clock and of the processor:
the second does not grow with what else the machine does.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS, TESTS = 5, 200
SEED = """
name: ten-thousand
description: One project with 10,000 records
now: 2026-01-15T15:00:00Z
companies:
  - id: 4264800
    name: Ten Thousand
    apps: [mockcore-dmsa]
    counts: {vendors: 400, users: 100}
    projects:
      - id: 225801
        name: One
        counts: {rfis: 2500, punch_items: 2500, submittals: 2000, cost_codes: 1000, manpower_logs: 1500}
"""
CONFTEST = """
import json
import time
from pathlib import Path

import pytest

TOLD = []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    wall, cpu = time.perf_counter(), time.process_time()
    result = yield
    TOLD.append((time.perf_counter() - wall, time.process_time() - cpu))
    return result


def pytest_sessionfinish():
    Path("told.json").write_text(json.dumps(TOLD))
"""
EMPTY = "def test_it():\n    pass\n"
FIRST = "def test_it(mockcore):\n    assert mockcore.company_id\n"
MANY = """
import pytest


@pytest.mark.parametrize("number", range(%d))
def test_it(%snumber):
    %s
"""
WRITES = """mockcore._between_requests(
        lambda: mockcore.application.engine.world.storage.write("set_fact", {"name": "touched", "value": str(number)})
    )"""


def run(folder: Path, source: str, *arguments: str) -> list[tuple[float, float]]:
    """(seconds, processor seconds) of each test of a run, set-up and all."""
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_it.py").write_text(source)
    plugins = [part for name in ("schemathesis", "hypothesispytest", "randomly") for part in ("-p", f"no:{name}")]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugins, *arguments]
    subprocess.run(command, cwd=folder, env=dict(os.environ), check=True, stdout=subprocess.DEVNULL)
    return [(wall, cpu) for wall, cpu in json.loads((folder / "told.json").read_text())]


def tell(name: str, told: list[tuple[float, float]]) -> tuple[float, float]:
    wall, cpu = (statistics.median(values) * 1000 for values in zip(*told, strict=True))
    sys.stdout.write(f"{name:44} {wall:8.1f} ms, {cpu:8.1f} ms of the processor\n")
    return wall, cpu


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seed = folder / "ten-thousand.yaml"
        seed.write_text(SEED)
        run(folder, FIRST)
        empty, first = [], []
        for _ in range(ROUNDS):
            empty += run(folder, EMPTY)
            first += run(folder, FIRST)
        base, cold = tell("an empty test", empty), tell("the first test of the fixture", first)
        sys.stdout.write(f"{'over an empty test':44} {cold[0] - base[0]:8.1f} ms, {cold[1] - base[1]:8.1f} ms\n")
        run(folder, FIRST, "--mockcore-seed", str(seed))
        without, read, wrote = [], [], []
        for _ in range(3):
            without += run(folder, MANY % (TESTS, "", "pass"))[1:]
            read += run(folder, MANY % (TESTS, "mockcore, ", "pass"), "--mockcore-seed", str(seed))[1:]
            wrote += run(folder, MANY % (TESTS, "mockcore, ", WRITES), "--mockcore-seed", str(seed))[1:]
        tell("each further empty test", without)
        tell("each further test, 10,000 records, read only", read)
        tell("each further test, 10,000 records, written to", wrote)


if __name__ == "__main__":
    main()
