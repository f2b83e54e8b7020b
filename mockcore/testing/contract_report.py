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

Finding = dict[str, Any]
Called = dict[str, dict[str, Any]]
TITLE = "mockcore: requests against the contract of the API"
BASELINE = "# Contract findings that are known: pytest does not report them. Written by --mockcore-baseline-write.\n"


def line(finding: Finding) -> str:
    """One finding as a line of a baseline; it stays the same from run to run."""
    return f"{finding['code']}  {finding['asked']}: {finding['detail']}"


def baseline(path: str) -> frozenset[str]:
    """The lines of a baseline. Raises: UsageError for a file that is not there."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise pytest.UsageError(
            f"The baseline {path} cannot be read ({error}): write it with --mockcore-baseline-write."
        ) from None
    return frozenset(entry.strip() for entry in text.splitlines() if entry.strip() and not entry.startswith("#"))


@dataclass
class Collected:
    """The findings of each test, and the operations that were called."""

    findings: dict[str, list[Finding]] = field(default_factory=dict)
    called: Called = field(default_factory=dict)

    def add(self, test: str, findings: Iterable[Finding]) -> None:
        """Notes the findings of one test."""
        more = list(findings)
        if more:
            self.findings.setdefault(test, []).extend(more)

    def cover(self, called: Called) -> None:
        """Adds what was called."""
        for name, call in called.items():
            total = self.called.setdefault(name, {"asked": call["asked"], "statuses": {}, "parameters": {}})
            for counter in ("statuses", "parameters"):
                total[counter] = dict(sorted((Counter(total[counter]) + Counter(call[counter])).items()))

    def as_json(self) -> str:
        """As one process tells it to another."""
        return json.dumps({"findings": self.findings, "called": self.called})

    def merge(self, text: str) -> None:
        """Adds what another process has told."""
        other = json.loads(text)
        for test, findings in other["findings"].items():
            self.add(test, findings)
        self.cover(other["called"])


@dataclass(frozen=True)
class Summary:
    """What a report shows: each new finding with the tests that caused it, how many are known, and the coverage."""

    tests: dict[str, list[str]]
    by_line: dict[str, Finding]
    in_baseline: int
    stale: list[str]
    called: Called
    declared: list[str]

    @classmethod
    def of(cls, collected: Collected, accepted: frozenset[str], declared: list[str]) -> "Summary":
        """Sorted by code, then by operation."""
        tests: dict[str, list[str]] = {}
        by_line: dict[str, Finding] = {}
        met = set()
        for test, findings in sorted(collected.findings.items()):
            for finding in findings:
                text = line(finding)
                if text in accepted:
                    met.add(text)
                else:
                    by_line.setdefault(text, finding)
                    tests.setdefault(text, []).append(test)
        ordered = dict(sorted(tests.items()))
        return cls(ordered, by_line, len(met), sorted(accepted - met), dict(sorted(collected.called.items())), declared)

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
    lines = sorted({line(finding) for findings in collected.findings.values() for finding in findings})
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
        finding = summary.by_line[text]
        times = f"{len(tests)} times, first in" if len(tests) > 1 else "in"
        out += [text, f"    {finding['explanation']} ({finding['read']})", f"    {times} {tests[0]}"]
    out = out or ["none"]
    if summary.in_baseline:
        out.append(f"{summary.in_baseline} more known by the baseline")
    out += [f"no longer found, take it from the baseline: {text}" for text in summary.stale]
    out += [summary.covered]
    for name, call in summary.called.items():
        statuses = counted(call["statuses"])
        parameters = f"; with {', '.join(call['parameters'])}" if call["parameters"] else ""
        out.append(f"    {call['asked']} ({name}): {statuses}{parameters}")
    out += [f"    not called: {name}" for name in summary.not_called]
    out += [f"    not declared: {name}" for name in summary.not_declared]
    return out


def junit(summary: Summary) -> str:
    """The report as JUnit XML: a failed case for each finding, one that passes when there is none."""
    from xml.etree import ElementTree as Xml  # noqa: PLC0415 - few runs write it

    suite = Xml.Element("testsuite", name=TITLE, tests=str(max(len(summary.tests), 1)), failures=str(len(summary.tests)))
    properties = Xml.SubElement(suite, "properties")
    Xml.SubElement(properties, "property", name="coverage", value=summary.covered)
    for name in summary.not_called:
        Xml.SubElement(properties, "property", name="not called", value=name)
    for text, tests in summary.tests.items():
        finding = summary.by_line[text]
        case = Xml.SubElement(
            suite, "testcase", classname=f"mockcore.{finding['code']}", name=f"{finding['asked']}: {finding['detail']}"
        )
        failure = Xml.SubElement(case, "failure", type=finding["code"], message=f"{finding['explanation']} ({finding['read']})")
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
        findings=[(summary.by_line[text], tests) for text, tests in summary.tests.items()],
        baseline=summary.in_baseline,
        covered=summary.covered,
        operations=operations,
        not_called=summary.not_called,
    )
