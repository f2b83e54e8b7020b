"""The body of a form in each encoding that OAuth clients use, as pairs: repeated names stay visible."""

import json
from typing import Any
from urllib.parse import parse_qsl

from mockcore.call import Call
from mockcore.errors import BadRequest
from mockcore.oauth.errors import OAuthError, invalid_request
from mockcore.reference.forms import FORM, MULTIPART, multipart

LIMIT_BYTES = 1_000_000
MOST_FIELDS = 100


def query_pairs(query: str) -> list[tuple[str, str]]:
    """The names and values of a query; what is no UTF-8 in it stays told apart, so that it can be sent back as it came.

    Raises: OAuthError invalid_request for too many.
    """
    text = query.encode("latin-1").decode(errors="surrogateescape")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="surrogateescape")
    except ValueError:
        raise invalid_request("The query has too many parameters.") from None


def pairs(call: Call) -> list[tuple[str, Any]]:
    """The names and values of the body: URL-encoded, multipart or JSON.

    Raises: OAuthError invalid_request for a body that is too large (413) or cannot be read (400).
    """
    body, media = call.body, call.content_type
    if len(body) > LIMIT_BYTES:
        raise OAuthError("invalid_request", "The request body is too large.", 413)
    if not body:
        return []
    try:
        if media == FORM:
            return list(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"))
        if media == MULTIPART:
            return _few(multipart(call))
        if not media or media.endswith("json"):
            return _json(body)
    except (BadRequest, ValueError, RecursionError):
        raise invalid_request("The request body cannot be read.") from None
    raise invalid_request("The content type is not supported: send application/x-www-form-urlencoded.")


def _few(fields: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    if len(fields) > MOST_FIELDS:
        raise ValueError(f"more than {MOST_FIELDS} fields")
    return fields


def _json(body: bytes) -> list[tuple[str, Any]]:
    # An object as its pairs, at any depth: the parameters themselves are texts.
    value = json.loads(body, object_pairs_hook=tuple)
    if not isinstance(value, tuple):
        raise invalid_request("The request body must be an object.")
    return list(value)
