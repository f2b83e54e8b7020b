"""schemathesis against mockcore, one Procore tool after the other; says what was tested and what failed.

Each tool has a server of its own, so that what one tool's tests delete is there for the next. With ``--url`` the tests go to
a server that runs already.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mockcore.reference.catalog import Catalog

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 90
# One moment for all of a run: the same seed makes the same requests, and nothing is in a brown-out or expires on the way.
NOW = "2026-01-15T12:00:00Z"
CONTROL_DOCUMENT, CONTROL_CONFIG = "/_mockcore/openapi.json", "scripts/contract_control.toml"
# The control API, in two runs: the fault rules that one makes would strike the uploads of the other.
CONTROL = {"control": ["--exclude-tag", "Storage"], "control-storage": ["--include-tag", "Storage"]}


@contextmanager
def served(log: Path) -> Iterator[str]:
    """The URL of a fresh server, which ends with the block."""
    command = [sys.executable, "-m", "mockcore", "serve", "--port", "0", "--now", NOW, "--frozen"]
    with log.open("w+") as output:
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        try:
            yield _url(process, log)
        finally:
            process.terminate()
            process.wait()


def _url(process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        lines = [line for line in log.read_text().splitlines() if "Health" in line]
        if lines:
            return lines[0].split()[-1].removesuffix("/_mockcore/health")
        time.sleep(0.05)
    raise SystemExit(f"The server did not start:\n{log.read_text()}")


def tested(tool: str, url: str, folder: Path, options: list[str]) -> dict[str, Any]:
    """The report of schemathesis on one tool."""
    report, text = folder / f"{tool}.json", folder / f"{tool}.txt"
    path, config = (f"/openapi/{tool}.json", "schemathesis.toml") if tool not in CONTROL else (CONTROL_DOCUMENT, CONTROL_CONFIG)
    command = [
        sys.executable,
        "-c",
        "from schemathesis.cli import schemathesis; schemathesis()",
        "--config-file",
        config,
        "run",
    ]
    command += [
        f"{url}{path}",
        *CONTROL.get(tool, ()),
        "--report",
        "json",
        "--report-json-path",
        str(report),
        "--no-color",
        *options,
    ]
    with text.open("w") as output:
        done = subprocess.run(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, check=False)
    if done.returncode not in (0, 1) or not report.exists():
        raise SystemExit(f"schemathesis did not run on {tool}: exit status {done.returncode}, see {text}.")
    findings: dict[str, Any] = json.loads(report.read_text())
    return findings


def _one(tool: str, arguments: argparse.Namespace, folder: Path) -> tuple[str, dict[str, Any]]:
    options = ["--max-examples", str(arguments.examples), *arguments.options]
    if arguments.url:
        return tool, tested(tool, arguments.url, folder, options)
    with served(folder / f"{tool}.log") as url:
        return tool, tested(tool, url, folder, options)


def _line(tool: str, report: dict[str, Any]) -> str:
    counts, cases = report["operations"], report["test_cases"]
    kinds = (
        ", ".join(f"{failure['code']} {failure['title']}: {failure['count']}" for failure in report["failures"]) or "no failure"
    )
    errors = f", {len(report['errors'])} errors" if report["errors"] else ""
    return (
        f"{tool:32} {counts['tested']:4} of {counts['selected']:4} operations {cases['generated']:7} cases "
        f"{report['running_time']:6.0f} s  {kinds}{errors}"
    )


def main() -> int:
    """The exit status: 0 when every operation was tested and nothing failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="A running server; else one is started for each tool.")
    parser.add_argument("--tool", action="append", help="Only this tool (mockcore openapi tools); may be repeated.")
    parser.add_argument("--examples", type=int, default=20, help="Generated cases for each operation and phase.")
    parser.add_argument("--jobs", type=int, default=2, help="Tools at the same time.")
    parser.add_argument("--report", type=Path, default=ROOT / "schemathesis-report", help="Folder for the reports.")
    arguments, options = parser.parse_known_args()
    arguments.options = options
    folder = arguments.report.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    catalog = Catalog.load()
    slugs = [*(slug for slug, _ in catalog.tools()), *CONTROL]
    tools = arguments.tool or slugs
    if strangers := set(tools) - set(slugs):
        parser.error(f"there is no tool {', '.join(sorted(strangers))}; there are {', '.join(slugs)}")
    began, total = time.monotonic(), {"operations": 0, "tested": 0, "cases": 0, "failures": 0}
    with ThreadPoolExecutor(1 if arguments.url else arguments.jobs) as pool:
        for done in as_completed([pool.submit(_one, tool, arguments, folder) for tool in tools]):
            tool, report = done.result()
            print(_line(tool, report), flush=True)
            total["operations"] += report["operations"]["selected"]
            total["tested"] += report["operations"]["tested"]
            total["cases"] += report["test_cases"]["generated"]
            total["failures"] += report["test_cases"]["unique_failures"] + len(report["errors"])
    print(
        f"{total['tested']} of {total['operations']} operations, {total['cases']} cases, {total['failures']} failures, "
        f"{time.monotonic() - began:.0f} s. Reports: {folder}"
    )
    whole = arguments.tool is not None or total["operations"] > len(catalog)
    return 0 if whole and total["tested"] == total["operations"] and total["failures"] == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
