"""Deterministic values for schemas: the one door for chance.

The same seed and key give the same values on every machine: nothing here depends on ``hash()``, on the order of a
set, or on how many values were drawn for other records.
"""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Callable, Container, Mapping
from datetime import datetime
from random import Random
from typing import Any

from mockcore.construction import agreement, fields
from mockcore.construction.pattern import UnmatchablePattern, matching
from mockcore.construction.provider import ConstructionProvider
from mockcore.construction.scene import Scene

__all__ = ["Fake", "UnmatchablePattern"]

Schema = Mapping[str, Any]

_LEFT_OUT = 0.25
_DEEPEST_OPTIONAL = 2
_LARGEST_ID = 2**53 - 1
_NOTHING: frozenset[str] = frozenset()

# Without these a record looks empty, so they are always given.
_KEPT = frozenset(
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
_USUALLY_TRUE = frozenset(
    ["active", "is_active", "enabled", "visible", "current", "is_current", "executed", "show", "published"]
)


class Fake:
    """A stream of values. Draws from one stream follow each other; ``at`` opens independent streams.

    ``words`` is the construction provider on this stream: ``fake.at("rfi", 1).words.rfi()``.
    """

    def __init__(self, seed: str | int, *key: str | int) -> None:
        self._key = (seed, *key)
        digest = hashlib.sha256(b"".join(map(_written, self._key))).digest()
        self.random = Random(int.from_bytes(digest, "big"))  # noqa: S311 - reproducible, never secret
        self.words = ConstructionProvider(self)

    def at(self, *key: str | int) -> Fake:
        """The stream of a key: the same whatever was drawn before, here or in other streams. 1 and "1" differ."""
        return Fake(*self._key, *key)

    def value(self, name: str, schema: Schema, *, kind: str = "", now: datetime) -> Any:
        """A JSON value for a field ``name`` of a ``kind`` of record, valid against the schema.

        ``schema`` is a JSON Schema 2020-12 fragment without ``$ref`` and ``allOf``. ``now`` must know its zone; dates
        lie within some months around it.

        Raises:
            UnmatchablePattern: the schema has a pattern for which no text could be found.
        """
        return _value(name, schema, Scene(self.random, kind, now), 0)

    def record(self, kind: str, schema: Schema, *, now: datetime, omit: Container[str] = _NOTHING) -> dict[str, Any]:
        """A whole object of a kind (a resource name such as "rfis"), valid against the schema but for the fields in
        ``omit``, which the caller gives (ids, links, creator).

        Its fields agree: the e-mail address with the name, dates in order, amounts with quantities, closing dates
        with the status. About a quarter of the optional fields is null or left out.

        Raises:
            UnmatchablePattern: the schema has a pattern for which no text could be found.
        """
        return _object(schema, Scene(self.random, kind, now), 0, omit)


def _written(part: str | int) -> bytes:
    text = str(part).encode("utf-8", "surrogatepass")
    return b"%s%d:%s" % (b"i" if isinstance(part, int) else b"s", len(text), text)


def _value(name: str, schema: Schema, scene: Scene, depth: int) -> Any:
    if "anyOf" in schema or "oneOf" in schema:
        schema = _first_usable(schema)
    if "const" in schema:
        return schema["const"]
    options = schema.get("enum")
    if options is not None:
        usable = [option for option in options if option is not None]
        return scene.random.choice(usable) if usable else None
    if schema.get("default") is not None and scene.random.random() < 0.6:
        return schema["default"]
    kind = _type_of(name, schema)
    return _MAKERS[kind](name, schema, scene, depth)


def _type_of(name: str, schema: Schema) -> str:
    types = schema.get("type")
    if isinstance(types, str):
        return types
    if types:
        return next((found for found in types if found != "null"), "null")
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
        branch: dict[str, Any] = next((found for found in branches if found.get("type") != "null"), {})
        if "anyOf" in branch or "oneOf" in branch:
            branch = _first_usable(branch)
        properties = {**merged.get("properties", {}), **branch.get("properties", {})}
        required = [*merged.get("required", ()), *branch.get("required", ())]
        merged |= branch
        if properties:
            merged |= {"properties": properties, "required": required}
    return merged


def _object(schema: Schema, scene: Scene, depth: int, omit: Container[str] = _NOTHING) -> dict[str, Any]:
    if "anyOf" in schema or "oneOf" in schema:
        schema = _first_usable(schema)
    required = schema.get("required", ())
    properties: Mapping[str, Schema] = schema.get("properties", {})
    made: dict[str, Any] = {}
    for name, field in properties.items():
        if name in omit or (name not in required and _skipped(name, field, depth)):
            continue
        if name not in _KEPT and scene.random.random() < _LEFT_OUT:
            if _nullable(field) and (name in required or scene.random.random() < 0.5):
                made[name] = None
                continue
            if name not in required:
                continue
        made[name] = _value(name, field, scene, depth)
    for name in required:
        if name not in properties and name not in omit:
            made[name] = _value(name, {}, scene, depth)
    _agree(made, properties, required, scene)
    return made


def _skipped(name: str, field: Schema, depth: int) -> bool:
    """Optional fields that no record needs: marks of deletion, name templates, and what lies too deep."""
    if name in _ABSENT or "%" in name or "{" in name:
        return True
    return depth >= _DEEPEST_OPTIONAL and ("properties" in field or "items" in field)


def _agree(made: dict[str, Any], properties: Mapping[str, Schema], required: Container[str], scene: Scene) -> None:
    closed = agreement.is_closed(made)
    if closed is not None:
        for name in agreement.closing_fields(properties):
            if name not in made:
                continue
            if closed and made[name] is None:
                made[name] = _value(name, properties[name], scene, 0)
            elif not closed and _nullable(properties[name]):
                made[name] = None
            elif not closed and name not in required:
                del made[name]
    agreement.order_dates(made)
    agreement.multiply(made)


def _nullable(field: Schema) -> bool:
    types = field.get("type")
    if "enum" in field and None not in field["enum"]:
        return False
    if isinstance(types, (list, tuple)):
        return "null" in types
    branches = (*field.get("anyOf", ()), *field.get("oneOf", ()))
    return types == "null" or any(_nullable(branch) for branch in branches)


def _nested(name: str, schema: Schema, scene: Scene, depth: int) -> dict[str, Any]:
    made = _object(schema, Scene(scene.random, name, scene.now), depth + 1)
    rest = schema.get("additionalProperties")
    for index in range(len(made), schema.get("minProperties", 0)):
        made[f"key_{index + 1}"] = _value("value", rest if isinstance(rest, Mapping) else {}, scene, depth + 1)
    return made


def _array(name: str, schema: Schema, scene: Scene, depth: int) -> list[Any]:
    low = schema.get("minItems", 0)
    high = max(low, min(schema.get("maxItems", 2), 2 if depth == 0 else 1))
    items = schema.get("items", {})
    made: list[Any] = []
    for _ in range(scene.random.randint(low, high) * 4):
        found = _value(name, items, Scene(scene.random, name, scene.now), depth)
        if not schema.get("uniqueItems") or found not in made:
            made.append(found)
        if len(made) >= high:
            break
    return made[: max(low, high)]


def _bounds(name: str, schema: Schema, step: float) -> fields.Range:
    """The usual range of the name cut to the schema's; the schema's own where they do not meet."""
    usual = fields.range_for(name) or fields.Range(1, 20, 0)
    low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    low = max(low, schema.get("exclusiveMinimum", -math.inf) + step)
    high = min(high, schema.get("exclusiveMaximum", math.inf) - step)
    if usual.low <= high and low <= usual.high:
        return fields.Range(max(low, usual.low), min(high, usual.high), usual.decimals)
    if math.isinf(low):
        low = high - 100
    return fields.Range(low, min(high, low + 100), usual.decimals)


def _integer(name: str, schema: Schema, scene: Scene, _depth: int) -> int:
    bounds = _bounds(name, schema, 1)
    value = scene.random.randint(math.ceil(bounds.low), math.floor(bounds.high))
    step = schema.get("multipleOf")
    if step and value % step:
        value -= value % step
        value += step if value < bounds.low else 0
    return int(min(value, _LARGEST_ID))


def _number(name: str, schema: Schema, scene: Scene, _depth: int) -> float:
    if schema.get("multipleOf"):
        return _integer(name, schema, scene, 0)
    bounds = _bounds(name, schema, 0.01)
    if fields.snake(name) in {"latitude", "longitude"} and "minimum" not in schema:
        return float(getattr(scene.town, fields.snake(name)))
    value = fields.number(bounds, scene)
    return min(max(float(value), bounds.low), bounds.high)


def _boolean(name: str, _schema: Schema, scene: Scene, _depth: int) -> bool:
    return scene.random.random() < (0.9 if name in _USUALLY_TRUE else 0.3)


def _string(name: str, schema: Schema, scene: Scene, _depth: int) -> str:
    if "pattern" in schema:
        return matching(schema["pattern"], scene.random)
    maker = _FORMATS.get(schema.get("format", ""))
    if maker is not None:
        return maker(name, scene)
    return _fitted(fields.text_maker(name)(scene), schema, scene)


def _fitted(text: str, schema: Schema, scene: Scene) -> str:
    """The text cut to ``maxLength`` between words where possible, or made longer to ``minLength``."""
    longest, shortest = schema.get("maxLength"), schema.get("minLength", 0)
    while len(text) < shortest:
        text = f"{text} {scene.topic.title}".strip() if scene.topic.title else text + "x"
    if longest is None or len(text) <= longest:
        return text
    cut = text[:longest].rpartition(" ")[0].rstrip(" ,.–&>")  # noqa: RUF001
    return cut if len(cut) >= max(shortest, 1) else text[:longest]


def _decimal(name: str, scene: Scene) -> str:
    bounds = fields.range_for(name) or fields.Range(1, 400, 2)
    return fields.decimal(fields.Range(bounds.low, bounds.high, max(bounds.decimals, 2)), scene)


_FORMATS: dict[str, Callable[[str, Scene], str]] = {
    "date": fields.day,
    "date-time": fields.timestamp,
    "datetime": fields.timestamp,
    "time": fields.time_of_day,
    "uuid": lambda _, scene: fields.uuid(scene),
    "email": lambda _, scene: scene.person.email,
    "uri": lambda _, scene: fields.host_path(scene),
    "url": lambda _, scene: fields.host_path(scene),
    "hostname": lambda _, scene: scene.host,
    "ipv4": lambda _, scene: f"192.0.2.{scene.random.randint(1, 254)}",
    "byte": lambda _, scene: base64.b64encode(scene.topic.title.encode()).decode(),
    "binary": lambda _, scene: scene.file_name,
    "float": _decimal,
    "double": _decimal,
    "decimal": _decimal,
    "currency": _decimal,
}
_MAKERS: dict[str, Callable[[str, Schema, Scene, int], Any]] = {
    "object": _nested,
    "array": _array,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "string": _string,
    "null": lambda *_: None,
}
