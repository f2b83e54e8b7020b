"""Ids of another company in every place of every body: says how many were asked for, and what is wrong.

Wrong is what is answered otherwise than to an id of nobody, what is shown of the other company, and what is changed there.
"""

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.contract.foreign_ids import ForeignIds


class Part(NamedTuple):
    """What one process found: statuses, operations, faults, and where an id is let pass though it is said of what it is one."""

    statuses: Counter[int]
    operations: set[str]
    faults: list[str]
    passed: list[str]


def asked(words: str, jobs: int, number: int) -> Part:
    """Every so many-th probe whose text contains those words."""
    sweep = ForeignIds()
    part = Part(Counter(), set(), [], [])
    chosen = (probe for probe in sweep.probes() if words in str(probe))
    for probe in islice(chosen, number, None, jobs):
        outcome = sweep.outcome(probe)
        part.statuses[outcome.status] += 1
        part.operations.add(probe.operation.id)
        part.faults.extend(outcome.faults)
        if not outcome.refused and sweep.refers(probe):
            part.passed.append(str(probe))
    return part


def main() -> int:
    """The exit status: 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="?", default="", help="only the probes whose text contains this")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    arguments = parser.parse_args()
    began = time.monotonic()
    with ProcessPoolExecutor(arguments.jobs) as pool:
        parts = list(pool.map(partial(asked, arguments.words, arguments.jobs), range(arguments.jobs)))
    faults = [fault for part in parts for fault in part.faults]
    statuses = sum((part.statuses for part in parts), Counter[int]())
    operations = set[str]().union(*(part.operations for part in parts))
    print("\n".join(faults))
    print("\n".join(f"passed: {text}" for part in parts for text in part.passed))
    print(
        f"{statuses.total()} ids in {len(operations)} operations, {time.monotonic() - began:.0f} s; by status {dict(statuses)}"
    )
    kinds = Counter(fault.partition(":")[0] for fault in faults)
    print(f"answered otherwise {kinds['answered otherwise']}, shown {kinds['shown']}, changed {kinds['changed']}")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
