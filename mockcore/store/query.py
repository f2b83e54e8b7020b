"""Lists: page, ids, total and distinct values of the records that are wanted."""

from typing import Any

from mockcore.store.selection import ANY, MANY, Condition, Selection
from mockcore.store.sqlite.database import Database, Row

__all__ = ["ANY", "Condition", "Selection", "distinct", "page", "page_ids", "place", "total"]


def page(database: Database, wanted: Selection) -> list[Row]:
    """(id, version, body, row…) of each record on the page, in a stable order."""
    values = _values(wanted) | {"limit_": wanted.limit, "offset_": wanted.offset}
    return database.all("page", values, (_shape(wanted), tuple(wanted.sort)), wanted)


def page_ids(database: Database, wanted: Selection) -> list[int]:
    """The ids of the records on the page, told from the index alone where the scope allows."""
    values = _values(wanted) | {"limit_": wanted.limit, "offset_": wanted.offset}
    rows = database.all("page_ids", values, (_shape(wanted), tuple(wanted.sort)), wanted)
    return [row[0] for row in rows]


def place(wanted: Selection) -> tuple[Any, ...]:
    """What tells a page of a list from every other."""
    conditions = tuple(
        (part.field, part.op, tuple(part.value) if part.op in MANY else part.value) for part in wanted.conditions
    )
    scope = (wanted.kind, wanted.company_id, wanted.project_id, wanted.or_none, wanted.parent_id, wanted.member_of)
    return (*scope, wanted.deleted, conditions, tuple(wanted.sort), wanted.offset, wanted.limit)


def total(database: Database, wanted: Selection) -> int:
    """How many records there are over all pages: kept totals where they suffice, else counted by index."""
    if (
        not wanted.conditions
        and not wanted.or_none
        and wanted.member_of is None
        and wanted.deleted in ("no", "only")
        and wanted.company_id is not None
    ):
        values = _kept_values(wanted)
        live, deleted = database.totals.of((values["kind"], values["company_id"], values["project_id"], values["parent_id"]))
        written: Row = database.one("kept", values) or (0, 0)
        return int(written[0] + live) if wanted.deleted == "no" else int(written[1] + deleted)
    row = database.one("count", _values(wanted), _shape(wanted), wanted)
    return int(row[0]) if row else 0


def distinct(database: Database, wanted: Selection, name: str) -> list[Any]:
    """The different values of a field, in order, null left out."""
    rows = database.all("distinct", _values(wanted), (name, _shape(wanted)), wanted, name)
    return [row[0] for row in rows]


def _kept_values(wanted: Selection) -> dict[str, Any]:
    return {
        "kind": wanted.kind,
        "company_id": wanted.company_id,
        "project_id": ANY if wanted.project_id is None else wanted.project_id,
        "parent_id": ANY if wanted.parent_id is None else wanted.parent_id,
    }


def _shape(wanted: Selection) -> tuple[Any, ...]:
    sizes = tuple((part.field, part.op, len(part.value) if part.op in MANY else 0) for part in wanted.conditions)
    scope = (wanted.company_id is None, wanted.project_id if not wanted.project_id else 1, wanted.parent_id is None)
    return (*scope, wanted.or_none, wanted.member_of is None, wanted.deleted, sizes)


def _values(wanted: Selection) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": wanted.kind,
        "company": wanted.company_id,
        "project": wanted.project_id,
        "parent": wanted.parent_id,
        "member_of": wanted.member_of,
    }
    for number, part in enumerate(wanted.conditions):
        if part.op in MANY:
            values |= {f"c{number}_{index}": value for index, value in enumerate(part.value)}
        else:
            values[f"c{number}"] = part.value
    return values
