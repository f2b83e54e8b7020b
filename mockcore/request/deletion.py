"""Deleting a record with everything that belongs to it, and bringing all of it back. Source: decisions, Deletions."""

from collections.abc import Iterator
from typing import Any

from mockcore import inflections
from mockcore.errors import Conflict, MockError, Unprocessable
from mockcore.request.context import EVERY, Context
from mockcore.request.declare import cascade, guard
from mockcore.request.states import forbid, noun
from mockcore.request.uniqueness import check_free
from mockcore.store.links import numbers_of
from mockcore.store.records import Stored

BASE = "base"
# Of what refers to a record, to tell whether it is in use: what goes with it may be among them.
MOST_LOOKED_AT = 20
# The attribute of a record that is not restored with others, for it was deleted for good.
FOR_GOOD = "permanently_deleted"


def remove(context: Context, record: Stored) -> None:
    """Moves a record to the recycle bin, and with it what is below it and what cannot be without it, all the way down.

    What a tool declares before a deletion is asked of each; what it declares after one follows that of the record alone, since
    of the others the record that would be changed goes as well.

    Raises: Unprocessable where something that stays is in use of what would go, or a tool keeps one of them.
    """
    at, user = context.now(), context.user_id
    _guard(context, record, record)
    belongings = _belongings(context, record)
    # The newest first: of invoices only the last one can be deleted.
    belongings.sort(key=lambda member: -member.id)
    for member in belongings:
        _guard(context, member, record)
        context.records.delete(member, at=at, user_id=user)
    context.records.delete(record, at=at, user_id=user)
    if belongings:
        context.records.links.depart(record.id, [member.id for member in belongings])
    cascade(context, record.kind, "delete", record)


def bring_back(context: Context, record: Stored) -> None:
    """Takes a record out of the recycle bin with all that went with it.

    Raises: Conflict while its owner is deleted; Unprocessable for a number that has been taken since.
    """
    for field, number in _owners(context, record):
        if number in context.records.deleted:
            forbid(field.removesuffix("_id"), "deleted", "restore it first")
    at, user = context.now(), context.user_id
    for member in (record, *context.records.links.departed(record.id)):
        if member.deleted_at is not None and not member.body.get(FOR_GOOD):
            check_free(context, member)
            context.records.restore(member, at=at, user_id=user)
    cascade(context, record.kind, "restore", record)


def check_unused(context: Context, record: Stored, project_id: int) -> None:
    """Whether a project can do without a record of the company. Raises: Unprocessable while something in it is in use of it."""
    if record.kind not in context.catalog.belonging.followed:
        return
    for other in context.records.links.referrers(record.id, EVERY):
        if other.project_id == project_id and _leads(context.catalog.belonging.keeps, other, record.id):
            raise _used(other)


def is_used(context: Context, record: Stored) -> bool:
    """Whether a record that stays refers to this one, and would keep it from being deleted; few are looked at."""
    keeps = context.catalog.belonging.keeps
    kinds = context.catalog.belonging.followed.get(record.kind)
    if kinds is None or context.catalog.kind(record.kind).members:
        return False
    for limit in (1, MOST_LOOKED_AT):
        others = context.records.links.referrers(record.id, limit)
        if any(_leads(keeps, other, record.id) for other in others):
            return True
        if len(others) < limit:
            break
    return False


def _belongings(context: Context, record: Stored) -> list[Stored]:
    """What goes with a record. Raises: Unprocessable while something that stays is in use of it, or of any of them."""
    below, others = context.records.below(record.id), _referrers(context, record)
    if not below and not others:
        return []
    belonging = context.catalog.belonging
    family = {record.id: record}
    keepers: list[Stored] = []
    waiting = [record]
    while waiting:
        owner = waiting.pop()
        if owner is not record:
            below, others = context.records.below(owner.id), _referrers(context, owner)
        below = [child for child in below if child.kind not in belonging.stays[""]]
        for other in others:
            (below if _leads(belonging.goes, other, owner.id) else keepers).append(other)
        new = [child for child in below if child.id not in family]
        family.update((child.id, child) for child in new)
        waiting += new
    keeper = next((other for other in keepers if other.id not in family), None)
    if keeper is not None:
        raise _used(keeper)
    del family[record.id]
    return list(family.values())


def _referrers(context: Context, owner: Stored) -> list[Stored]:
    kinds = context.catalog.belonging.followed.get(owner.kind)
    if kinds is None or context.catalog.kind(owner.kind).members:
        return []
    # Whoever is only kept from going needs no more than one reason.
    owns = any(kind in context.catalog.belonging.goes for kind in kinds)
    return context.records.links.referrers(owner.id, EVERY if owns else 1)


def _leads(attributes: Any, record: Stored, number: int) -> bool:
    """Whether one of those attributes of a record leads there."""
    names = attributes.get(record.kind, ())
    values = (record.body.get(key) for name in names for key in (name, name.removesuffix("_id")))
    return any(number in numbers_of(value) for value in values)


def _used(other: Stored) -> Unprocessable:
    words = inflections.humanize(other.kind.rsplit("/", 1)[-1]).lower()
    return Unprocessable(fields={BASE: [f"is in use by {words} and cannot be deleted"]})


def _guard(context: Context, member: Stored, record: Stored) -> None:
    """Asks what tools declare before a deletion; of what goes along, a refusal names what it is."""
    try:
        guard(context, member.kind, "delete", {}, member)
    except MockError as error:
        if member is record:
            raise
        reasons = [reason for reasons in error.fields.values() for reason in reasons] or [error.message]
        if isinstance(error, Conflict):
            raise Conflict(f"It cannot be deleted without its {noun(member.kind)} {member.id}. {error.message}") from error
        raise Unprocessable(fields={BASE: [f"has the {noun(member.kind)} {member.id}: {reasons[0]}"]}) from error


def _owners(context: Context, record: Stored) -> Iterator[tuple[str, int]]:
    """(field, id) of what a record cannot be without."""
    belonging = context.catalog.belonging
    for name in belonging.goes.get(record.kind, ()):
        for key in (name, name.removesuffix("_id")):
            yield from ((name, number) for number in numbers_of(record.body.get(key)))
    if record.parent_id is not None and record.kind not in belonging.stays[""]:
        yield "parent_id", record.parent_id
