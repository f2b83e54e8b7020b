"""The body of a form in each encoding that OAuth clients use, as pairs: repeated names stay visible."""

import json
from collections.abc import AsyncGenerator
from typing import Any
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect

from mockcore.oauth.refusals import OAuthError, invalid_request
from mockcore.spec.forms import FORM, MULTIPART

LIMIT_BYTES = 1_000_000
MOST_FIELDS = 100


def query_pairs(request: Request) -> list[tuple[str, str]]:
    """The names and values of the query; what is no UTF-8 in it stays told apart, so that it can be sent back as it came.

    Raises: OAuthError invalid_request for too many.
    """
    query = request.scope["query_string"].decode(errors="surrogateescape")
    try:
        return parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="surrogateescape")
    except ValueError:
        raise invalid_request("The query has too many parameters.") from None


async def pairs(request: Request) -> list[tuple[str, Any]]:
    """The names and values of the body: URL-encoded, multipart or JSON.

    Raises: OAuthError invalid_request for a body that is too large (413) or cannot be read (400).
    """
    body = await _limited(request)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not body:
        return []
    try:
        if media == FORM:
            return list(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
        if media == MULTIPART:
            return await _multipart(request, body)
        if not media or media.endswith("json"):
            return _json(body)
    except (ValueError, KeyError, RecursionError, MultiPartException):
        raise invalid_request("The request body cannot be read.") from None
    raise invalid_request("The content type is not supported: send application/x-www-form-urlencoded.")


async def _limited(request: Request) -> bytes:
    body = bytearray()
    try:
        async for part in request.stream():
            body += part
            if len(body) > LIMIT_BYTES:
                raise OAuthError("invalid_request", "The request body is too large.", 413)
    except ClientDisconnect:
        raise invalid_request("The request body is incomplete.") from None
    return bytes(body)


async def _multipart(request: Request, body: bytes) -> list[tuple[str, Any]]:
    async def whole() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(request.headers, whole(), max_files=0, max_fields=MOST_FIELDS, max_part_size=LIMIT_BYTES)
    return list((await parser.parse()).multi_items())


def _json(body: bytes) -> list[tuple[str, Any]]:
    # An object as its pairs, at any depth: the parameters themselves are texts.
    value = json.loads(body, object_pairs_hook=tuple)
    if not isinstance(value, tuple):
        raise invalid_request("The request body must be an object.")
    return list(value)
