"""What a run of pytest tells about the contract: findings and coverage of all its tests and processes, known ones apart.

Like the plugin it imports nothing of the server.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

Found = dict[str, Any]
Called = dict[str, dict[str, Any]]
TITLE = "mockcore: requests against the contract of the API"
BASELINE = "# Contract findings that are known: pytest does not report them. Written by --mockcore-baseline-write.\n"


def line(part: Found) -> str:
    """One finding as a line of a baseline; it stays the same from run to run."""
    return f"{part['code']}  {part['asked']}: {part['detail']}"


def baseline(path: str) -> frozenset[str]:
    """The lines of a baseline. Raises: UsageError for a file that is not there."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise pytest.UsageError(
            f"The baseline {path} cannot be read ({error}): write it with --mockcore-baseline-write."
        ) from None
    return frozenset(part.strip() for part in text.splitlines() if part.strip() and not part.startswith("#"))


@dataclass
class Collected:
    """The findings of each test, and the operations that were called."""

    found: dict[str, list[Found]] = field(default_factory=dict)
    called: Called = field(default_factory=dict)

    def add(self, test: str, found: Iterable[Found]) -> None:
        """Notes the findings of one test."""
        more = list(found)
        if more:
            self.found.setdefault(test, []).extend(more)

    def cover(self, called: Called) -> None:
        """Adds what was called."""
        for name, told in called.items():
            known = self.called.setdefault(name, {"asked": told["asked"], "statuses": {}, "parameters": {}})
            for part in ("statuses", "parameters"):
                known[part] = dict(sorted((Counter(known[part]) + Counter(told[part])).items()))

    def as_json(self) -> str:
        """As one process tells it to another."""
        return json.dumps({"found": self.found, "called": self.called})

    def merge(self, told: str) -> None:
        """Adds what another process has told."""
        other = json.loads(told)
        for test, found in other["found"].items():
            self.add(test, found)
        self.cover(other["called"])


@dataclass(frozen=True)
class Summary:
    """What a report shows: each new finding with the tests that caused it, how many are known, and the coverage."""

    tests: dict[str, list[str]]
    parts: dict[str, Found]
    known: int
    stale: list[str]
    called: Called
    declared: list[str]

    @classmethod
    def of(cls, collected: Collected, known: frozenset[str], declared: list[str]) -> "Summary":
        """Sorted by code, then by operation."""
        tests: dict[str, list[str]] = {}
        parts: dict[str, Found] = {}
        met = set()
        for test, found in sorted(collected.found.items()):
            for part in found:
                text = line(part)
                if text in known:
                    met.add(text)
                else:
                    parts.setdefault(text, part)
                    tests.setdefault(text, []).append(test)
        ordered = dict(sorted(tests.items()))
        return cls(ordered, parts, len(met), sorted(known - met), dict(sorted(collected.called.items())), declared)

    @property
    def covered(self) -> str:
        """The share of the operations that were called, as a sentence."""
        if not self.declared:
            return f"{len(self.called)} operations called"
        count = sum(name in self.called for name in self.declared)
        return f"{count} of {len(self.declared)} declared operations called ({100 * count // len(self.declared)} %)"

    @property
    def not_called(self) -> list[str]:
        """Operations that are declared and were not called."""
        return [name for name in self.declared if name not in self.called]

    @property
    def not_declared(self) -> list[str]:
        """Operations that were called and are not declared, where any is."""
        return [name for name in self.called if name not in self.declared] if self.declared else []


def write(summary: Summary, path: str, rendered: Callable[[Summary], str]) -> None:
    """A report in a file; its folder is made."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(rendered(summary), encoding="utf-8")


def write_baseline(collected: Collected, path: str) -> int:
    """Every finding of the run as known; how many there are."""
    lines = sorted({line(part) for found in collected.found.values() for part in found})
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(BASELINE + "".join(f"{text}\n" for text in lines), encoding="utf-8")
    return len(lines)


def counted(statuses: dict[str, int]) -> str:
    """Statuses with how often each was answered: ``200 (3), 404 (1)``."""
    return ", ".join(f"{status} ({count})" for status, count in statuses.items())


def lines(summary: Summary) -> list[str]:
    """The report of the terminal."""
    out = []
    for text, tests in summary.tests.items():
        part = summary.parts[text]
        times = f"{len(tests)} times, first in" if len(tests) > 1 else "in"
        out += [text, f"    {part['explanation']} ({part['read']})", f"    {times} {tests[0]}"]
    out = out or ["none"]
    if summary.known:
        out.append(f"{summary.known} more known by the baseline")
    out += [f"no longer found, take it from the baseline: {text}" for text in summary.stale]
    out += [summary.covered]
    for name, told in summary.called.items():
        statuses = counted(told["statuses"])
        parameters = f"; with {', '.join(told['parameters'])}" if told["parameters"] else ""
        out.append(f"    {told['asked']} ({name}): {statuses}{parameters}")
    out += [f"    not called: {name}" for name in summary.not_called]
    out += [f"    not declared: {name}" for name in summary.not_declared]
    return out


def junit(summary: Summary) -> str:
    """The report as JUnit XML: a failed case for each finding, one that passes when there is none."""
    from xml.etree import ElementTree as Xml  # noqa: PLC0415 - few runs write it

    suite = Xml.Element("testsuite", name=TITLE, tests=str(max(len(summary.tests), 1)), failures=str(len(summary.tests)))
    told = Xml.SubElement(suite, "properties")
    Xml.SubElement(told, "property", name="coverage", value=summary.covered)
    for name in summary.not_called:
        Xml.SubElement(told, "property", name="not called", value=name)
    for text, tests in summary.tests.items():
        part = summary.parts[text]
        case = Xml.SubElement(
            suite, "testcase", classname=f"mockcore.{part['code']}", name=f"{part['asked']}: {part['detail']}"
        )
        failure = Xml.SubElement(case, "failure", type=part["code"], message=f"{part['explanation']} ({part['read']})")
        failure.text = "\n".join(tests)
    if not summary.tests:
        Xml.SubElement(suite, "testcase", classname="mockcore", name="no finding")
    root = Xml.Element("testsuites")
    root.append(suite)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def html(summary: Summary) -> str:
    """The report as a page of its own."""
    from mockcore.web.pages import page  # noqa: PLC0415 - few runs write it

    operations = [
        {"path": call["asked"], "name": name, "statuses": counted(call["statuses"]), "parameters": call["parameters"]}
        for name, call in summary.called.items()
    ]
    return page(
        "contract_report.html",
        title=TITLE,
        findings=[(summary.parts[text], tests) for text, tests in summary.tests.items()],
        baseline=summary.known,
        covered=summary.covered,
        operations=operations,
        not_called=summary.not_called,
    )
