"""The body of a failure: v1.x answers ``errors``, v2.x one ``error`` with details."""

from typing import Any

import orjson

from mockcore.errors import MockError
from mockcore.reference.dialect import V2, of_path


def render(error: MockError, path: str = "") -> bytes:
    """The failure as JSON in the dialect of the path that was called.

    Source: documented, error reference; decisions, Error bodies.
    """
    return orjson.dumps(_v2(error) if of_path(path) == V2 else _v1(error))


def _v1(error: MockError) -> dict[str, Any]:
    if error.fields:
        return {"errors": error.fields, **error.beside}
    return {"errors": [error.message]} if error.status not in (400, 422) else {"errors": {"base": [error.message]}}


def _v2(error: MockError) -> dict[str, Any]:
    details = [
        {"reason_code": error.reason_code, "message": f"{name} {reason}", "source": name}
        for name, reasons in error.fields.items()
        for reason in reasons
    ]
    if not details:
        details = [{"reason_code": error.reason_code, "message": error.message, "source": ""}]
    return {"error": {"code": error.code, "message": error.message, "details": details}}
