"""Completing a new record: defaults, first status, ids of nested rows, files, and checked references."""

from collections.abc import Mapping, Sequence
from typing import Any

from mockcore.errors import Reason, Unprocessable
from mockcore.reference.coercion import Upload
from mockcore.reference.conform import identified
from mockcore.reference.operation import Kind
from mockcore.reference.references import REFERRING
from mockcore.reference.schema import main_type, properties
from mockcore.request.context import Context
from mockcore.request.owned_values import set_owned
from mockcore.request.parties import with_people
from mockcore.store.records import Stored

# What is kept as it came; so are texts, but for those that write ids.
_PLAIN: frozenset[type] = frozenset({int, bool, float, type(None)})
_NESTED: frozenset[type] = frozenset({dict, list})


def completed(context: Context, kind: Kind, attributes: dict[str, Any], where: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of a new record with what the server owns."""
    body = {**_defaults(context), **attributes, **where}
    _first_status(context, kind, body)
    set_owned(context, kind, body, None)
    return body


def _defaults(context: Context) -> Mapping[str, Any]:
    spec = context.operation.body
    if spec is None:
        return {}
    defaults: Mapping[str, Any] | None = context.operation.compiled.get("defaults")
    if defaults is None:
        defaults = {name: schema["default"] for name, schema in spec.attributes.items() if "default" in schema}
        context.operation.compiled["defaults"] = defaults
    return defaults


def _first_status(context: Context, kind: Kind, body: dict[str, Any]) -> None:
    if body.get("status") is not None or body.get("status_id") is not None or "status" not in kind.fields:
        return
    initial = (context.catalog.overlay.get("initial") or {}).get(kind.name)
    choices = [value for value in kind.fields["status"].get("enum", ()) if value is not None]
    first = initial or next(iter(choices), None)
    target = context.projector.references.kind_for("status", kind.name) if first else None
    status = context.first(target, name=first) if target else None
    if status is not None:
        body["status_id"] = status.id
    elif first:
        body["status"] = first


def stored_values(context: Context, kind: Kind, attributes: Mapping[str, Any], record: Stored | None = None) -> dict[str, Any]:
    """Attributes as they are kept: files as attachments, nested rows with ids, references as the numbers that they write.

    Raises: as ``check_references``.
    """
    attributes = with_people(context, kind, attributes)
    check_references(context, kind.name, attributes, _place(context, attributes, record))
    return {
        name: value
        if value.__class__ in _PLAIN or (value.__class__ is str and not name.endswith("_id"))
        else _stored(context, kind, name, value)
        for name, value in attributes.items()
    }


def _place(context: Context, attributes: Mapping[str, Any], record: Stored | None) -> int | None:
    """The project in which a record lies, or will; None for one of the company, and where nothing says it."""
    if context.project_id is not None:
        return context.project_id
    if record is not None:
        return record.id if record.kind == "projects" else record.project_id
    number = attributes.get("project_id")
    return number if isinstance(number, int) else None


def check_references(context: Context, kind: str, attributes: Mapping[str, Any], place: int | None = None) -> None:
    """What attributes refer to is there for whoever asks, and of the project of the request, or else of ``place``.

    Raises: Unprocessable naming each reference to nothing, or to what this request may not see.
    """
    wrong: dict[str, list[str]] = {}
    place = place if context.project_id is None else context.project_id
    for name, value in attributes.items():
        if name.endswith(REFERRING) and (reason := _against(context, kind, name, value, place)):
            wrong[name] = [reason]
        elif value.__class__ in _NESTED and (inside := _strange(context, kind, name, value, place)):
            wrong[name] = [inside]
    if wrong:
        raise Unprocessable(fields=wrong)


def _strange(context: Context, kind: str, name: str, value: Any, place: int | None) -> str:
    """The first name inside a value that refers to what it may not, and why; "" for none."""
    if isinstance(value, list):
        nested = [inner for inner in value if inner.__class__ in _NESTED]
        return next(filter(None, (_strange(context, kind, "", inner, place) for inner in nested)), "") if nested else ""
    if place is None and value.get("project_id").__class__ is int:
        place = value["project_id"]
    if name and value.get("id") is not None and (reason := _against(context, kind, f"{name}_id", value["id"], place)):
        # An object that names a record by its id: ``change_type``.
        return f"id {reason}"
    for key, inner in value.items():
        if str(key).endswith(REFERRING) and (reason := _against(context, kind, str(key), inner, place)):
            return f"{key} {reason}"
        if inner.__class__ in _NESTED and (inside := _strange(context, kind, str(key), inner, place)):
            return inside
    return ""


def _stored(context: Context, kind: Kind, name: str, value: Any) -> Any:
    if value.__class__ is str:
        # The paths of v2 write ids as text, those of v1 as numbers: what is stored must not depend on the path.
        if name.endswith("_id") and value.isdecimal():
            return int(value) if context.projector.references.alternatives(name, kind.name) else value
        return value
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, Upload):
        return attachment(context, value)
    if isinstance(value, list) and value and isinstance(value[0], Upload | dict):
        shown = properties(kind.fields.get(name, {}).get("items", {})) if name in kind.fields else {}
        return [_row(context, inner, "id" in shown) for inner in value]
    if isinstance(value, dict):
        return {key: _member(context, kind, name, key, inner) for key, inner in value.items()}
    if isinstance(value, list) and name.endswith("_ids"):
        return [inner if inner.__class__ is int else _stored(context, kind, name[:-1], inner) for inner in value]
    return value


def _member(context: Context, kind: Kind, name: str, key: str, value: Any) -> Any:
    """What a nested object has under a key; a file is its address where answers have a text."""
    if value.__class__ in _PLAIN:
        return value
    stored = _stored(context, kind, key, value)
    if isinstance(value, Upload):
        shown = properties(kind.fields.get(name, {})).get(key, {})
        return stored["url"] if main_type(shown) == "string" else stored
    return stored


def _row(context: Context, row: Any, identified: bool) -> Any:
    if isinstance(row, Upload):
        return attachment(context, row)
    if isinstance(row, dict) and identified and row.get("id") is None:
        return {**row, "id": context.records.next_id()}
    return row


def attachment(context: Context, upload: Upload) -> dict[str, Any]:
    """Keeps an uploaded file; the attachment as records show it."""
    number = context.records.next_id()
    key = f"{number:016x}"
    context.records.keep_blob(key, context.company_id, upload.filename, upload.content_type, upload.data)
    url = f"{context.call.url}/_mockcore/files/{key}"
    return {
        "id": number,
        "name": upload.filename,
        "filename": upload.filename,
        "url": url,
        "content_type": upload.content_type,
        "size": len(upload.data),
    }


def _against(context: Context, kind: str, name: str, value: Any, place: int | None) -> str:
    """Why a reference is refused; "" for one that is not. Source: decisions, Ids in bodies."""
    if value is None:
        return ""
    targets, directory = _reference(context, kind, name)
    if not targets:
        return ""
    if not _refers(context, kind, targets, value, place):
        return Reason.UNKNOWN
    if place is None or directory is None or _added(context, directory, value, place):
        return ""
    return Reason.NOT_ADDED


def _added(context: Context, directory: str, value: Any, place: int) -> bool:
    """Whether the people or companies that a record of a project names are of its directory."""
    for item in value if value.__class__ is list else (value,):
        number = item if item.__class__ is int else None if item.__class__ is dict else identified(item)
        if number is not None and number != context.user_id and not context.records.is_member(directory, place, number):
            return False
    return True


def directory_of(context: Context, kind: str, name: str) -> str | None:
    """The resource, users or vendors, whose members in the project alone an attribute may name; None for other attributes."""
    return _reference(context, kind, name)[1]


def _reference(context: Context, kind: str, name: str) -> tuple[Sequence[str], str | None]:
    """The resources that an attribute may refer to, none for most attributes, and its ``directory_of``."""
    compiled = context.operation.compiled
    reference: tuple[Sequence[str], str | None] | None = compiled.get(("reference", kind, name))
    if reference is None:
        targets = context.projector.references.alternatives(name, kind)
        reference = compiled["reference", kind, name] = targets, _directory_of(context, kind, name)
    return reference


def _directory_of(context: Context, kind: str, name: str) -> str | None:
    if not context.catalog.has_kind(kind) or context.catalog.kind(kind).scope != "project":
        return None
    targets = context.projector.references.alternatives(name, kind)
    if len(targets) != 1 or not context.catalog.has_kind(targets[0]):
        return None
    anyone = context.catalog.overlay.get("anyone") or ()
    stem = name.removesuffix("s").removesuffix("_id")
    free = stem in anyone or f"{kind}.{stem}" in anyone or f"{kind}.*" in anyone
    return targets[0] if context.catalog.kind(targets[0]).members and not free else None


def _refers(context: Context, kind: str, targets: Sequence[str], value: Any, place: int | None) -> bool:
    """Whether a reference leads to a record of one of the resources that this request may see."""
    if place is None and _of_company(context, kind):
        place = 0
    if value.__class__ is int and _reachable(context, targets[0], value, place):
        return True
    values = value if value.__class__ is list else (value,)
    if len(targets) == 1:
        for item in values:
            if item is not None and item != "" and not _reachable(context, targets[0], item, place):
                break
        else:
            return True
    values = [item for item in values if item is not None and item != ""]
    if not all(_can_exist(context, target) for target in targets):
        return not any(_elsewhere(context, target, item, place) for target in targets for item in values)
    return all(any(_reachable(context, target, item, place) for target in targets) for item in values)


def _can_exist(context: Context, kind: str) -> bool:
    if context.catalog.has_kind(kind) and context.catalog.kind(kind).creatable:
        return True
    return context.records.any_of_kind(kind)


def _reachable(context: Context, kind: str, value: Any, place: int | None) -> bool:
    if value.__class__ is dict:
        return True
    record = context.find(kind, value) if value.__class__ is int else _named(context, kind, value)
    return record is not None and record.deleted_at is None and not (record.project_id and _foreign(context, record, place))


def _elsewhere(context: Context, kind: str, value: Any, place: int | None) -> bool:
    """Whether an id is that of a record of another project."""
    record = None if isinstance(value, dict | list) else _named(context, kind, value)
    return record is not None and _foreign(context, record, place)


def _named(context: Context, kind: str, value: Any) -> Stored | None:
    number = identified(value)
    return None if number is None else context.find(kind, number)


def _foreign(context: Context, record: Stored, place: int | None) -> bool:
    """Whether a record, which is the company's, is of another project; with 0, of any where the company has its own."""
    if place is None or record.project_id in (None, place):
        return False
    if place:
        return True
    kind = context.catalog.kind(record.kind)
    return kind.own or kind.mixed


def _of_company(context: Context, kind: str) -> bool:
    """Whether a record of the resource that is of no project is the company's own: of its people, types and templates."""
    resource = context.catalog.kind(kind) if context.catalog.has_kind(kind) else None
    return resource is not None and (resource.own or resource.mixed or resource.scope != "project")
