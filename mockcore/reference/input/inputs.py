"""What a request says, by the place where it says it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Inputs:
    """Path parameters, query, attributes of the record, rows of a bulk action, and what stands beside the wrapper."""

    path: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    rows: list[Any] | None = None
    context: dict[str, Any] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
