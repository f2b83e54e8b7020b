"""Bodies as clients send them: JSON, URL-encoded forms and multipart, with bracketed names for nested values."""

import io
import logging
import re
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

import orjson

from mockcore.call import Call
from mockcore.errors import BadRequest, UnsupportedMedia
from mockcore.reference.coercion import Upload, in_order, whole
from mockcore.reference.schema import Schema, main_type, properties

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
BINARY = "application/octet-stream"
MAX_DEPTH = 100
MOST_FIELDS = 10_000
# What a client got wrong is answered, not logged.
logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
_BRACKETS = re.compile(r"\[([^\]\[]*)\]")


def parsed(call: Call, schema: Schema | None = None) -> Any:
    """The body as JSON-like values; None without a body. In a form, a field where the schema has an object or a list of them
    may be written as JSON.

    Raises: BadRequest for a body that cannot be read, UnsupportedMedia for a type that is none of the three.
    """
    if not call.body:
        return None
    media = call.content_type
    if not media or media.endswith("json"):
        return _json(call.body)
    if media in (FORM, MULTIPART):
        return _unpacked(_fields(call), schema or {})
    raise UnsupportedMedia(f"The content type {media[:100]} is not supported: send application/json or multipart/form-data.")


def form(call: Call, schema: Schema) -> tuple[dict[str, Any], dict[str, Any], set[str]]:
    """A form as ``parsed`` reads it, without the JSON that texts write, and the fields that are spread over bracketed names.

    Raises: BadRequest for one that cannot be read.
    """
    pairs = _fields(call)
    return _unpacked(pairs, schema), nested(pairs), {name.partition("[")[0] for name, _ in pairs if "[" in name}


def _fields(call: Call) -> list[tuple[str, Any]]:
    return _pairs(call.body) if call.content_type == FORM else multipart(call)


def _unpacked(pairs: list[tuple[str, Any]], schema: Schema) -> dict[str, Any]:
    """A form whose fields of JSON are read, and whose lists are repeated fields. Source: OpenAPI 3.1, multipart encoding."""
    fields = nested(pairs)
    for name, attribute in properties(schema).items():
        kind = main_type(attribute)
        if kind == "array" and name in fields:
            values = [_unpacked_text(value) for field, value in pairs if field == name]
            if len(values) > 1 or (values and isinstance(values[0], dict)):
                fields[name] = values
            elif values:
                fields[name] = values[0]
        elif kind == "object" and name in fields:
            fields[name] = _unpacked_text(fields[name])
    return fields


def _unpacked_text(text: Any) -> Any:
    if isinstance(text, str) and text[:1] in ("{", "["):
        with suppress(orjson.JSONDecodeError):
            return orjson.loads(text)
    return text


def nested(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """``rfi[question][body]=x`` as ``{"rfi": {"question": {"body": "x"}}}``; ``a[]`` and ``a[0]`` make arrays.

    Raises: BadRequest for names nested too deeply or contradicting each other.
    """
    root: dict[str, Any] = {}
    for name, value in pairs:
        head, _, rest = name.partition("[")
        keys = [head, *_BRACKETS.findall("[" + rest)] if rest else [head]
        if len(keys) > 20:
            raise BadRequest(fields={head: ["is nested too deeply"]})
        _place(root, keys, value, head)
    return {name: _listed(value) for name, value in root.items()}


def _place(node: dict[str, Any], keys: list[str], value: Any, head: str) -> None:
    for position, segment in enumerate(keys):
        last = position == len(keys) - 1
        key = segment or str(_next(node, keys[position + 1 :]))
        if last:
            node[key] = value
            return
        child = node.setdefault(key, {})
        if not isinstance(child, dict):
            raise BadRequest(fields={head: ["is given both as a value and as a map"]})
        node = child


def _next(node: dict[str, Any], following: list[str]) -> int:
    """Rails' rule for ``rows[][name]``: what the current row already has begins the next row, a list within it does not."""
    count = sum(1 for key in node if whole(key) is not None)
    row = node.get(str(count - 1))
    if not following or not isinstance(row, dict):
        return count
    for key in following:
        if not key or key not in row:
            return count - 1
        row = row[key]
        if not isinstance(row, dict):
            break
    return count


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    members = {name: _listed(member) for name, member in value.items()}
    rows = in_order(members)
    return members if rows is None else rows


def _json(body: bytes) -> Any:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadRequest("The request body is not valid JSON.") from None
    if body.count(b"[") + body.count(b"{") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        raise BadRequest(f"The request body is nested more than {MAX_DEPTH} levels deep.")
    return value


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level:
        depth += 1
        level = [
            member
            for item in level
            for member in (item.values() if isinstance(item, dict) else item)
            if isinstance(member, dict | list)
        ]
    return depth


def _pairs(body: bytes) -> list[tuple[str, Any]]:
    try:
        return list(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
    except ValueError:
        raise BadRequest("The form body is not valid UTF-8 or has too many fields.") from None


def multipart(call: Call) -> list[tuple[str, Any]]:
    """The fields and files of a multipart body in order. Raises: BadRequest for one that cannot be read."""
    from python_multipart import parse_form  # noqa: PLC0415 - few requests carry files
    from python_multipart.exceptions import FormParserError  # noqa: PLC0415 - few requests carry files

    pairs: list[tuple[str, Any]] = []

    def note(name: bytes | str, value: Any) -> None:
        if len(pairs) == MOST_FIELDS:
            raise BadRequest(f"The multipart body has more than {MOST_FIELDS} parts.")
        pairs.append((_text(name), value))

    def field(piece: Any) -> None:
        note(piece.field_name, _field(piece.value or b"", piece.content_type or ""))

    def file(piece: Any) -> None:
        piece.file_object.seek(0)
        content_type = _text(getattr(piece, "content_type", None) or BINARY)
        note(piece.field_name, Upload(_text(piece.file_name or b""), content_type, piece.file_object.read()))

    headers: dict[str, Any] = {"Content-Type": call.headers.get("content-type", "").encode()}
    headers["Content-Length"] = str(len(call.body)).encode()
    try:
        parse_form(headers, io.BytesIO(call.body), field, file)
    except (FormParserError, ValueError, KeyError, TypeError):
        raise BadRequest("The multipart body is malformed.") from None
    return pairs


def _field(value: bytes, content_type: str) -> Any:
    if content_type.partition(";")[0].strip().lower() == "application/json":
        # OpenAPI's default for an object in a form, which generated clients follow.
        return _json(value)
    # Bytes that are no text are a file, whose sender has not named it.
    return value.decode() if _readable(value) else Upload("", BINARY, value)


def _readable(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(raw: bytes | str) -> str:
    try:
        return raw if isinstance(raw, str) else raw.decode()
    except UnicodeDecodeError:
        raise BadRequest("The multipart body has text that is not UTF-8.") from None
