"""The operators of a list's conditions, as SQL over a record's columns and its document."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Integer, Text, and_, bindparam, case, cast, func, not_, or_, select
from sqlalchemy.sql import ColumnElement

from mockcore import inflections
from mockcore.store.selection import ANY, COLUMNS, NAME, Condition
from mockcore.store.sqlite.tables import RECORDS

# Where a record keeps a reference: by id, by the id of a person or party, as ids, or as the objects themselves.
_PLACES = ("{}_id", "{}_login_information_id", "{}_party_id", "{}_user_id", "{}.id", "{}_ids[[]*]", "{}[[]*].id")
_MAKERS = frozenset({"created_by", "creator"})


def expression(name: str) -> ColumnElement[Any]:
    """A field of the record as SQL: its column, or the value in the document."""
    if name in COLUMNS:
        return RECORDS.c[name]
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return func.json_extract(RECORDS.c.body, f"$.{name}")


def _one_of(condition: Condition, name: str) -> ColumnElement[bool]:
    if not condition.value:
        return RECORDS.c.id == ANY
    return expression(condition.field).in_([bindparam(f"{name}_{index}") for index in range(len(condition.value))])


def _has(condition: Condition, name: str) -> ColumnElement[bool]:
    items = func.json_each(RECORDS.c.body, f"$.{condition.field}").table_valued("value", name=f"items_{name}")
    numbers: list[ColumnElement[Any]] = [bindparam(f"{name}_{index}") for index in range(len(condition.value))]
    return select(1).select_from(items).where(items.c.value.in_(numbers)).exists()


def _refers(condition: Condition, name: str) -> ColumnElement[bool]:
    """``field`` is a stem: ``created_by``, ``assignee``."""
    inside = func.json_tree(RECORDS.c.body).table_valued("type", "value", "fullkey", name=f"referred_{name}").c
    stems = (condition.field, inflections.pluralize(condition.field))
    places = [f"$.{place.format(stem)}" for stem in stems for place in _PLACES]
    # SQLite quotes some names in a path.
    here = or_(*(func.replace(inside.fullkey, '"', "").op("GLOB")(place) for place in places))
    numbers: list[ColumnElement[Any]] = [bindparam(f"{name}_{index}") for index in range(len(condition.value))]
    named = select(1).where(inside.type != "real", cast(inside.value, Integer).in_(numbers), here).exists()
    return or_(named, RECORDS.c.creator_id.in_(numbers)) if condition.field in _MAKERS else named


def _says(condition: Condition, name: str) -> ColumnElement[bool]:
    said = func.json_tree(RECORDS.c.body).table_valued("type", "value", name=f"said_{name}").c
    return select(1).where(said.type == "text", func.lower(said.value).like(bindparam(name), escape="\\")).exists()


def _open_to(condition: Condition, name: str) -> ColumnElement[bool]:
    """An id stands under one of the names, in a list of that name, or as the ``id`` of an object there or in such a list."""
    user: ColumnElement[Any] = bindparam(f"{name}_0")
    inside = func.json_tree(RECORDS.c.body).table_valued("key", "type", "value", "path", name=f"inside_{name}").c
    names = func.json_each(bindparam(f"{name}_1")).table_valued("value", name=f"names_{name}").c
    within = or_(inside.key == "id", func.typeof(inside.key) == "integer")
    place = case((within, func.rtrim(func.replace(inside.path, '"', ""), "[]0123456789")), else_="." + inside.key)
    at_a_name = select(1).where(place.op("GLOB")("*." + names.value)).exists()
    is_the_user = and_(inside.value.in_((user, cast(user, Text))), or_(inside.type == "integer", inside.type == "text"))
    named = select(1).where(is_the_user, at_a_name).exists()
    return or_(func.coalesce(expression(condition.field), 0) == 0, RECORDS.c.creator_id == user, named)


OPERATORS: dict[str, Callable[[Condition, str], ColumnElement[bool]]] = {
    "eq": lambda condition, name: expression(condition.field) == bindparam(name),
    "ge": lambda condition, name: expression(condition.field) >= bindparam(name),
    "lt": lambda condition, name: expression(condition.field) < bindparam(name),
    "null": lambda condition, _: expression(condition.field).is_(None),
    "set": lambda condition, _: expression(condition.field).is_not(None),
    "today": lambda condition, name: or_(
        expression(condition.field) == bindparam(name), func.substr(RECORDS.c.created_at, 1, 10) == bindparam(name)
    ),
    "unless": lambda condition, name: or_(
        expression(condition.field) == bindparam(name), expression(condition.field).is_(None)
    ),
    "in": _one_of,
    "outside": lambda condition, name: or_(not_(_one_of(condition, name)), expression(condition.field).is_(None)),
    "refers": _refers,
    "within": lambda condition, name: or_(_one_of(condition, name), expression(condition.field).is_(None)),
    "has": _has,
    "says": _says,
    "open to": _open_to,
}
