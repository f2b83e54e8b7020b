"""Statements about what goes with a deleted record and comes back with it. Imported with ``statements`` only."""

from sqlalchemy import Select, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.sql import ClauseElement

from mockcore.store.selection import SELECTED
from mockcore.store.sqlite.tables import DEPARTURES, LINKS, RECORDS


def below() -> ClauseElement:
    """The live records of any resource below a record."""
    return _rows().where(RECORDS.c.parent_id == bindparam("parent"), RECORDS.c.deleted_at.is_(None)).order_by(RECORDS.c.id)


def referrers() -> ClauseElement:
    """The live records that lead to a record by an attribute, up to so many."""
    linked = _rows().join_from(LINKS, RECORDS, RECORDS.c.id == LINKS.c.record_id)
    live = linked.where(LINKS.c.target_id == bindparam("target"), RECORDS.c.deleted_at.is_(None))
    return live.order_by(LINKS.c.record_id).limit(bindparam("limit_"))


def every_of_kind() -> ClauseElement:
    """All records of a resource, the deleted ones too."""
    return _rows().where(RECORDS.c.kind == bindparam("kind_"))


def add_link() -> ClauseElement:
    """An attribute that leads to a record."""
    return upsert(LINKS).on_conflict_do_nothing()


def drop_link() -> ClauseElement:
    """One that leads there no more."""
    return delete(LINKS).where(LINKS.c.target_id == bindparam("target_id"), LINKS.c.record_id == bindparam("record_id"))


def drop_links() -> ClauseElement:
    """All of them."""
    return delete(LINKS)


def departed() -> ClauseElement:
    """The records that were deleted with a record."""
    gone = _rows().join_from(DEPARTURES, RECORDS, RECORDS.c.id == DEPARTURES.c.record_id)
    return gone.where(DEPARTURES.c.root_id == bindparam("root")).order_by(RECORDS.c.id)


def add_departure() -> ClauseElement:
    """A record deleted with another."""
    return upsert(DEPARTURES).on_conflict_do_nothing()


def drop_departures() -> ClauseElement:
    """Those deleted with a record, which are back."""
    return delete(DEPARTURES).where(DEPARTURES.c.root_id == bindparam("root"))


def deleted_ids() -> ClauseElement:
    """The ids of deleted records, up to so many. In their order: else SQLite would read another index, with all records."""
    return select(RECORDS.c.id).where(RECORDS.c.deleted_at.is_not(None)).order_by(RECORDS.c.id).limit(bindparam("limit_"))


def is_deleted() -> ClauseElement:
    """The id of a record, if it is deleted."""
    return select(RECORDS.c.id).where(RECORDS.c.id == bindparam("id_"), RECORDS.c.deleted_at.is_not(None))


def _rows() -> Select[tuple[object, ...]]:
    return select(*(RECORDS.c[name] for name in SELECTED))
