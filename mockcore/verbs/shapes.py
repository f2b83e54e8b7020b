"""How an answer is laid out: one record, a list, wrapped or bare, and which variant a ``view`` asks for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import orjson

from mockcore.reference.conform import unset
from mockcore.reference.layout import Resolver
from mockcore.reference.operation import Operation
from mockcore.reference.rules import answers_many, list_key
from mockcore.reference.schema import main_type, properties, unwrapped, variants
from mockcore.reference.views import IDS, PARAMETERS, alternative, default_view, ids, views
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
    token: tuple[str, ...]
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
    if owner in DECLARED.daily and layout.token[-1] != (day := context.now()[:10]):
        layout = operation.compiled[key] = replace(layout, token=(operation.id, view, owner, day))
    return layout


def _view(context: Context) -> str:
    """The view asked for, else the document's default; one that the document does not know is the normal one."""
    query = context.inputs.query
    view = next((query[name] for name in PARAMETERS if query.get(name)), None) if query else None
    declared: tuple[tuple[str, ...], str] | None = context.operation.compiled.get("views")
    if declared is None:
        declared = context.operation.compiled["views"] = (views(context.operation), default_view(context.operation))
    return str(view) if view is not None and view in declared[0] else declared[1]


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
    schema = alternative(operation, schema, view)
    if view in IDS and many and properties(schema):
        schema = ids(schema)
    resolve = context.projector.item(schema, owner)
    return Shape(envelope, many, key, not properties(inner) and not many, resolve, (operation.id, view, owner), nested, schema)


def text(context: Context, record: Stored, layout: Shape) -> bytes:
    """One record as JSON text, kept until anything is written, unless it shows what is private: that rests on who asks."""
    cache = context.records.texts
    # People and firms of the company may be another's in each project.
    key = (layout.token, record.id, context.project_id)
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
    token, project = layout.token, context.project_id
    texts = [encoded for number in numbers if (encoded := cache.get((token, number, project))) is not None]
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
