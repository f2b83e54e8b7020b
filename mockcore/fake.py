"""Deterministic values for schemas: the one door for chance.

The same seed and key give the same values on every machine: nothing here depends on ``hash()``, on the order of a
set, or on how many values were drawn for other records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Mapping
from datetime import datetime
from random import Random
from typing import Any, NamedTuple

from mockcore.construction import agreement, fields, scalars
from mockcore.construction.pattern import UnmatchablePattern
from mockcore.construction.provider import ConstructionProvider
from mockcore.construction.scalars import Drawer
from mockcore.construction.scene import Scene

__all__ = ["Fake", "UnmatchablePattern"]

Schema = Mapping[str, Any]

_LEFT_OUT = 0.25
_DEFAULTS = 0.6
_DEEPEST_OPTIONAL = 2
_NOTHING: frozenset[str] = frozenset()
_MOST_PLANS = 2_000

# Without these a record looks empty, so they are always given.
_NEVER_LEFT_OUT = frozenset(
    [
        "name",
        "title",
        "subject",
        "number",
        "status",
        "description",
        "first_name",
        "last_name",
        "login",
        "email_address",
        "code",
        "full_code",
        "quantity",
        "unit_cost",
        "unit_price",
        "amount",
        "start_date",
        "finish_date",
        "end_date",
        "due_date",
        "date",
        "created_at",
        "updated_at",
        "node_name",
    ]
)
# Marks of deletion and failure: a living record has none.
_ABSENT = frozenset(["deleted_at", "deleted_by", "deletedAt", "error", "errors", "reason_code", "recycled_at", "purged_at"])


class Fake:
    """A stream of values. Draws from one stream follow each other; ``at`` opens independent streams.

    ``words`` is the construction provider on this stream: ``fake.at("rfi", 1).words.rfi()``.
    """

    def __init__(self, seed: str | int, *key: str | int, after: Any = None) -> None:
        self._so_far = after.copy() if after else hashlib.sha256()
        self._so_far.update(b"".join(map(_written, (seed, *key))))
        self.random = Random(int.from_bytes(self._so_far.digest(), "big"))  # noqa: S311 - reproducible, never secret

    @property
    def words(self) -> ConstructionProvider:
        """The construction provider on this stream."""
        return ConstructionProvider(self)

    def at(self, *key: str | int) -> Fake:
        """The stream of a key: the same whatever was drawn before, here or in other streams. 1 and "1" differ."""
        return Fake(*key, after=self._so_far)

    def value(self, name: str, schema: Schema, *, kind: str = "", now: datetime) -> Any:
        """A JSON value for a field ``name`` of a ``kind`` of record, valid against the schema.

        ``schema`` is a JSON Schema 2020-12 fragment without ``$ref`` and ``allOf``. ``now`` must know its zone; dates
        lie within some months around it.

        Raises:
            UnmatchablePattern: the schema has a pattern for which no text could be found.
        """
        return _drawer(name, schema, 0)(Scene(self.random, kind, now))

    def record(self, kind: str, schema: Schema, *, now: datetime, omit: Container[str] = _NOTHING) -> dict[str, Any]:
        """A whole object of a kind (a resource name such as "rfis"), valid against the schema but for the fields in
        ``omit``, which the caller gives (ids, links, creator).

        Its fields agree: the e-mail address with the name, dates in order, amounts with quantities, closing dates
        with the status. About a quarter of the optional fields is null or left out.

        Raises:
            UnmatchablePattern: the schema has a pattern for which no text could be found.
        """
        return _object(schema, Scene(self.random, kind, now), 0, omit)


def _written(key: str | int) -> bytes:
    text = str(key).encode("utf-8", "surrogatepass")
    return b"%s%d:%s" % (b"i" if isinstance(key, int) else b"s", len(text), text)


def _drawer(name: str, schema: Schema, depth: int) -> Drawer:
    """What draws values of a field: all that its schema decides is decided once."""
    if "anyOf" in schema or "oneOf" in schema:
        schema = _first_usable(schema)
    if "const" in schema:
        return lambda _: schema["const"]
    options = schema.get("enum")
    if options is not None:
        usable = [option for option in options if option is not None]
        return (lambda scene: scene.random.choice(usable)) if usable else lambda _: None
    maker, default = _MAKERS[_type_of(name, schema)](name, schema, depth), schema.get("default")
    if default is None:
        return maker
    return lambda scene: default if scene.random.random() < _DEFAULTS else maker(scene)


def _type_of(name: str, schema: Schema) -> str:
    types = schema.get("type")
    if isinstance(types, str):
        return types
    if types:
        return next((option for option in types if option != "null"), "null")
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    if "items" in schema:
        return "array"
    if any(bound in schema for bound in ("minimum", "maximum", "multipleOf")):
        return "number"
    return "boolean" if fields.snake(name).startswith(("is_", "has_", "can_")) else "string"


def _first_usable(schema: Schema) -> dict[str, Any]:
    """The first branch that is more than null, with the keywords beside the branches."""
    merged = dict(schema)
    for keyword in ("anyOf", "oneOf"):
        branches = merged.pop(keyword, ())
        branch: dict[str, Any] = next((candidate for candidate in branches if candidate.get("type") != "null"), {})
        if "anyOf" in branch or "oneOf" in branch:
            branch = _first_usable(branch)
        properties = {**merged.get("properties", {}), **branch.get("properties", {})}
        required = [*merged.get("required", ()), *branch.get("required", ())]
        merged |= branch
        if properties:
            merged |= {"properties": properties, "required": required}
    return merged


class _Field(NamedTuple):
    name: str
    always: bool
    nullable: bool
    required: bool
    draw: Drawer


class _Plan:
    """What drawing an object has to know of its schema."""

    def __init__(self, schema: Schema, depth: int) -> None:
        self.schema = schema
        usable = _first_usable(schema) if "anyOf" in schema or "oneOf" in schema else schema
        required = usable.get("required", ())
        properties: Mapping[str, Schema] = usable.get("properties", {})
        self.fields = [
            _Field(name, name in _NEVER_LEFT_OUT, _nullable(field), name in required, _drawer(name, field, depth))
            for name, field in properties.items()
            if name in required or not _skipped(name, field, depth)
        ]
        self.others = [(name, _drawer(name, {}, depth)) for name in required if name not in properties]
        self.chains = agreement.chains([*properties, *required])
        closing = set(agreement.closing_fields(properties))
        self.closing = [field for field in self.fields if field.name in closing]


def _plan(schema: Schema, depth: int) -> _Plan:
    plan = _PLANS.get((id(schema), depth))
    if plan is None:
        if len(_PLANS) >= _MOST_PLANS:
            _PLANS.clear()
        # It holds the schema, so that no other one comes to have its identity.
        plan = _PLANS[id(schema), depth] = _Plan(schema, depth)
    return plan


def _object(schema: Schema, scene: Scene, depth: int, omit: Container[str] = _NOTHING) -> dict[str, Any]:
    plan, chance = _plan(schema, depth), scene.random.random
    values: dict[str, Any] = {}
    for name, always, nullable, required, draw in plan.fields:
        if omit and name in omit:
            continue
        if not always and chance() < _LEFT_OUT:
            if nullable and (required or chance() < 0.5):
                values[name] = None
                continue
            if not required:
                continue
        values[name] = draw(scene)
    for name, draw in plan.others:
        if name not in omit:
            values[name] = draw(scene)
    _agree(values, plan, scene)
    return values


def _skipped(name: str, field: Schema, depth: int) -> bool:
    """Optional fields that no record needs: marks of deletion, name templates, and what lies too deep."""
    if name in _ABSENT or "%" in name or "{" in name:
        return True
    return depth >= _DEEPEST_OPTIONAL and ("properties" in field or "items" in field)


def _agree(values: dict[str, Any], plan: _Plan, scene: Scene) -> None:
    closed = agreement.is_closed(values)
    if closed is not None:
        for field in plan.closing:
            if field.name not in values:
                continue
            if closed and values[field.name] is None:
                values[field.name] = field.draw(scene)
            elif not closed and field.nullable:
                values[field.name] = None
            elif not closed and not field.required:
                del values[field.name]
    agreement.order_dates(values, plan.chains)
    agreement.multiply(values)


def _nullable(field: Schema) -> bool:
    types = field.get("type")
    if "enum" in field and None not in field["enum"]:
        return False
    if isinstance(types, (list, tuple)):
        return "null" in types
    branches = (*field.get("anyOf", ()), *field.get("oneOf", ()))
    return types == "null" or any(_nullable(branch) for branch in branches)


def _nested(name: str, schema: Schema, depth: int) -> Drawer:
    rest = schema.get("additionalProperties")
    value = rest if isinstance(rest, Mapping) else {}

    def draw(scene: Scene) -> dict[str, Any]:
        members = _object(schema, Scene(scene.random, name, scene.now), depth + 1)
        for index in range(len(members), schema.get("minProperties", 0)):
            members[f"key_{index + 1}"] = _drawer("value", value, depth + 1)(scene)
        return members

    return draw


def _array(name: str, schema: Schema, depth: int) -> Drawer:
    low = schema.get("minItems", 0)
    high = max(low, min(schema.get("maxItems", 2), 2 if depth == 0 else 1))
    item = _drawer(name, schema.get("items", {}), depth)

    def draw(scene: Scene) -> list[Any]:
        items: list[Any] = []
        for _ in range(scene.random.randint(low, high) * 4):
            member = item(Scene(scene.random, name, scene.now))
            if not schema.get("uniqueItems") or member not in items:
                items.append(member)
            if len(items) >= high:
                break
        return items[: max(low, high)]

    return draw


_PLANS: dict[tuple[int, int], _Plan] = {}
_MAKERS: dict[str, Callable[[str, Schema, int], Drawer]] = {
    "object": _nested,
    "array": _array,
    "integer": scalars.integer,
    "number": scalars.number,
    "boolean": scalars.boolean,
    "string": scalars.string,
    "null": lambda *_: lambda _: None,
}
