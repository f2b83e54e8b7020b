"""Which records a list wants, as a value; and the names that SQL knows a record by."""

import re
from dataclasses import dataclass, field
from typing import Any

COLUMNS = frozenset(
    {
        "id",
        "key",
        "origin_id",
        "status",
        "created_at",
        "updated_at",
        "deleted_at",
        "project_id",
        "company_id",
        "parent_id",
    }
)
# The columns of a record in the order in which it is read.
SELECTED = (
    "id",
    "version",
    "body",
    "kind",
    "company_id",
    "project_id",
    "parent_id",
    "key",
    "created_at",
    "updated_at",
    "deleted_at",
)
CODE_COLUMNS = ("code", "client_id", "user_id", "redirect_uri", "challenge", "challenge_method", "expires_at", "used")
REFRESH_COLUMNS = ("token", "client_id", "user_id", "pair", "code")
ANY = -1
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*")


# Operators whose value is a list.
MANY = frozenset({"in", "within", "has", "outside", "refers", "open to"})


@dataclass(slots=True)
class Condition:
    """``field op value``, by an operator of ``conditions``; ``unless`` and ``within`` admit records that do not say.

    ``refers`` looks for ids wherever a record keeps a reference of that stem; ``outside`` is the opposite of ``in``.
    ``says`` looks for a text in every value of the record, whatever the field; ``open to`` admits a record whose field is
    not true, and else one that a user made or that names the user: its value is the user's id, and as JSON the names of the
    attributes that refer to people.
    """

    field: str
    op: str
    value: Any


@dataclass(slots=True)
class Selection:
    """Which records, in which order, which page. None in a scope field means any; 0 as project means none."""

    kind: str
    company_id: int | None = None
    project_id: int | None = None
    or_none: bool = False
    parent_id: int | None = None
    member_of: int | None = None
    deleted: str = "no"
    conditions: list[Condition] = field(default_factory=list)
    sort: list[tuple[str, bool]] = field(default_factory=list)
    offset: int = 0
    limit: int = 100
