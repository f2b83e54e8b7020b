"""Lists: page, ids, total and distinct values of the records of a selection."""

from typing import Any

from mockcore.store.selection import ANY, MANY, Condition, Selection
from mockcore.store.storage import Row, Scope, Storage

__all__ = ["ANY", "Condition", "Selection", "distinct", "page", "page_ids", "place", "total"]


def page(storage: Storage, selection: Selection) -> list[Row]:
    """(id, version, body, row…) of each record on the page, in a stable order."""
    values = _values(selection) | {"limit_": selection.limit, "offset_": selection.offset}
    return storage.read("page", values, (_shape(selection), tuple(selection.sort)), selection)


def page_ids(storage: Storage, selection: Selection) -> list[int]:
    """The ids of the records on the page, read from the index alone where the scope allows."""
    values = _values(selection) | {"limit_": selection.limit, "offset_": selection.offset}
    rows = storage.read("page_ids", values, (_shape(selection), tuple(selection.sort)), selection)
    return [row[0] for row in rows]


def place(selection: Selection) -> tuple[Any, ...]:
    """What tells a page of a list from every other."""
    conditions = tuple(
        (condition.field, condition.op, tuple(condition.value) if condition.op in MANY else condition.value)
        for condition in selection.conditions
    )
    scope = (selection.kind, selection.company_id, selection.project_id, selection.or_none, selection.parent_id)
    members = (selection.member_of, selection.deleted)
    return (*scope, *members, conditions, tuple(selection.sort), selection.offset, selection.limit)


def total(storage: Storage, selection: Selection) -> int:
    """How many records there are over all pages: totals that are kept where they suffice, else counted by index."""
    if (
        not selection.conditions
        and not selection.or_none
        and selection.member_of is None
        and selection.deleted in ("no", "only")
        and selection.company_id is not None
    ):
        live, deleted = storage.totals.of(_scope(selection, selection.company_id))
        return live if selection.deleted == "no" else deleted
    return int(storage.read("count", _values(selection), _shape(selection), selection)[0][0])


def distinct(storage: Storage, selection: Selection, name: str) -> list[Any]:
    """The different values of a field, in order, null left out."""
    rows = storage.read("distinct", _values(selection), (name, _shape(selection)), selection, name)
    return [row[0] for row in rows]


def _scope(selection: Selection, company_id: int) -> Scope:
    project_id, parent_id = selection.project_id, selection.parent_id
    return selection.kind, company_id, ANY if project_id is None else project_id, ANY if parent_id is None else parent_id


def _shape(selection: Selection) -> tuple[Any, ...]:
    sizes = tuple(
        (condition.field, condition.op, len(condition.value) if condition.op in MANY else 0)
        for condition in selection.conditions
    )
    project = selection.project_id if not selection.project_id else 1
    scope = (selection.company_id is None, project, selection.parent_id is None)
    return (*scope, selection.or_none, selection.member_of is None, selection.deleted, sizes)


def _values(selection: Selection) -> dict[str, Any]:
    values: dict[str, Any] = {
        "kind": selection.kind,
        "company": selection.company_id,
        "project": selection.project_id,
        "parent": selection.parent_id,
        "member_of": selection.member_of,
    }
    for number, condition in enumerate(selection.conditions):
        if condition.op in MANY:
            values |= {f"c{number}_{index}": value for index, value in enumerate(condition.value)}
        else:
            values[f"c{number}"] = condition.value
    return values
