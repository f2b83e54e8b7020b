"""Sweeps over every operation or resource: a sample in `make test`, all of them in `make contract`."""

import os
from collections.abc import Iterable
from typing import TypeVar

Case = TypeVar("Case")
WHOLE = os.environ.get("WHOLE_SWEEPS") == "1"


def sample(cases: Iterable[Case], size: int) -> list[Case]:
    """At most `size` cases, evenly spread and the same on every run; all of them in a whole sweep."""
    every = list(cases)
    if WHOLE or len(every) <= size:
        return every
    return [every[index * len(every) // size] for index in range(size)]
