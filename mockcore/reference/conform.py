"""Values as a response schema wants them: ids in their dialect, money as text, and what stands for unset."""

import re
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from mockcore.reference.coercion import date_time, whole
from mockcore.reference.schema import Schema, main_type, nullable, properties, types

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)*")
_TIME = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S*")
_EXACT: dict[str, type] = {"string": str, "integer": int, "number": int, "boolean": bool, "array": list, "object": dict}
_TRUE_NAMES = ("can_", "is_active", "active", "enabled", "allow")


class Identifier:
    """Shows a record's id as integer, string, UUID or ULID, as the schema has it."""

    __slots__ = ("_text", "_uuid")

    def __init__(self, schema: Schema) -> None:
        self._text = main_type(schema) == "string"
        self._uuid = schema.get("format") == "uuid"

    def __call__(self, record: Any, source: Any = None) -> Any:
        """The identifier of a record."""
        if not self._text:
            return record.id
        if record.key and (self._uuid or not record.id):
            return record.key
        return uuid_of(record.id) if self._uuid else str(record.id)


def uuid_of(number: int) -> str:
    """A version 8 UUID (RFC 9562) that carries a 64-bit id, so that it can be read back."""
    high, low = divmod(number, 1 << 32)
    return str(uuid.UUID(fields=(low, high & 0xFFFF, 0x8000, 0x80, 0, (high >> 16) & 0xFFFF)))


def number_of(text: str) -> int | None:
    """The id in a UUID made by ``uuid_of``, or None."""
    try:
        value = uuid.UUID(text)
    except ValueError:
        return None
    number = ((value.node << 16 | value.time_mid) << 32) | value.time_low
    return number if uuid_of(number) == str(value) else None


def identified(value: Any) -> int | None:
    """The record id that a value is or writes: a number, its digits, or a UUID made by ``uuid_of``; None for others."""
    if value.__class__ is int:
        return int(value)
    if isinstance(value, str):
        number = whole(value)
        return number_of(value) if number is None else number
    if isinstance(value, float) and value.is_integer():
        # JSON knows one kind of number: 12.0 is 12.
        return int(value)
    return None


def unset(name: str, schema: Schema) -> Any:
    """What stands in an answer where nothing is stored."""
    if "default" in schema:
        return schema["default"]
    form = main_type(schema)
    if form == "array":
        return []
    if form == "boolean":
        return None if nullable(schema) and not name.startswith(_TRUE_NAMES) else name.startswith(_TRUE_NAMES)
    if form in ("integer", "number") and (name.endswith("_count") or name == "count"):
        return 0
    if nullable(schema):
        return None
    if form == "object":
        # A record that is not there has no id: not even 0.
        members = properties(schema)
        return None if "id" in members else {key: unset(key, member) for key, member in members.items()}
    if "enum" in schema:
        return next((value for value in schema["enum"] if value is not None), None)
    return {"string": "", "integer": 0, "number": 0}.get(form)


def conform(schema: Schema, value: Any, default: Any) -> Any:
    """The value with the type of the schema; the default where it cannot be shown as one."""
    names = types(schema)
    if not names:
        return value
    shown = _typed(names, schema, value)
    if shown is None:
        return default
    if "enum" in schema and shown not in schema["enum"]:
        folded = str(shown).casefold().replace(" ", "_")
        return next((option for option in schema["enum"] if str(option).casefold().replace(" ", "_") == folded), default)
    return shown


def fitting(schema: Schema, default: Any) -> Callable[[Any], Any]:
    """``conform`` for one schema, with what the schema says worked out beforehand."""
    shape = _shape(schema)
    if shape is not None:
        return _shaping(schema, shape, default)
    exact = unaltered(schema)
    choices = frozenset(value for value in schema.get("enum", ()) if isinstance(value, str))
    nothing = default if types(schema) else None

    def fit(value: Any) -> Any:
        if value is None:
            return nothing
        if type(value) in exact or (choices and value.__class__ is str and value in choices):
            return value
        return conform(schema, value, default)

    return fit


def unaltered(schema: Schema) -> frozenset[type]:
    """The types whose values ``fitting`` shows as they are."""
    if "enum" in schema or _shape(schema) is not None:
        return frozenset()
    return frozenset(_EXACT[name] for name in types(schema) if name in _EXACT)


def _shape(schema: Schema) -> Callable[[str], str | None] | None:
    return _SHAPES.get(schema.get("format", "")) if "string" in types(schema) else None


def _shaping(schema: Schema, shape: Callable[[str], str | None], default: Any) -> Callable[[Any], Any]:
    """``fitting`` for a text of a certain form: a stored value that cannot be shown in it is as if there were none."""
    free = "enum" not in schema

    def fit(value: Any) -> Any:
        shown = value if free and value.__class__ is str else conform(schema, value, default)
        if shown.__class__ is not str:
            return shown
        formed = shape(shown)
        return default if formed is None else formed

    return fit


def _moment(text: str) -> str | None:
    # As nearly all of them are stored.
    return text if len(text) == 20 and text[10] == "T" and text[19] == "Z" else date_time(text)


def _day(text: str) -> str | None:
    return _calendar_day(text[:10])


@lru_cache(maxsize=4096)
def _calendar_day(text: str) -> str | None:
    """The text where it is a day that there is; few days stand in many records."""
    return text if _DAY.fullmatch(text) and date_time(text) else None


def _uuid(text: str) -> str | None:
    number = whole(text)
    if number is not None:
        return uuid_of(number)
    try:
        return str(uuid.UUID(text))
    except ValueError:
        return None


_SHAPES: dict[str, Callable[[str], str | None]] = {
    "date-time": _moment,
    "date": _day,
    "uuid": _uuid,
    "email": lambda text: text if _MAIL.fullmatch(text) else None,
    "time": lambda text: text if _TIME.fullmatch(text) else None,
    "uri": lambda text: text if _LINK.fullmatch(text) else None,
}


def _typed(names: tuple[str, ...], schema: Schema, value: Any) -> Any:
    if isinstance(value, str):
        return value if "string" in names else _from_text(names, value)
    if isinstance(value, bool):
        if "boolean" in names:
            return value
        return ("true" if value else "false") if "string" in names else None
    if isinstance(value, int | float):
        return _from_number(names, schema, value)
    if isinstance(value, Mapping):
        if "object" in names:
            return value
        return _typed(names, schema, value.get("name") or value.get("id"))
    if isinstance(value, list):
        return value if "array" in names else None
    return None


def _from_number(names: tuple[str, ...], schema: Schema, value: float) -> Any:
    if "number" in names or ("integer" in names and isinstance(value, int)):
        return value
    if "integer" in names and float(value).is_integer():
        return _shown(int(value))
    if "string" in names:
        return (
            decimal_text(value)
            if schema.get("format") in ("decimal", "float", "currency") or isinstance(value, float)
            else str(value)
        )
    return bool(value) if "boolean" in names else None


def _shown(number: float) -> float | None:
    """A number as JSON can carry it; None for one beyond."""
    return number if abs(number) < (2**63 if isinstance(number, int) else 1.1e300) else None


def decimal_text(value: float) -> str:
    """``47700.00``: two places at least. Source: documented, requisitions tutorial."""
    text = repr(float(value)) if abs(value) < 1e15 else f"{value:.2f}"
    whole, _, places = text.partition(".")
    return f"{whole}.{places:0<2}" if "e" not in text else f"{value:.2f}"


def _from_text(names: tuple[str, ...], value: str) -> Any:
    try:
        if "integer" in names:
            return _shown(int(value))
        if "number" in names:
            return _shown(float(value))
    except ValueError:
        return _milliseconds(value) if "integer" in names else None
    if "boolean" in names:
        return value.lower() in ("true", "1", "yes")
    return None


def _milliseconds(text: str) -> int | None:
    """The moment that a text tells, as a number. Source: reference (numbers for the dates of bodies); the unit is assumed."""
    at = date_time(text) if _DAY.match(text) else None
    return int(datetime.fromisoformat(at).timestamp() * 1000) if at else None
