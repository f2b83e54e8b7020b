"""Objects inside a record: another record shown in it, or a value that has the form of one."""

from typing import Any

from mockcore.reference.coercion import whole
from mockcore.reference.conform import identified
from mockcore.reference.layout import RecordLike, Resolver, Source


class Fragment:
    """A nested value, or a reference whose record is not known here, shown like a record."""

    # What it is a value of has been shown as living already, with all that is in it.
    text = "{}"

    def __init__(self, body: dict[str, Any], owner: RecordLike) -> None:
        self.body = body
        identifier = body.get("id", 0)
        self.id: int = identifier if isinstance(identifier, int) else 0
        self.key: str | None = identifier if isinstance(identifier, str) else None
        self.kind = ""
        self.version = 0
        self.company_id = owner.company_id
        self.project_id = owner.project_id
        self.parent_id: int | None = owner.id
        self.created_at: str = body.get("created_at") or owner.created_at
        self.updated_at: str = body.get("updated_at") or owner.updated_at
        self.deleted_at: str | None = None

    def replace_body(self, body: dict[str, Any]) -> None:
        """Shows other attributes from now on."""
        self.body = body


def nested(render: Resolver, own: bool, target: str | None, value: Any, source: Source, owner: RecordLike) -> Any:
    """A nested object; ``own`` where it rests on its record alone. One record stands in many answers and is rendered once."""
    record = source.find(target, value) if target and value.__class__ is int else None
    if record is None:
        record = _referenced(target, value, source, owner)
    return render(record, source) if record.__class__ is Fragment else rendered(render, own, record, source)


def rendered(render: Resolver, own: bool, record: RecordLike, source: Source) -> Any:
    """A record as another shows it, once for each of its versions or for the length of the request."""
    cache = source.version_cache if own else source.cache
    key = (render, record.id, record.version)
    shown = cache.get(key)
    if shown is None:
        met = source.private_seen
        shown = render(record, source)
        if source.private_seen == met:
            cache[key] = shown
    return shown


def hidden(target: str, value: Any, source: Source) -> bool:
    """Whether a value refers to a private record that is not the caller's to see."""
    number = identified(value.get("id") if isinstance(value, dict) else value)
    record = source.find(target, number) if number is not None else None
    return record is not None and not source.shows(record)


def _referenced(target: str | None, value: Any, source: Source, owner: RecordLike) -> RecordLike:
    if isinstance(value, dict):
        identifier = value.get("id")
        if target is None or not isinstance(identifier, int) or len(value) > 1:
            return Fragment(value, owner)
        value = identifier
    if isinstance(value, str):
        number = whole(value)
        value = value if number is None else number
    record = source.find(target, value) if target and isinstance(value, int) else None
    if record is None and isinstance(value, str):
        # A plain text where the answer has an object: it is what the object is called.
        return Fragment(dict.fromkeys(("name", "label", "status", "value"), value), owner)
    return record or Fragment({"id": value, "value": value}, owner)
