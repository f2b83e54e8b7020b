"""Every statement as SQLAlchemy Core builds it. Imported only for one that no earlier start has kept (``prepared``)."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Insert, Select, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlalchemy.sql import ClauseElement, ColumnElement

from mockcore.store.selection import CODE_COLUMNS, REFRESH_COLUMNS, SELECTED, Selection
from mockcore.store.sqlite import families, removal
from mockcore.store.sqlite.conditions import OPERATORS, expression
from mockcore.store.sqlite.tables import (
    BLOBS,
    CHANGES,
    CODES,
    FACTS,
    IDEMPOTENT_REPLIES,
    MEMBERS,
    RECORDS,
    REFRESH_TOKENS,
    REVOCATIONS,
    SEQUENCES,
    TOTALS,
)

# Found by name like those below.
kinds_of = removal.kinds_of
forget_records = removal.forget_records
forget_changes = removal.forget_changes
forget_members = removal.forget_members
forget_totals = removal.forget_totals
forget_blobs = removal.forget_blobs
forget_app = removal.forget_app
forget_answers_of = removal.forget_answers_of
forget_links = removal.forget_links
forget_departures = removal.forget_departures
below = families.below
referrers = families.referrers
every_of_kind = families.every_of_kind
add_link = families.add_link
drop_link = families.drop_link
drop_links = families.drop_links
departed = families.departed
add_departure = families.add_departure
drop_departures = families.drop_departures
deleted_ids = families.deleted_ids
is_deleted = families.is_deleted


def page(selection: Selection, chosen: Sequence[ColumnElement[Any]] = ()) -> Select[Any]:
    """The records of a page, in a stable order."""
    order = []
    for name, descending in selection.sort:
        value = expression(name)
        order.append(value.desc() if descending else value.asc())
    columns = chosen or [RECORDS.c[name] for name in SELECTED]
    rows: Select[Any] = select(*columns).where(_where(selection)).order_by(*order, RECORDS.c.id)
    return rows.limit(bindparam("limit_")).offset(bindparam("offset_"))


def list_totals() -> Select[Any]:
    """How many live and deleted records a list has."""
    names = ("kind", "company_id", "project_id", "parent_id")
    return select(TOTALS.c.live, TOTALS.c.deleted).where(*(TOTALS.c[name] == bindparam(name) for name in names))


def page_ids(selection: Selection) -> Select[Any]:
    """The ids of the records on a page."""
    return page(selection, (RECORDS.c.id,))


def distinct(selection: Selection, name: str) -> Select[Any]:
    """The different values of a field, in order, null left out."""
    value = expression(name)
    return select(value).where(_where(selection), value.is_not(None)).distinct().order_by(value).limit(1000)


def count(selection: Selection) -> Select[Any]:
    """How many records a list has."""
    return select(func.count()).select_from(RECORDS).where(_where(selection))


def _where(selection: Selection) -> ColumnElement[bool]:
    clauses: list[ColumnElement[bool]] = [RECORDS.c.kind == bindparam("kind")]
    if selection.company_id is not None:
        clauses.append(RECORDS.c.company_id == bindparam("company"))
    if selection.project_id == 0:
        clauses.append(RECORDS.c.project_id.is_(None))
    elif selection.project_id is not None and selection.or_none:
        clauses.append(or_(RECORDS.c.project_id == bindparam("project"), RECORDS.c.project_id.is_(None)))
    elif selection.project_id is not None:
        clauses.append(RECORDS.c.project_id == bindparam("project"))
    if selection.parent_id is not None:
        clauses.append(RECORDS.c.parent_id == bindparam("parent"))
    if selection.member_of is not None:
        inside = select(MEMBERS.c.record_id).where(
            MEMBERS.c.kind == bindparam("kind"), MEMBERS.c.project_id == bindparam("member_of")
        )
        clauses.append(RECORDS.c.id.in_(inside))
    if selection.deleted == "no":
        clauses.append(RECORDS.c.deleted_at.is_(None))
    elif selection.deleted == "only":
        clauses.append(RECORDS.c.deleted_at.is_not(None))
    return and_(
        *clauses, *(OPERATORS[condition.op](condition, f"c{number}") for number, condition in enumerate(selection.conditions))
    )


def get() -> ClauseElement:
    """One record by id."""
    return _rows().where(RECORDS.c.id == bindparam("id_"), RECORDS.c.kind == bindparam("kind_"))


def _rows() -> Select[Any]:
    return select(*(RECORDS.c[name] for name in SELECTED))


def by_key() -> ClauseElement:
    """One record by its external key."""
    return _rows().where(RECORDS.c.kind == bindparam("kind_"), RECORDS.c.key == bindparam("key_"))


def by_origin() -> ClauseElement:
    """The live record with an origin_id."""
    scope = (RECORDS.c.kind == bindparam("kind_"), RECORDS.c.company_id == bindparam("company"))
    return _rows().where(*scope, RECORDS.c.origin_id == bindparam("origin"), RECORDS.c.deleted_at.is_(None))


def any_of_kind() -> ClauseElement:
    """The id of some live record of a resource, whichever is met first."""
    return select(RECORDS.c.id).where(RECORDS.c.kind == bindparam("kind_"), RECORDS.c.deleted_at.is_(None)).limit(1)


def counter() -> ClauseElement:
    """The last value of a counter."""
    return select(SEQUENCES.c.value).where(SEQUENCES.c.name == bindparam("name_"))


def count_on() -> ClauseElement:
    """A counter set to its new value."""
    return upsert(SEQUENCES).on_conflict_do_update(index_elements=["name"], set_={"value": bindparam("value_")})


def save() -> ClauseElement:
    """A record as changed."""
    changed = ("key", "origin_id", "status", "version", "updated_at", "deleted_at", "body", "parent_id", "project_id")
    values: dict[str, Any] = {name: bindparam(f"{name}_") for name in changed}
    return update(RECORDS).where(RECORDS.c.id == bindparam("id_")).values(**values)


def save_content() -> ClauseElement:
    """A record as changed, where it is and is called what it was: no index has it elsewhere."""
    values: dict[str, Any] = {name: bindparam(f"{name}_") for name in ("status", "version", "updated_at", "body")}
    return update(RECORDS).where(RECORDS.c.id == bindparam("id_")).values(**values)


def recycle() -> ClauseElement:
    """A record as it goes into the recycle bin, or comes out of it."""
    values: dict[str, Any] = {name: bindparam(f"{name}_") for name in ("version", "updated_at", "deleted_at")}
    return update(RECORDS).where(RECORDS.c.id == bindparam("id_")).values(**values)


def add_total() -> ClauseElement:
    """Kept totals changed."""
    added = {name: TOTALS.c[name] + bindparam(f"{name}_") for name in ("live", "deleted")}
    return upsert(TOTALS).on_conflict_do_update(index_elements=["kind", "company_id", "project_id", "parent_id"], set_=added)


def log() -> Insert:
    """An entry of a change history."""
    names = ("record_id", "kind", "company_id", "project_id", "user_id", "event", "at", "body")
    return insert(CHANGES).values(**{name: bindparam(name) for name in names})


def history() -> ClauseElement:
    """The change history of a record."""
    names = ("id", "user_id", "event", "at", "body")
    rows = select(*(CHANGES.c[name] for name in names)).where(CHANGES.c.record_id == bindparam("record"))
    return rows.order_by(CHANGES.c.id).limit(bindparam("limit_"))


def _membership() -> ColumnElement[bool]:
    return and_(
        MEMBERS.c.kind == bindparam("kind_"),
        MEMBERS.c.project_id == bindparam("project"),
        MEMBERS.c.record_id == bindparam("record"),
    )


def remove_member() -> ClauseElement:
    """A company record taken out of a project."""
    return delete(MEMBERS).where(_membership())


def is_member() -> ClauseElement:
    """Whether a company record takes part in a project."""
    return select(MEMBERS.c.record_id).where(_membership())


def projects_of() -> ClauseElement:
    """The projects that a company record takes part in."""
    rows = select(MEMBERS.c.project_id).where(MEMBERS.c.kind == bindparam("kind_"), MEMBERS.c.record_id == bindparam("record"))
    return rows.order_by(MEMBERS.c.project_id)


def creator() -> ClauseElement:
    """Who made a record, and when."""
    return select(RECORDS.c.creator_id, RECORDS.c.created_at).where(RECORDS.c.id == bindparam("record"))


def blob() -> ClauseElement:
    """The bytes of a file."""
    return select(BLOBS.c.filename, BLOBS.c.content_type, BLOBS.c.data, BLOBS.c.company_id).where(
        BLOBS.c.key == bindparam("key_")
    )


def insert_record() -> ClauseElement:
    """A new record."""
    return insert(RECORDS)


def add_member() -> ClauseElement:
    """A company record let into a project."""
    return upsert(MEMBERS).on_conflict_do_nothing()


def keep_blob() -> ClauseElement:
    """The bytes of a file, in place of any before."""
    return insert(BLOBS).prefix_with("OR REPLACE")


def insert_code() -> ClauseElement:
    """A new authorization code."""
    return insert(CODES)


def find_code() -> ClauseElement:
    """An authorization code as issued."""
    return select(*(CODES.c[name] for name in CODE_COLUMNS)).where(CODES.c.code == bindparam("code_"))


def use_code() -> ClauseElement:
    """An unused authorization code, used."""
    return update(CODES).where(CODES.c.code == bindparam("code_"), CODES.c.used.is_(False)).values(used=True)


def insert_refresh() -> ClauseElement:
    """A new refresh token."""
    return insert(REFRESH_TOKENS)


def find_refresh() -> ClauseElement:
    """A refresh token as issued."""
    columns = (REFRESH_TOKENS.c[name] for name in REFRESH_COLUMNS)
    return select(*columns).where(REFRESH_TOKENS.c.token == bindparam("token_"))


def take_refresh() -> ClauseElement:
    """The refresh token of a pair, gone."""
    return delete(REFRESH_TOKENS).where(REFRESH_TOKENS.c.pair == bindparam("pair_"))


def pairs_of_code() -> ClauseElement:
    """The pairs that came of an authorization code and live still."""
    return select(REFRESH_TOKENS.c.pair).where(REFRESH_TOKENS.c.code == bindparam("code_"))


def revoke() -> ClauseElement:
    """An access token dead before its time."""
    return upsert(REVOCATIONS).values(pair=bindparam("pair")).on_conflict_do_nothing()


def is_revoked() -> ClauseElement:
    """Whether an access token is dead before its time."""
    return select(REVOCATIONS.c.id).where(REVOCATIONS.c.pair == bindparam("pair_"))


def idempotent_reply() -> ClauseElement:
    """The answer kept for an idempotency token, unless it is too old."""
    columns = (IDEMPOTENT_REPLIES.c[name] for name in ("asked", "status", "body", "media_type", "headers"))
    return select(*columns).where(IDEMPOTENT_REPLIES.c.key == bindparam("key_"), IDEMPOTENT_REPLIES.c.at > bindparam("since"))


def keep_answer() -> ClauseElement:
    """An answer for an idempotency token."""
    return insert(IDEMPOTENT_REPLIES)


def forget_answers() -> ClauseElement:
    """Answers that are too old, gone."""
    return delete(IDEMPOTENT_REPLIES).where(IDEMPOTENT_REPLIES.c.at <= bindparam("until"))


def fact() -> ClauseElement:
    """What the database says of itself, by name."""
    return select(FACTS.c.value).where(FACTS.c.name == bindparam("name_"))


def set_fact() -> ClauseElement:
    """A fact, in place of any before."""
    return insert(FACTS).prefix_with("OR REPLACE")


def keep_fact() -> ClauseElement:
    """What the database knows of itself, unless it knows it already."""
    return upsert(FACTS).on_conflict_do_nothing()


def signing_state() -> ClauseElement:
    """What every verified access token rests on: the key, and the last revocation."""
    key = select(FACTS.c.value).where(FACTS.c.name == bindparam("key_")).scalar_subquery()
    return select(key, select(func.max(REVOCATIONS.c.id)).scalar_subquery())


def creation() -> Iterator[str]:
    """The tables and their indexes as text."""
    dialect = sqlite.dialect()
    for table in RECORDS.metadata.sorted_tables:
        yield str(CreateTable(table).compile(dialect=dialect))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        yield from (str(CreateIndex(index).compile(dialect=dialect)) for index in indexes)


def compiled(statement: ClauseElement) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """A statement as the driver takes it: text, parameter names in order, values that are part of the statement."""
    sql: Any = statement.compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True})
    fixed = {name: value for name, value in sql.params.items() if value is not None}
    return str(sql), tuple(sql.positiontup or ()), fixed
