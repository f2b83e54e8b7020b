"""Lists as SQL: scope, filters, order and page. The one place that knows how a document field is read in SQL."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, Table, and_, bindparam, func, or_, select
from sqlalchemy.sql import ColumnElement
from sqlmodel import SQLModel

from mockcore.store.database import Database, Row

RECORDS: Table = SQLModel.metadata.tables["records"]
MEMBERS: Table = SQLModel.metadata.tables["members"]
TOTALS: Table = SQLModel.metadata.tables["totals"]
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
ANY = -1
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")


@dataclass(slots=True)
class Condition:
    """``field op value``, by an operator of ``_OPERATORS``; ``unless`` admits records that do not say."""

    field: str
    op: str
    value: Any


@dataclass(slots=True)
class Wanted:
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


def expression(name: str) -> ColumnElement[Any]:
    """A field of the record as SQL: its column, or the value in the document."""
    if name in COLUMNS:
        return RECORDS.c[name]
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return func.json_extract(RECORDS.c.body, f"$.{name}")


def page(database: Database, wanted: Wanted) -> list[Row]:
    """(id, version, body, row…) of each record on the page, in a stable order."""
    values = _values(wanted) | {"limit_": wanted.limit, "offset_": wanted.offset}
    return database.all(("page", _shape(wanted), tuple(wanted.sort)), lambda: _page(wanted), values)


def page_ids(database: Database, wanted: Wanted) -> list[int]:
    """The ids of the records on the page, told from the index alone where the scope allows."""
    values = _values(wanted) | {"limit_": wanted.limit, "offset_": wanted.offset}
    rows = database.all(("ids", _shape(wanted), tuple(wanted.sort)), lambda: _page(wanted, (RECORDS.c.id,)), values)
    return [row[0] for row in rows]


def total(database: Database, wanted: Wanted) -> int:
    """How many records there are over all pages: kept totals where they suffice, else counted by index."""
    if (
        not wanted.conditions
        and not wanted.or_none
        and wanted.member_of is None
        and wanted.deleted in ("no", "only")
        and wanted.company_id is not None
    ):
        row = database.one("total", _kept, _kept_values(wanted))
        return 0 if row is None else int(row[0] if wanted.deleted == "no" else row[1])
    row = database.one(("count", _shape(wanted)), lambda: _count(wanted), _values(wanted))
    return int(row[0]) if row else 0


def distinct(database: Database, wanted: Wanted, name: str) -> list[Any]:
    """The different values of a field, in order, null left out."""

    def build() -> Select[Any]:
        found = expression(name)
        return select(found).where(_where(wanted), found.is_not(None)).distinct().order_by(found).limit(1000)

    return [row[0] for row in database.all(("distinct", name, _shape(wanted)), build, _values(wanted))]


def _kept() -> Select[Any]:
    names = ("kind", "company_id", "project_id", "parent_id")
    return select(TOTALS.c.live, TOTALS.c.deleted).where(*(TOTALS.c[name] == bindparam(name) for name in names))


def _kept_values(wanted: Wanted) -> dict[str, Any]:
    return {
        "kind": wanted.kind,
        "company_id": wanted.company_id,
        "project_id": ANY if wanted.project_id is None else wanted.project_id,
        "parent_id": ANY if wanted.parent_id is None else wanted.parent_id,
    }


def _page(wanted: Wanted, chosen: Sequence[ColumnElement[Any]] = ()) -> Select[Any]:
    order = []
    for name, descending in wanted.sort:
        found = expression(name)
        order.append(found.desc() if descending else found.asc())
    columns = chosen or (RECORDS.c.id, RECORDS.c.version, RECORDS.c.body, *(RECORDS.c[name] for name in ROW_REST))
    rows: Select[Any] = select(*columns).where(_where(wanted)).order_by(*order, RECORDS.c.id)
    return rows.limit(bindparam("limit_")).offset(bindparam("offset_"))


ROW_REST = ("kind", "company_id", "project_id", "parent_id", "key", "created_at", "updated_at", "deleted_at")


def _count(wanted: Wanted) -> Select[Any]:
    return select(func.count()).select_from(RECORDS).where(_where(wanted))


def _shape(wanted: Wanted) -> tuple[Any, ...]:
    sizes = tuple((part.field, part.op, len(part.value) if part.op in ("in", "has") else 0) for part in wanted.conditions)
    scope = (wanted.company_id is None, wanted.project_id if not wanted.project_id else 1, wanted.parent_id is None)
    return (*scope, wanted.or_none, wanted.member_of is None, wanted.deleted, sizes)


def _values(wanted: Wanted) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": wanted.kind,
        "company": wanted.company_id,
        "project": wanted.project_id,
        "parent": wanted.parent_id,
        "member_of": wanted.member_of,
    }
    for number, part in enumerate(wanted.conditions):
        if part.op in ("in", "has"):
            values |= {f"c{number}_{index}": value for index, value in enumerate(part.value)}
        else:
            values[f"c{number}"] = part.value
    return values


def _where(wanted: Wanted) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = [RECORDS.c.kind == bindparam("kind")]
    if wanted.company_id is not None:
        parts.append(RECORDS.c.company_id == bindparam("company"))
    if wanted.project_id == 0:
        parts.append(RECORDS.c.project_id.is_(None))
    elif wanted.project_id is not None and wanted.or_none:
        parts.append(or_(RECORDS.c.project_id == bindparam("project"), RECORDS.c.project_id.is_(None)))
    elif wanted.project_id is not None:
        parts.append(RECORDS.c.project_id == bindparam("project"))
    if wanted.parent_id is not None:
        parts.append(RECORDS.c.parent_id == bindparam("parent"))
    if wanted.member_of is not None:
        inside = select(MEMBERS.c.record_id).where(
            MEMBERS.c.kind == bindparam("kind"), MEMBERS.c.project_id == bindparam("member_of")
        )
        parts.append(RECORDS.c.id.in_(inside))
    if wanted.deleted == "no":
        parts.append(RECORDS.c.deleted_at.is_(None))
    elif wanted.deleted == "only":
        parts.append(RECORDS.c.deleted_at.is_not(None))
    parts += [_OPERATORS[part.op](part, f"c{number}") for number, part in enumerate(wanted.conditions)]
    return and_(*parts)


def _one_of(part: Condition, name: str) -> ColumnElement[bool]:
    if not part.value:
        return RECORDS.c.id == ANY
    return expression(part.field).in_([bindparam(f"{name}_{index}") for index in range(len(part.value))])


def _has(part: Condition, name: str) -> ColumnElement[bool]:
    items = func.json_each(RECORDS.c.body, f"$.{part.field}").table_valued("value", name=f"items_{name}")
    wanted: list[ColumnElement[Any]] = [bindparam(f"{name}_{index}") for index in range(len(part.value))]
    return select(1).select_from(items).where(items.c.value.in_(wanted)).exists()


_OPERATORS: dict[str, Callable[[Condition, str], ColumnElement[bool]]] = {
    "eq": lambda part, name: expression(part.field) == bindparam(name),
    "ge": lambda part, name: expression(part.field) >= bindparam(name),
    "lt": lambda part, name: expression(part.field) < bindparam(name),
    "like": lambda part, name: func.lower(expression(part.field)).like(bindparam(name), escape="\\"),
    "null": lambda part, name: expression(part.field).is_(None),
    "set": lambda part, name: expression(part.field).is_not(None),
    "today": lambda part, name: or_(
        expression(part.field) == bindparam(name), func.substr(RECORDS.c.created_at, 1, 10) == bindparam(name)
    ),
    "unless": lambda part, name: or_(expression(part.field) == bindparam(name), expression(part.field).is_(None)),
    "in": _one_of,
    "has": _has,
}
