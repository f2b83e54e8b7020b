"""What happened to a record, as a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CREATE, UPDATE, DELETE = "create", "update", "delete"


@dataclass(slots=True)
class Event:
    """A create, update or delete; ``project_id`` is that of a membership where one began or ended.

    ``changes`` has (before, after) of each attribute that an update changed.
    """

    name: str
    kind: str
    record_id: int
    company_id: int | None
    project_id: int | None
    parent_id: int | None
    body: Mapping[str, Any]
    member: bool = False
    changes: Mapping[str, Any] | None = None
