"""Many records in one request: create, update, delete and sync."""

from collections.abc import Callable
from typing import Any

from mockcore.errors import BadRequest, MockError, NotFound, Reason, Unprocessable
from mockcore.reference.coercion import Problems, whole
from mockcore.reference.input.bulk_rows import row_schema, row_values
from mockcore.reference.input.refusal import refusal
from mockcore.reference.operation import Body, Kind
from mockcore.reference.schema import main_type, properties, unwrapped
from mockcore.request.context import Context
from mockcore.request.deletion import bring_back
from mockcore.request.filling import check_references
from mockcore.request.paging import UNPAGED
from mockcore.store.records import Stored
from mockcore.verbs.answer import Answer, rule
from mockcore.verbs.multi_status import partly, refused, tells_rows_apart
from mockcore.verbs.one import written
from mockcore.verbs.shapes import fitted, list_text, shape
from mockcore.verbs.writing import create, delete, update

MAX_SYNC_ROWS = 1_000
Row = dict[str, Any]


@rule("bulk_create", writes=True)
def bulk_create(context: Context) -> Answer:
    """A new record for each row; all or none, but where the document answers with what was wrong with a row."""
    kind = context.catalog.kind(context.operation.kind)
    check_references(context, kind.name, context.attributes)
    if tells_rows_apart(context):
        return _apart(context, context.inputs.rows or [], lambda row: _sync_row(context, row))
    if "errors" in properties(unwrapped(context.operation.response or {})[0]):
        return _each(context, context.inputs.rows or [])
    return several(context, [_new(context, kind, {**context.attributes, **row}) for row in rows(context)])


def _new(context: Context, kind: Kind, row: Row) -> Stored:
    """The record of a row that names none. Raises: Unprocessable for one without what it is called by; as ``create``."""
    spec = context.operation.body
    declared = properties(row_schema(spec)) if spec else {}
    if blank := {name: [Reason.BLANK] for name in kind.presence if name in declared and row.get(name) in (None, "")}:
        raise Unprocessable(fields=blank)
    return create(context, kind, row, context.operation.where)


@rule("bulk_upsert", writes=True)
def bulk_upsert(context: Context) -> Answer:
    """Changes the record of each row that names one, and makes one for each row that does not; all or none."""
    kind = context.catalog.kind(context.operation.kind)
    done = []
    for row in rows(context):
        number = row.pop("id", None)
        if number is None:
            done.append(_new(context, kind, row))
        else:
            done.append(update(context, named(context, number), row))
    return several(context, done)


@rule("bulk_update", writes=True)
def bulk_update(context: Context) -> Answer:
    """Changes each row's record; or the same attributes on every record of ``ids``."""
    shared = dict(context.attributes)
    identifiers = _take_ids(shared)
    shared.update(shared.pop("attributes", None) or {})
    check_references(context, context.operation.kind, shared)
    changed = [update(context, named(context, number), shared) for number in identifiers]
    for row in rows(context):
        number = row.pop(_own(context.operation.body), None)
        if number is None:
            raise Unprocessable(fields={"id": [Reason.MISSING]})
        changed.append(update(context, named(context, number), {**shared, **row}))
    return several(context, changed)


@rule("bulk_delete", writes=True)
def bulk_delete(context: Context) -> Answer:
    """Moves each named record to the recycle bin, with all that belongs to it."""
    if tells_rows_apart(context):
        return _apart(context, _numbers(context), lambda number: _gone(context, _located(context, number)))
    records = [named(context, number) for number in _numbers(context)]
    beside = dict(context.attributes)
    _take_ids(beside)
    check_references(context, context.operation.kind, beside)
    return several(context, [_gone(context, record) for record in records])


def _located(context: Context, value: Any) -> Stored:
    return context.locate(context.operation.kind, identifier(value))


def _gone(context: Context, record: Stored) -> Stored:
    # One that belongs to another of them, or is named twice, is gone already.
    if record.id not in context.records.deleted:
        delete(context, record)
    return record


def _apart(context: Context, rows: list[Any], write: Callable[[Any], Stored]) -> Answer:
    """Every row that can be written is; where one cannot, 207 says of each how it ended."""
    done, failed = list[Stored](), list[Row]()
    for row in rows:
        try:
            done.append(write(row))
        except MockError as error:
            failed.append(refused(context, row, error))
    return partly(context, done, failed) if failed else several(context, done)


@rule("bulk_restore", writes=True)
def bulk_restore(context: Context) -> Answer:
    """Takes each named record out of the recycle bin, with what went with it."""
    records = [named(context, number, deleted=True) for number in _numbers(context)]
    # What a record belongs to is older than itself.
    for record in sorted(records, key=lambda record: record.id):
        context.may_change(record)
        if record.id in context.records.deleted:
            bring_back(context, record)
    return several(context, records)


def _numbers(context: Context) -> list[Any]:
    values = dict(context.attributes)
    numbers = _take_ids(values)
    for name in ("ids", "id"):
        ids = context.inputs.query.get(name)
        numbers += ids if isinstance(ids, list) else [ids] if ids else []
    for row in context.inputs.rows or ():
        numbers.append(row.get("id") if isinstance(row, dict) else row)
    return [number for number in numbers if number is not None]


def named(context: Context, value: Any, *, deleted: bool = False) -> Stored:
    """The record that a body names by its id. Raises: BadRequest for what is no id, Unprocessable where there is none."""
    number = identifier(value)
    try:
        return context.locate(context.operation.kind, number, deleted=deleted)
    except NotFound:
        field = context.operation.body.rows if context.operation.body else None
        raise Unprocessable(fields={field or "ids": [f"{number} does not exist"]}) from None


def identifier(value: Any) -> int | str:
    """An id as the store knows it: a number, or a key. Raises: BadRequest for what is neither."""
    if isinstance(value, str):
        number = whole(value)
        return value if number is None else number
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise BadRequest(fields={"ids": [Reason.NOT_IDENTIFIERS]})
    return value


def _own(body: Body | None) -> str:
    """What names a row's record: ``id``, or where rows have none the first id that they must have (``equipment_id``)."""
    assert body is not None
    schema = body.schema if body.rows == "" else body.schema.get("properties", {}).get(body.rows, {})
    items = schema.get("items", {})
    names = [] if "id" in properties(items) else [name for name in items.get("required", ()) if name.endswith("_id")]
    return names[0] if names else "id"


def _take_ids(values: Row) -> list[Any]:
    for name in list(values):
        if name == "ids" or (name.endswith("_ids") and isinstance(values[name], list)):
            ids = values.pop(name)
            return list(ids) if isinstance(ids, list) else []
        if isinstance(values[name], dict) and "ids" in values[name]:
            return list(values[name].pop("ids") or [])
    return []


def rows(context: Context) -> list[Row]:
    """The rows of the body, coerced. Raises: BadRequest naming the fields of the first wrong row."""
    spec = context.operation.body
    if spec is None or spec.rows is None:
        return []
    out = []
    for number, raw in enumerate(context.inputs.rows or ()):
        problems = Problems()
        row = row_values(spec, raw, problems)
        if problems:
            raise refusal({f"{spec.rows or 'rows'}[{number}].{name}": reasons for name, reasons in problems.items()})
        if row is not None:
            out.append(row)
        elif isinstance(raw, int | str):
            out.append({"id": raw})
    return out


def several(context: Context, records: list[Stored]) -> Answer:
    """The written records in the layout of the document."""
    if context.operation.status == 204 or context.operation.response is None:
        return Answer(text=b"")
    layout = shape(context)
    if layout.many:
        return Answer(text=list_text(context, records, layout))
    inner, _ = unwrapped(context.operation.response)
    if not properties(inner):
        return Answer(value={})
    values: Row = {"success": [], "failed": [], "errors": []}
    for name, declared in properties(inner).items():
        if main_type(declared) == "array" and name not in ("failed", "errors"):
            items = declared.get("items", {})
            resolve = context.projector.item(items, context.operation.kind)
            values[name] = [resolve(record, context) for record in records]
    if "id" in properties(inner):
        if not records:
            raise Unprocessable("The request names no record.")
        values = layout.resolve(records[-1], context)
    return Answer(value=fitted(context, values))


@rule("sync", writes=True)
def sync(context: Context) -> Answer:
    """Creates or updates each row by id or origin_id; row errors do not stop the rest. Source: documented, sync actions.

    Raises: BadRequest for more than 1,000 rows.
    """
    raw_rows = context.inputs.rows or []
    if len(raw_rows) > MAX_SYNC_ROWS:
        raise BadRequest(fields={"updates": [f"has more than {MAX_SYNC_ROWS} rows"]})
    check_references(context, context.operation.kind, context.attributes)
    return _each(context, raw_rows)


def _each(context: Context, raw_rows: list[Any]) -> Answer:
    """The records of the rows, and what was wrong with the others."""
    done: list[Stored] = []
    errors: list[Row] = []
    for row in raw_rows:
        try:
            done.append(_sync_row(context, row))
        except MockError as error:
            reasons = error.fields or {"base": [error.message]}
            errors.append({**_echo(context, row), "errors": reasons})
    inner, _ = unwrapped(context.operation.response or {})
    if main_type(inner) == "array":
        if errors:
            # A bare list has no place for what was wrong with a row: the whole is refused.
            raise Unprocessable(fields=errors[0]["errors"])
        return several(context, done)
    name = next((name for name in properties(inner) if name != "errors"), "entities")
    items = properties(inner).get(name, {}).get("items", {})
    resolve = context.projector.item(items, context.operation.kind)
    return Answer(value=fitted(context, {name: [resolve(record, context) for record in done], "errors": errors}))


def _echo(context: Context, row: Any) -> Row:
    """A refused row as it was sent; where the document says which of its values are told, those of them that can be read."""
    spec = context.operation.body
    declared = properties(properties(unwrapped(context.operation.response or {})[0]).get("errors", {}).get("items", {}))
    if spec is None or set(declared) <= {"errors"}:
        return row if isinstance(row, dict) else {"id": row}
    values = row_values(spec, row, Problems()) or {}
    return {name: value for name, value in values.items() if name in declared and value is not None}


def _sync_row(context: Context, raw: Any) -> Stored:
    spec = context.operation.body
    problems = Problems()
    row = row_values(spec, raw, problems) if spec else None
    if problems or row is None:
        raise Unprocessable(fields=problems or {"base": [Reason.NOT_AN_OBJECT]})
    kind = context.catalog.kind(context.operation.kind)
    number, origin = row.pop("id", None), row.get("origin_id")
    if number is not None:
        try:
            record = context.locate(kind.name, identifier(number))
        except (NotFound, BadRequest):
            raise Unprocessable(fields={"id": ["Entity with this ID not found"]}) from None
        return update(context, record, row)
    same_origin = context.records.by_origin(kind.name, context.company_id, str(origin)) if origin else None
    # What is there but hidden is not changed: to make another says that its origin_id is taken.
    return update(context, same_origin, row) if same_origin and context.sees(same_origin) else _new(context, kind, row)


@rule("find_or_create", writes=True)
def find_or_create(context: Context) -> Answer:
    """The record that has the given attributes already, or a new one."""
    kind = context.catalog.kind(context.operation.kind)
    scalars = {
        name: value
        for name, value in context.attributes.items()
        if isinstance(value, str | int) and not isinstance(value, bool)
    }
    selection = context.seen(kind.name)
    selection.limit = UNPAGED
    for record in context.select(selection) if scalars else []:
        if record.matches(scalars):
            answer = written(context, record)
            answer.status = 200
            return answer
    record = create(context, kind, context.attributes, context.operation.where)
    answer = written(context, record)
    answer.status = 201 if 201 in context.operation.statuses else None
    return answer


@rule("create_from", writes=True)
def create_from(context: Context) -> Answer:
    """A copy of the record that ``…_id`` names, in this scope. Raises: NotFound."""
    kind = context.catalog.kind(context.operation.kind)
    named = [
        (name, value)
        for name, value in (context.attributes | context.inputs.query).items()
        if name.endswith("_id") and isinstance(value, int)
    ]
    source: Stored | None = None
    for name, value in named:
        target = context.projector.references.of_attribute(name, kind.name)
        for candidate in filter(None, (target[0] if target else None, kind.name)):
            source = source or context.current(candidate, value)
    source = context.visible(source)
    skipped = ("number", "position", "origin_id", "status")
    copied = {name: value for name, value in source.body.items() if name not in skipped}
    return written(context, create(context, kind, copied, original=source))
