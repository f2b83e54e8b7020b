"""How an answer is laid out: one record, a list, wrapped or bare, and which variant a ``view`` asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson

from mockcore.reference.conform import unset
from mockcore.reference.layout import Resolver
from mockcore.reference.operation import Operation
from mockcore.reference.rules import answers_many, list_key
from mockcore.reference.schema import main_type, properties, unwrapped, variants
from mockcore.request.context import Context
from mockcore.request.declare import DECLARED
from mockcore.request.envelope import enveloped
from mockcore.store.records import Stored

MOST_TEXTS = 20_000


@dataclass(slots=True)
class Shape:
    """The layout of an operation's answer for one view."""

    envelope: bool
    many: bool
    key: str | None
    empty: bool
    resolve: Resolver
    token: tuple[str, str, str]
    nested: bool
    schema: Any


def shape(context: Context, kind: str | None = None) -> Shape:
    """The layout that this request's view asks for; worked out once for each operation and view."""
    operation = context.operation
    view = _view(context)
    owner = kind or operation.kind
    key = ("shape", view, owner)
    layout: Shape | None = operation.compiled.get(key)
    if layout is None:
        layout = operation.compiled[key] = _shape(context, operation, view, owner)
    return layout


def _view(context: Context) -> str:
    """The view asked for, else the document's default; one that the document does not know is the normal one."""
    query = context.inputs.query
    view = (query.get("view") or query.get("serializer_view")) if query else None
    declared: tuple[Any, str] | None = context.operation.compiled.get("views")
    if declared is None:
        declared = context.operation.compiled["views"] = _declared_views(context.operation)
    return str(view) if view and view in declared[0] else declared[1]


def _declared_views(operation: Operation) -> tuple[Any, str]:
    """The views that the document knows, and its default, "" for none."""
    schema = next((query.schema for query in operation.query if query.name in ("view", "serializer_view")), {})
    return schema.get("enum") or (), str(schema.get("default") or "")


def _shape(context: Context, operation: Operation, view: str, owner: str) -> Shape:
    inner, envelope = unwrapped(operation.response or {})
    many = answers_many(inner)
    key = None if many else list_key(inner)
    schema = inner
    if many and main_type(inner) != "array":
        schema = next(option for option in variants(inner) if main_type(option) == "array")
    if many:
        schema = schema.get("items", {})
    nested = main_type(schema) == "array"
    if nested:
        schema = schema.get("items", {})
    schema = variant(operation, schema, view)
    if view in ("ids_only", "ids") and many and properties(schema):
        schema = _ids(schema)
    resolve = context.projector.item(schema, owner)
    return Shape(envelope, many, key, not properties(inner) and not many, resolve, (operation.id, view, owner), nested, schema)


def _ids(schema: Any) -> Any:
    return {"type": "string" if main_type(properties(schema).get("id", {})) == "string" else "integer"}


def variant(operation: Operation, schema: Any, view: str) -> Any:
    """The alternative of an ``anyOf`` that a view names; the richest for none. Source: the reference's view enums."""
    options = [option for option in variants(schema) if main_type(option) in ("object", "integer", "number", "string", "array")]
    if not options or "properties" in schema:
        return schema
    objects = [option for option in options if properties(option)]
    if not objects:
        return options[0]
    if view in ("ids_only", "ids"):
        return _ids(objects[0])
    if view in ("compact", "minimal", "name", "summary", "list", "erp_compact"):
        return min(objects, key=lambda option: len(properties(option)))
    declared = next(
        (option.schema.get("enum") for option in operation.query if option.name in ("view", "serializer_view")), None
    )
    if view and declared and view in declared and len(declared) == len(objects):
        return objects[list(declared).index(view)]
    return max(objects, key=lambda option: len(properties(option)))


def text(context: Context, record: Stored, layout: Shape) -> bytes:
    """One record as JSON text, kept until anything is written, unless it shows what is private: that rests on who asks."""
    cache = context.records.texts
    key = (layout.token, record.id)
    encoded = cache.get(key)
    if encoded is None:
        private = context.private_seen
        encoded = orjson.dumps(layout.resolve(record, context), default=str)
        if len(cache) < MOST_TEXTS and record.kind not in DECLARED.moving and context.private_seen == private:
            cache[key] = encoded
    return encoded


def one_text(context: Context, record: Stored, layout: Shape | None = None) -> bytes:
    """One record as the operation answers with it."""
    layout = layout or shape(context)
    if layout.empty:
        return b'{"data":{}}' if layout.envelope else b"{}"
    if layout.many:
        return list_text(context, [record], layout)
    body = text(context, record, layout)
    return b'{"data":' + body + b"}" if layout.envelope else body


def list_text(context: Context, records: Iterable[Stored], layout: Shape | None = None) -> bytes:
    """A list of records as the operation answers with it."""
    layout = layout or shape(context)
    return framed([text(context, record, layout) for record in records], layout)


def rendered(context: Context, numbers: list[int], layout: Shape) -> list[bytes] | None:
    """The texts of those records when all are kept, else None."""
    cache = context.records.texts
    token = layout.token
    texts = [encoded for number in numbers if (encoded := cache.get((token, number))) is not None]
    return texts if len(texts) == len(numbers) else None


def framed(texts: list[bytes], layout: Shape) -> bytes:
    """Texts as the list that the layout wants."""
    body = b"[" + b",".join(texts) + b"]"
    if layout.nested:
        body = b"[" + body + b"]"
    return b'{"data":' + body + b"}" if layout.envelope else body


def fitted(context: Context, values: dict[str, Any]) -> Any:
    """An object answer from computed values: declared properties only, the rest as unset."""
    inner, _ = unwrapped(context.operation.response or {})
    parts = properties(inner)
    shown = (
        {name: values[name] if name in values else unset(name, declared) for name, declared in parts.items()}
        if parts
        else values
    )
    return enveloped(context, shown)
