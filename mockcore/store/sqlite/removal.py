"""Statements that take a company away with everything in it. Imported with ``statements`` only."""

from sqlalchemy import ColumnElement, Table, bindparam, delete, func, or_, select
from sqlalchemy.sql import ClauseElement

from mockcore.store.sqlite.tables import BLOBS, CHANGES, DEPARTURES, IDEMPOTENT_REPLIES, LINKS, MEMBERS, RECORDS, TOTALS


def kinds_of() -> ClauseElement:
    """The resources of which a company has records, in the order in which they came to be."""
    return select(RECORDS.c.kind).where(_of_company(RECORDS)).group_by(RECORDS.c.kind).order_by(func.min(RECORDS.c.id))


def forget_records() -> ClauseElement:
    """Every record of a company gone for good."""
    return delete(RECORDS).where(_of_company(RECORDS))


def forget_changes() -> ClauseElement:
    """Their history."""
    return delete(CHANGES).where(_of_company(CHANGES))


def forget_members() -> ClauseElement:
    """Who took part in its projects."""
    return delete(MEMBERS).where(MEMBERS.c.record_id.in_(select(RECORDS.c.id).where(_of_company(RECORDS))))


def forget_links() -> ClauseElement:
    """What leads to its records."""
    return delete(LINKS).where(LINKS.c.target_id.in_(select(RECORDS.c.id).where(_of_company(RECORDS))))


def forget_departures() -> ClauseElement:
    """What was deleted with them."""
    return delete(DEPARTURES).where(DEPARTURES.c.root_id.in_(select(RECORDS.c.id).where(_of_company(RECORDS))))


def forget_totals() -> ClauseElement:
    """How many there were."""
    return delete(TOTALS).where(_of_company(TOTALS))


def forget_blobs() -> ClauseElement:
    """Its files."""
    return delete(BLOBS).where(_of_company(BLOBS))


def forget_app() -> ClauseElement:
    """An app with its credentials."""
    own, above = RECORDS.c.id == bindparam("id_"), RECORDS.c.parent_id == bindparam("id_")
    return delete(RECORDS).where(or_(own, above))


def forget_answers_of() -> ClauseElement:
    """Those of a company, gone."""
    return delete(IDEMPOTENT_REPLIES).where(_of_company(IDEMPOTENT_REPLIES))


def _of_company(table: Table) -> ColumnElement[bool]:
    return table.c.company_id == bindparam("company")
