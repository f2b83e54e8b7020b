"""One record: show, create, update, delete, and its way through the recycle bin."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from mockcore import inflections
from mockcore.errors import NotFound
from mockcore.reference.bodies import STEERING
from mockcore.reference.input.uploads import uploads
from mockcore.reference.operation import Kind
from mockcore.reference.schema import main_type
from mockcore.request.context import Context
from mockcore.request.deletion import bring_back, check_unused
from mockcore.store.query import Selection
from mockcore.store.records import Stored
from mockcore.verbs.answer import Answer, rule
from mockcore.verbs.shapes import one_text
from mockcore.verbs.writing import create, delete, update

# Any of those resources, and the parameter of the path that is the id of a record of one.
Named = tuple[tuple[str, ...], str]


def follow(context: Context, parents: Sequence[Named], named: Named | None) -> None:
    """Every record that the path passes or names must be visible; the innermost becomes the parent. Raises: NotFound."""
    for kinds, parameter in parents:
        value = context.inputs.path[parameter]
        record = _any(context, kinds, value)
        context.parent_id = record.id if record else value if isinstance(value, int) else None
    if named is not None:
        _any(context, named[0], context.inputs.path[named[1]])


def _any(context: Context, kinds: Sequence[str], value: Any) -> Stored | None:
    """The record of one of several resources; None where no resource is known."""
    for kind in kinds[:-1]:
        with suppress(NotFound):
            return context.locate(kind, value)
    return context.locate(kinds[-1], value) if kinds else None


def addressed(context: Context) -> None:
    """Makes sure that the record is there below which the path asks for something. Raises: NotFound."""
    operation = context.operation
    below = operation.parents and operation.parents[-1][0] == operation.kind and not operation.one
    if below and context.catalog.has_kind(operation.kind):
        kind = context.catalog.kind(operation.kind)
        if kind.creatable or kind.listable:
            target(context)


def target(context: Context, *, deleted: bool = False) -> Stored:
    """The record that the path addresses, also by an action below it. Raises: NotFound."""
    operation = context.operation
    if operation.one and operation.path_names:
        name = operation.path_names[-1]
    elif operation.parents and operation.parents[-1][0] == operation.kind:
        name = operation.parents[-1][1]
    else:
        raise NotFound()
    record = context.locate(operation.kind, context.inputs.path[name], deleted=deleted)
    if operation.where and not record.matches(operation.where):
        raise NotFound()
    if context.parent_id is not None and operation.one and record.parent_id not in (None, context.parent_id):
        raise NotFound()
    member_of = context.project_id if context.catalog.kind(record.kind).members else None
    if member_of is not None and not context.records.is_member(record.kind, member_of, record.id):
        raise NotFound()
    return record


@rule("show")
def show(context: Context) -> Answer:
    """The record."""
    return Answer(text=one_text(context, target(context)))


@rule("show_deleted")
def show_deleted(context: Context) -> Answer:
    """A record in the recycle bin."""
    return Answer(text=one_text(context, target(context, deleted=True)))


@rule("create", writes=True)
def create_record(context: Context) -> Answer:
    """A new record."""
    record = create(context, context.catalog.kind(context.operation.kind), creating(context), context.operation.where)
    return written(context, record)


def creating(context: Context) -> dict[str, Any]:
    """The attributes of a new record: the body's, and those that the query names."""
    kind = context.catalog.kind(context.operation.kind)
    beside = {name: value for name, value in context.inputs.query.items() if name in kind.fields and name not in STEERING}
    return {**beside, **context.attributes}


def written(context: Context, record: Stored) -> Answer:
    """The record after a write; nothing where the document answers without a body."""
    if context.operation.status == 204 or context.operation.response is None:
        return Answer(text=b"")
    return Answer(text=one_text(context, record))


@rule("update", writes=True)
def update_record(context: Context) -> Answer:
    """The record with the given attributes changed."""
    return written(context, update(context, target(context), context.attributes))


@rule("upsert", writes=True)
def upsert(context: Context) -> Answer:
    """Changes the record that the path's identifier names, or makes it."""
    try:
        return update_record(context)
    except NotFound:
        identifier = str(context.inputs.path[context.operation.path_names[-1]])
        return written(
            context, create(context, context.catalog.kind(context.operation.kind), {**context.attributes, "key": identifier})
        )


@rule("delete", writes=True)
def delete_record(context: Context) -> Answer:
    """Moves the record to the recycle bin, with all that belongs to it; one of the company is taken out of the project."""
    record = target(context)
    member_of = context.project_id if context.catalog.kind(record.kind).members else None
    if member_of is not None:
        check_unused(context, record, member_of)
        context.records.remove_member(record.kind, member_of, record.id)
    else:
        delete(context, record)
    return written(context, record)


@rule("recycle", writes=True)
def recycle(context: Context) -> Answer:
    """Moves the record to the recycle bin."""
    return delete_record(context)


@rule("restore", writes=True)
def restore(context: Context) -> Answer:
    """Takes the record out of the recycle bin, with what went with it; to retrieve one that is not in it changes nothing."""
    if context.operation.tail == "retrieve":
        with suppress(NotFound):
            record = target(context)
            context.may_change(record)
            return written(context, record)
    record = target(context, deleted=True)
    context.may_change(record)
    bring_back(context, record)
    return written(context, record)


@rule("reactivate", writes=True)
def reactivate(context: Context) -> Answer:
    """Switches an inactive record on."""
    return written(context, update(context, target(context), {"is_active": True}))


@rule("action", writes=True)
def act(context: Context) -> Answer:
    """A change of the record that the path names, remembered in its attributes; without one, a new entry."""
    operation = context.operation
    if operation.parents and operation.parents[-1][0] == operation.kind:
        record = target(context)
        if operation.method == "DELETE":
            return written(context, update(context, record, without(record, operation.tail, context.attributes)))
        changes = dict(context.attributes)
        if not changes or not uploads(changes):
            changes.setdefault(f"{operation.tail}_at", context.now())
        # Comments, attachments and the like are added to another's record, which that does not change.
        adding = operation.method == "POST" and inflections.pluralize(operation.tail) == operation.tail
        if adding:
            join(context.catalog.kind(record.kind), record, changes)
        return written(context, update(context, record, changes, adding=adding))
    if operation.method == "DELETE":
        return _delete_latest(context)
    return create_record(context)


def join(kind: Kind, record: Stored, changes: dict[str, Any]) -> None:
    """Lets what is added to lists of a record come after what is there: a ``group_id`` is one more of the ``group_ids``."""
    for name, value in list(changes.items()):
        listed = name if isinstance(record.body.get(name), list) else f"{name}s"
        if listed in kind.fields and main_type(kind.fields[listed]) == "array" and (listed == name or name.endswith("_id")):
            members = record.body.get(listed) or []
            new = value if isinstance(value, list) else [value]
            del changes[name]
            changes[listed] = [*members, *(member for member in new if member not in members)]


def without(record: Stored, tail: str, named: Mapping[str, Any]) -> dict[str, Any]:
    """What changes of a record when a part of it is deleted: the members of its lists that are ``named``, or all of the part.

    ``logo`` is each attribute of that name, ``logo_id``, ``logo_url``; a ``group_id`` is one of the ``group_ids``.
    """
    changes: dict[str, Any] = {}
    for name, value in named.items():
        members = record.body.get(name, record.body.get(f"{name}s"))
        if isinstance(members, list):
            gone = value if isinstance(value, list) else [value]
            rest = [member for member in members if not any(_is_named(member, other) for other in gone)]
            changes[name if name in record.body else f"{name}s"] = rest
    if named:
        return changes
    stem = tail.replace("-", "_")
    return {name: None for name in record.body if name == stem or name.startswith(f"{stem}_")}


def _is_named(member: Any, named: Any) -> bool:
    if isinstance(member, dict) and isinstance(named, dict):
        return all(str(member.get(name)) == str(value) for name, value in named.items())
    return str(member) == str(named)


def _delete_latest(context: Context) -> Answer:
    record = newest(context)
    if record is not None:
        delete(context, record)
        return written(context, record)
    return Answer(value={}) if context.operation.status != 204 else Answer(text=b"")


@rule("clone", writes=True)
def clone(context: Context) -> Answer:
    """A copy of the record under a new id."""
    original = target(context)
    skipped = ("number", "position", "origin_id")
    copied = {name: value for name, value in original.body.items() if name not in skipped}
    kind = context.catalog.kind(original.kind)
    return written(context, create(context, kind, {**copied, **context.attributes}, original=original))


def newest(context: Context) -> Stored | None:
    """The last record of the operation's resource in this scope that the caller sees."""
    selection: Selection = context.seen(context.operation.kind)
    selection.parent_id = context.parent_id
    selection.sort = [("id", True)]
    selection.limit = 1
    return next(iter(context.select(selection)), None)


@rule("latest")
def latest(context: Context) -> Answer:
    """The last record of the resource in the scope. Raises: NotFound."""
    record = newest(context)
    if record is None:
        raise NotFound()
    return Answer(text=one_text(context, record))


@rule("singleton", writes=True)
def singleton(context: Context) -> Answer:
    """The one record of its kind in the scope, made with its defaults when first asked for."""
    return Answer(text=one_text(context, the_one(context)))


def the_one(context: Context) -> Stored:
    """The scope's only record, made when missing."""
    return newest(context) or create(context, context.catalog.kind(context.operation.kind), {}, context.operation.where)


@rule("singleton_update", writes=True)
def singleton_update(context: Context) -> Answer:
    """Changes the one record of its kind."""
    return written(context, update(context, the_one(context), context.attributes))


@rule("singleton_delete", writes=True)
def singleton_delete(context: Context) -> Answer:
    """Removes it: the defaults hold again."""
    return _delete_latest(context)
