"""Making a client's value fit its schema, the way a Rails API does: strings become numbers, and what cannot be is named."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from mockcore.errors import Reason
from mockcore.reference.references import CUSTOM_FIELD, LISTED
from mockcore.reference.schema import DECIMAL, LIMITS, PRESENCE, Schema, main_type, nullable, types, variants

INT64_MAX = 2**63 - 1
# Sums of numbers below it are still numbers.
LARGEST = 1e300
# A text shorter than this is too long for no schema but one that says so.
SHORT = 1_000_000
_TEXT, _WHOLE = ("string", ["string", "null"]), ("integer", ["integer", "null"])
_PLAIN_TEXT = frozenset({"enum", "format", "maxLength", "anyOf", "oneOf", DECIMAL})
# The containers of JSON, where a schema admits nothing else.
_NESTED = {list: "array", dict: "object"}
_ALTERNATIVES = frozenset({"enum", "anyOf", "oneOf"})
# What keeps a schema of a number from admitting any.
_BOUNDED = frozenset({"enum", LIMITS, DECIMAL})
_FRACTION = re.compile(r"\.0+$")
_INTEGER = re.compile(r"[+-]?\d{1,30}(\.0+)?")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
# An id that is none cannot be read; another number that is none breaks a rule.
_IDENTIFIERS = ("id", "ids")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRUE = frozenset({"true", "1", "t", "yes", "on"})
_FALSE = frozenset({"false", "0", "f", "no", "off", ""})


class Upload:
    """A file that came with a multipart body; where a text was expected, it is its name."""

    __slots__ = ("content_type", "data", "filename")

    def __init__(self, filename: str, content_type: str, data: bytes) -> None:
        self.filename = filename
        self.content_type = content_type
        self.data = data

    def __str__(self) -> str:
        return self.filename


class Problems(dict[str, list[str]]):
    """Field name → reasons."""

    def add(self, field: str, reason: str) -> None:
        """Notes one reason."""
        self.setdefault(field or "base", []).append(reason)


def coerced(schema: Schema, value: Any, problems: Problems, field: str = "") -> Any:
    """The value as the schema wants it; reasons against it go to ``problems``."""
    form = value.__class__
    if form is str:
        if schema.get("type") in _TEXT and _PLAIN_TEXT.isdisjoint(schema) and len(value) < SHORT and "\x00" not in value:
            return value
    elif form is int and schema.get("type") in _WHOLE and _BOUNDED.isdisjoint(schema) and abs(value) <= INT64_MAX:
        return value
    if form in _NESTED and schema.get("type") == _NESTED[form] and _ALTERNATIVES.isdisjoint(schema):
        read = attributes if form is dict else _array
        return read(schema, value, problems, field)
    if value is None:
        return _null(schema, problems, field)
    options = variants(schema)
    if options and "properties" not in schema:
        return _alternative(options, value, problems, field)
    kind = main_type(schema)
    if value == "null" and kind != "string" and nullable(schema):
        # Forms and queries have no other way to say so.
        return None
    convert = _CONVERTERS.get(kind)
    result = _checked_text(value, problems, field) if convert is None else convert(schema, value, problems, field)
    if result is not None and not _BOUNDED.isdisjoint(schema) and field not in problems:
        return _bounded(schema, result, problems, field)
    return result


def _bounded(schema: Schema, value: Any, problems: Problems, field: str) -> Any:
    """The value where its schema lists it, and where it writes a number within the limits."""
    if "enum" in schema and value not in schema["enum"]:
        return _enumerated(schema, value, problems, field)
    number = _written_number(value)
    if number is None:
        if DECIMAL in schema and str(value).strip():
            problems.add(field, Reason.NOT_A_NUMBER)
    elif LIMITS in schema:
        low, high = schema[LIMITS]
        if low is not None and number < low:
            problems.add(field, f"{Reason.TOO_SMALL} {low}")
        elif high is not None and number > high:
            problems.add(field, f"{Reason.TOO_LARGE} {high}")
    return value


def whole(text: str) -> int | None:
    """The 64-bit number that decimal digits write, or None: other scripts have digits that are no numbers to Python."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else None
    return number if number is not None and number <= INT64_MAX else None


def without_fraction(text: str) -> str:
    """``12.0`` as ``12``: JSON Schema and Rails take one for the other."""
    return _FRACTION.sub("", text)


def quantity(value: Any) -> float | None:
    """The finite number that a value is or writes, or None."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if abs(number) <= LARGEST else None


def in_order(rows: Mapping[str, Any]) -> list[Any] | None:
    """The values of a map whose keys are positions (``{"0": …, "1": …}``), in order; None for any other map."""
    positions = [(whole(str(key)), value) for key, value in rows.items()]
    if not positions or any(position is None for position, _ in positions):
        return None
    return [value for _, value in sorted(positions, key=lambda pair: pair[0] or 0)]


def date_time(text: str) -> str | None:
    """A date-time in UTC with second precision, or None when it cannot be read. Source: documented, date and time."""
    try:
        at = datetime.fromisoformat(text.strip())
        at = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
    # Not every platform writes the year with four digits.
    return f"{at:%Y-%m-%dT%H:%M:%SZ}".rjust(20, "0")


def _null(schema: Schema, problems: Problems, field: str) -> None:
    # Clearing a field is part of every partial update; only containers that carry the request itself must be there.
    if main_type(schema) == "object" and schema.get("required") and not nullable(schema):
        problems.add(field, Reason.MISSING)


def _alternative(options: list[dict[str, Any]], value: Any, problems: Problems, field: str) -> Any:
    first: Problems | None = None
    for option in options:
        attempt = Problems()
        if _matches(option, value):
            result = coerced(option, value, attempt, field)
            if not attempt:
                return result
            first = first or attempt
    if first is None:
        first = Problems()
        result = coerced(options[0], value, first, field)
        if not first:
            return result
    for name, reasons in first.items():
        problems.setdefault(name, []).extend(reasons)
    return None


def _matches(option: Schema, value: Any) -> bool:
    names = types(option)
    form = {dict: "object", list: "array", bool: "boolean", int: "integer", float: "number", str: "string"}.get(type(value))
    return not names or form in names or (form == "integer" and "number" in names)


def _enumerated(schema: Schema, value: Any, problems: Problems, field: str) -> Any:
    folded = str(value).casefold()
    for option in schema["enum"]:
        if str(option).casefold() == folded:
            return option
    problems.add(field, Reason.NOT_LISTED)
    return None


def _checked_text(value: Any, problems: Problems, field: str) -> Any:
    if isinstance(value, str) and "\x00" in value:
        problems.add(field, "must not contain NUL characters")
        return None
    if isinstance(value, dict):
        return {
            name: _checked_text(member, problems, f"{field}.{name}") for name, member in value.items() if "\x00" not in name
        }
    if isinstance(value, list):
        return [_checked_text(member, problems, field) for member in value]
    return value


def _string(schema: Schema, value: Any, problems: Problems, field: str) -> Any:
    if isinstance(value, Upload):
        if not value.filename and schema.get("format") != "binary":
            problems.add(field, "is not valid UTF-8")
        return value
    if schema.get("format") == "binary" and (
        isinstance(value, str) or (isinstance(value, dict) and value.keys() == {"upload_id"})
    ):
        # An upload in place of the file (documented, direct file uploads), or its bytes in a form that does not name it.
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        problems.add(field, Reason.NOT_A_STRING)
        return None
    text = value if isinstance(value, str) else str(value)
    if "\x00" in text:
        problems.add(field, "must not contain NUL characters")
        return None
    if len(text) > schema.get("maxLength", SHORT):
        problems.add(field, f"is too long (maximum is {schema.get('maxLength', SHORT)} characters)")
        return None
    shape = schema.get("format")
    if shape == "date-time":
        return date_time(text)
    if shape == "date":
        return _date(text, problems, field)
    return text


def _date(text: str, problems: Problems, field: str) -> str | None:
    day = text.strip()[:10]
    if not text.strip():
        return None
    try:
        datetime.strptime(day, "%Y-%m-%d")
    except ValueError:
        problems.add(field, "is not a date (YYYY-MM-DD)")
        return None
    return day if _DATE.fullmatch(day) else None


def _integer(schema: Schema, value: Any, problems: Problems, field: str) -> Any:
    number: int | None = None
    if isinstance(value, int) and not isinstance(value, bool):
        number = value
    elif (isinstance(value, float) and value.is_integer()) or (isinstance(value, str) and _INTEGER.fullmatch(value.strip())):
        number = int(value.partition(".")[0]) if isinstance(value, str) else int(value)
    elif isinstance(value, str) and not value.strip():
        return None
    if number is None or "number" in types(schema):
        return _number(schema, value, problems, field, whole="number" not in types(schema))
    if not -INT64_MAX - 1 <= number <= INT64_MAX:
        problems.add(field, "is out of range")
        return None
    return number


def _number(schema: Schema, value: Any, problems: Problems, field: str, *, whole: bool = False) -> Any:
    if not whole:
        if isinstance(value, int | float) and not isinstance(value, bool):
            if abs(value) <= LARGEST:
                return value
        elif isinstance(value, str):
            if not value.strip():
                return None
            number = _written_number(value)
            if number is not None:
                return int(number) if number.is_integer() and "." not in value and abs(number) < INT64_MAX else number
    malformed = whole and (not isinstance(value, str) or field.endswith(_IDENTIFIERS) or _written_number(value) is not None)
    problems.add(field, Reason.NOT_AN_INTEGER if malformed else Reason.NOT_A_NUMBER)
    return None


def _written_number(value: Any) -> float | None:
    """The number that a value is or writes, without separators of thousands; a share may have its percent sign."""
    text = str(value).strip().removesuffix("%")
    return quantity(text) if _NUMBER.fullmatch(text) else None


def _boolean(schema: Schema, value: Any, problems: Problems, field: str) -> bool | None:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower() if isinstance(value, str | int) else "?"
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False if text else None
    problems.add(field, Reason.NOT_A_BOOLEAN)
    return None


def _array(schema: Schema, value: Any, problems: Problems, field: str) -> list[Any] | None:
    items = schema.get("items", {})
    if isinstance(value, str):
        scalar = main_type(items) in ("integer", "number", "string")
        # Several in one text, also as a list in JSON. Source: documented, filtering.
        inner = value.strip().removeprefix("[").removesuffix("]")
        value = [member.strip().strip('"') for member in inner.split(",") if member.strip()] if scalar else value
    if isinstance(value, dict):
        value = in_order(value)
    if isinstance(value, Upload | int | float):
        value = [value]
    if not isinstance(value, list):
        problems.add(field, Reason.NOT_AN_ARRAY)
        return None
    if len(value) > 10_000:
        problems.add(field, "has too many elements (maximum is 10000)")
        return None
    rows = main_type(items) == "object"
    if rows and None in value and not nullable(items):
        problems.add(f"{field}[{value.index(None)}]", Reason.NOT_AN_OBJECT)
    return [coerced(items, member, problems, f"{field}[{index}]" if rows else field) for index, member in enumerate(value)]


def _object(schema: Schema, value: Any, problems: Problems, field: str) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        problems.add(field, Reason.NOT_AN_OBJECT)
        return None
    return attributes(schema, value, problems, field)


def attributes(schema: Schema, value: Mapping[str, Any], problems: Problems, field: str = "") -> dict[str, Any]:
    """The declared properties of an object, and custom fields, ids of uploads and files; missing required ones are named.

    Source: documented, attachments (ids of uploads where the reference has none).
    """
    parts: Mapping[str, Any] = schema.get("properties", {})
    prefix = f"{field}." if field else ""
    for name in schema.get("required", ()):
        if value.get(name) is None and not (name in value and "null" in parts.get(name, {}).get("type", ())):
            problems.add(prefix + name, Reason.MISSING)
    for name in schema.get(PRESENCE, ()):
        text = value.get(name, 0)
        if (text is None or (text.__class__ is str and not text.strip())) and prefix + name not in problems:
            problems.add(prefix + name, Reason.BLANK)
    if not parts:
        return {name: _checked_text(content, problems, prefix + name) for name, content in value.items() if "\x00" not in name}
    out: dict[str, Any] = {}
    for name, content in value.items():
        declared = parts.get(name)
        if declared is not None:
            out[name] = coerced(declared, content, problems, prefix + name)
        elif name.startswith(CUSTOM_FIELD) or name in LISTED or (name == "attachments" and _files(content)):
            out[name] = _checked_text(content, problems, prefix + name)
    return out


def _files(value: Any) -> bool:
    """Whether a value is files of a multipart body."""
    return isinstance(value, list) and bool(value) and all(isinstance(file, Upload) for file in value)


_CONVERTERS: dict[str, Callable[[Schema, Any, Problems, str], Any]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "array": _array,
    "object": _object,
}
