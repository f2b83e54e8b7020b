"""Create, update and delete of one record, with guards before and cascades after."""

from collections.abc import Mapping
from typing import Any

from mockcore import inflections
from mockcore.domain.templates import named_template, template_for
from mockcore.errors import Unprocessable
from mockcore.reference.conform import identified
from mockcore.reference.operation import Kind
from mockcore.reference.references import LISTED
from mockcore.request.context import Context
from mockcore.request.declare import cascade, guard
from mockcore.request.deletion import remove
from mockcore.request.filling import completed, stored_values
from mockcore.request.other_names import settle
from mockcore.request.owned_values import set_owned
from mockcore.request.plausibility import doubt_values
from mockcore.request.standing import check_standing
from mockcore.request.uniqueness import check_unique, unique_origin
from mockcore.request.uploaded_files import attach
from mockcore.request.write_rules import PLAUSIBLE, sections_of
from mockcore.store.records import Placement, Stored


def create(
    context: Context,
    kind: Kind,
    attributes: Mapping[str, Any],
    where: Mapping[str, Any] | None = None,
    original: Stored | None = None,
) -> Stored:
    """Stores a new record in the request's scope, with the content of its template or ``original``.

    Raises: Unprocessable for a reference to nothing, a duplicate origin_id, or a broken rule; Conflict as ``check_standing``.
    """
    sections = sections_of(context, kind)
    values = stored_values(context, kind, attributes)
    if not LISTED.isdisjoint(values):
        attach(context, values, None)
    template = template_for(context, kind, original) if original is not None else None
    if template is None and "templates" in sections:
        template = named_template(context, kind, values)
    if template is not None:
        template.begin(values)
    guard(context, kind.name, "create", values, None)
    if kind.uploads or kind.written:
        settle(context, kind, values, None)
    unique_origin(context, kind, values, None)
    if sections:
        _check_rules(context, kind, {**where, **values} if where else values, None)
    body = completed(context, kind, values, where or {})
    if PLAUSIBLE in sections:
        doubt_values(context, kind, values, {})
    parent = context.parent_id if context.parent_id is not None else _parent(context, kind, body)
    project = None if kind.members or kind.scope != "project" else _project(context, body)
    number, key = context.records.next_id(), body.pop("key", None)
    company = number if kind.name == "companies" else context.company_id
    record = Stored.new(kind.name, number, body, context.now(), Placement(company, project, parent), key)
    context.records.insert(record, user_id=context.user_id)
    if kind.members and context.project_id is not None:
        context.records.add_member(kind.name, context.project_id, record.id)
    if template is not None:
        template.fill(context, record)
    cascade(context, kind.name, "create", record)
    return record


def _check_rules(context: Context, kind: Kind, values: Mapping[str, Any], record: Stored | None) -> None:
    sections = sections_of(context, kind)
    if "unique" in sections:
        check_unique(context, kind, values, record)
    if "standing" in sections:
        check_standing(context, kind, values, record)


def _parent(context: Context, kind: Kind, body: Mapping[str, Any]) -> int | None:
    """The parent that a flat path leaves to an attribute: ``rfq_id``."""
    if kind.parent is None:
        return None
    number = body.get(f"{inflections.singularize(kind.parent.rsplit('/', 1)[-1])}_id")
    return number if isinstance(number, int) and context.find(kind.parent, number) else None


def _project(context: Context, body: Mapping[str, Any]) -> int | None:
    if context.project_id is not None:
        return context.project_id
    number = body.get("project_id")
    return number if isinstance(number, int) else None


def update(context: Context, record: Stored, attributes: Mapping[str, Any], *, adding: bool = False) -> Stored:
    """Changes the given attributes only; ``adding`` to another's record takes no more than to create.

    Raises: as ``create``.
    """
    if not adding:
        context.may_change(record)
    kind = context.catalog.kind(record.kind)
    sections = sections_of(context, kind)
    values = stored_values(context, kind, attributes, record)
    if not LISTED.isdisjoint(values):
        attach(context, values, record)
    check_parent(context, record, values)
    guard(context, record.kind, "update", values, record)
    if kind.uploads or kind.written:
        settle(context, kind, values, record)
    unique_origin(context, kind, values, record)
    if sections:
        _check_rules(context, kind, values, record)
    for name, value in list(values.items()):
        old = record.body.get(name)
        if isinstance(value, dict) and isinstance(old, dict):
            values[name] = {**old, **value}
        elif isinstance(value, list) and isinstance(old, list):
            values[name] = _rows(old, value)
    _supersede(record, values)
    if PLAUSIBLE in sections:
        doubt_values(context, kind, values, record.body)
    set_owned(context, kind, values, record)
    context.records.update(record, values, at=context.now(), user_id=context.user_id)
    cascade(context, record.kind, "update", record)
    return record


def check_parent(context: Context, record: Stored, values: Mapping[str, Any]) -> None:
    """Nothing is below itself: a folder, a location. Raises: Unprocessable."""
    number = identified(values.get("parent_id"))
    if number is None or record.kind not in context.projector.references.alternatives("parent_id", record.kind):
        return
    seen = set[int]()
    while number is not None and number not in seen:
        if number == record.id:
            raise Unprocessable(fields={"parent_id": ["is the record itself or below it"]})
        seen.add(number)
        # As it is now: another row of the same request may have moved it.
        above = context.current(record.kind, number)
        number = (identified(above.body.get("parent_id")) or above.parent_id) if above else None


def _rows(old: list[Any], new: list[Any]) -> list[Any]:
    """Nested rows: one that names an existing id changes that row."""
    by_id = {row["id"]: row for row in old if isinstance(row, dict) and "id" in row}
    return [{**by_id[row["id"]], **row} if isinstance(row, dict) and row.get("id") in by_id else row for row in new]


def _supersede(record: Stored, values: Mapping[str, Any]) -> None:
    """A reference given by id replaces what an earlier request gave as an object, and the other way round."""
    for name in values:
        if name.endswith("_id"):
            record.body.pop(name[:-3], None)
        elif f"{name}_id" in record.body and isinstance(values[name], dict):
            record.body.pop(f"{name}_id")


def delete(context: Context, record: Stored) -> None:
    """Moves the record to the recycle bin, with all that belongs to it. Raises: as ``deletion.remove``."""
    context.may_delete()
    remove(context, record)
