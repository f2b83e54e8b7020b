"""Bodies as clients send them: JSON, URL-encoded forms and multipart, with bracketed names for nested values."""

import io
import re
from typing import Any
from urllib.parse import parse_qsl

import orjson

from mockcore.call import Call
from mockcore.errors import BadRequest, UnsupportedMedia
from mockcore.spec.coercion import Upload, in_order, whole

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
MAX_DEPTH = 100
_BRACKETS = re.compile(r"\[([^\]\[]*)\]")


def parsed(call: Call) -> Any:
    """The body as JSON-like values; None without a body.

    Raises: BadRequest for a body that cannot be read, UnsupportedMedia for a type that is none of the three.
    """
    if not call.body:
        return None
    media = call.content_type
    if not media or media.endswith("json"):
        return _json(call.body)
    if media == FORM:
        return nested(_pairs(call.body))
    if media == MULTIPART:
        return nested(_multipart(call))
    raise UnsupportedMedia(f"The content type {media[:100]} is not supported: send application/json or multipart/form-data.")


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
    for position, given in enumerate(keys):
        last = position == len(keys) - 1
        key = given or str(_next(node, None if last else keys[position + 1]))
        if last:
            node[key] = value
            return
        child = node.setdefault(key, {})
        if not isinstance(child, dict):
            raise BadRequest(fields={head: ["is given both as a value and as a map"]})
        node = child


def _next(node: dict[str, Any], following: str | None) -> int:
    """Rails' rule for ``rows[][name]``: a name that the current row already has begins the next row."""
    count = sum(1 for key in node if whole(key) is not None)
    if following and count:
        row = node.get(str(count - 1))
        if isinstance(row, dict) and following not in row:
            return count - 1
    return count


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    parts = {name: _listed(part) for name, part in value.items()}
    rows = in_order(parts)
    return parts if rows is None else rows


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
            part
            for item in level
            for part in (item.values() if isinstance(item, dict) else item)
            if isinstance(part, dict | list)
        ]
    return depth


def _pairs(body: bytes) -> list[tuple[str, Any]]:
    try:
        return list(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=10_000, errors="strict"))
    except ValueError:
        raise BadRequest("The form body is not valid UTF-8 or has too many fields.") from None


def _multipart(call: Call) -> list[tuple[str, Any]]:
    from python_multipart import parse_form  # noqa: PLC0415 - few requests carry files
    from python_multipart.exceptions import FormParserError  # noqa: PLC0415 - few requests carry files

    pairs: list[tuple[str, Any]] = []

    def field(part: Any) -> None:
        pairs.append((_text(part.field_name), _text(part.value or b"")))

    def file(part: Any) -> None:
        part.file_object.seek(0)
        content_type = _text(getattr(part, "content_type", None) or b"application/octet-stream")
        pairs.append((_text(part.field_name), Upload(_text(part.file_name or b""), content_type, part.file_object.read())))

    headers: dict[str, Any] = {"Content-Type": call.headers.get("content-type", "").encode()}
    headers["Content-Length"] = str(len(call.body)).encode()
    try:
        parse_form(headers, io.BytesIO(call.body), field, file)
    except (FormParserError, ValueError, KeyError, TypeError):
        raise BadRequest("The multipart body is malformed.") from None
    return pairs


def _text(raw: bytes | str) -> str:
    try:
        return raw if isinstance(raw, str) else raw.decode()
    except UnicodeDecodeError:
        raise BadRequest("The multipart body has text that is not UTF-8.") from None
