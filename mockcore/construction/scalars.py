"""What draws the plain values of a schema: numbers, texts and flags. All that the schema decides is decided once."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Mapping
from typing import Any

from mockcore.construction import fields
from mockcore.construction.pattern import matching
from mockcore.construction.scene import Scene

Schema = Mapping[str, Any]
Drawer = Callable[[Scene], Any]

_LARGEST_ID = 2**53 - 1
_LENGTHS = frozenset(["minLength", "maxLength"])
_USUALLY_TRUE = frozenset(
    ["active", "is_active", "enabled", "visible", "current", "is_current", "executed", "show", "published"]
)


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


def integer(name: str, schema: Schema, _depth: int = 0) -> Drawer:
    """Whole numbers within the usual range of the name and the bounds of the schema."""
    bounds, step = _bounds(name, schema, 1), schema.get("multipleOf")
    low, high = math.ceil(bounds.low), math.floor(bounds.high)

    def draw(scene: Scene) -> int:
        value = scene.random.randint(low, high)
        if step and value % step:
            value -= value % step
            value += step if value < bounds.low else 0
        return int(min(value, _LARGEST_ID))

    return draw


def number(name: str, schema: Schema, _depth: int) -> Drawer:
    """Numbers within both; a position is that of the record's town."""
    if schema.get("multipleOf"):
        return integer(name, schema)
    bounds = _bounds(name, schema, 0.01)
    plain = fields.snake(name)
    if plain in {"latitude", "longitude"} and "minimum" not in schema:
        return lambda scene: float(getattr(scene.town, plain))
    return lambda scene: min(max(float(fields.number(bounds, scene)), bounds.low), bounds.high)


def boolean(name: str, _schema: Schema, _depth: int) -> Drawer:
    """Flags; what is in use usually is true."""
    share = 0.9 if name in _USUALLY_TRUE else 0.3
    return lambda scene: scene.random.random() < share


def string(name: str, schema: Schema, _depth: int) -> Drawer:
    """Texts of the schema's pattern or format, or such as the name tells, within its lengths."""
    if "pattern" in schema:
        return lambda scene: matching(schema["pattern"], scene.random)
    maker = _FORMATS.get(schema.get("format", ""))
    if maker is not None:
        return lambda scene: maker(name, scene)
    text = fields.text_maker(name)
    return (lambda scene: _fitted(text(scene), schema, scene)) if schema.keys() & _LENGTHS else text


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
