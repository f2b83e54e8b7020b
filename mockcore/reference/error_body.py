"""The body of a failure: v1.x answers ``errors``, v2.x one ``error`` with details."""

from typing import Any

import orjson

from mockcore.errors import MockError, Reason
from mockcore.reference.dialect import V2, of_path

# The control API answers with every field that is wrong.
API = ("/rest/", "/vapid/")


def render(error: MockError, path: str = "") -> bytes:
    """The failure as JSON in the dialect of the path that was called.

    Source: documented, error reference; decisions, Error bodies.
    """
    return orjson.dumps(_v2(error) if of_path(path) == V2 else _v1(error, path))


def _v1(error: MockError, path: str) -> dict[str, Any]:
    missing = _missing(error) if error.status == 400 and path.startswith(API) else ""
    if missing:
        return {"errors": f"param is missing or the value is empty or invalid: {missing}", **error.beside}
    if error.fields:
        return {"errors": error.fields, **error.beside}
    if error.status == 409 and path.startswith(API):
        # Source: observed, a result of an action plan that is a draft.
        return {"errors": error.message}
    return {"errors": [error.message]} if error.status not in (400, 422) else {"errors": {"base": [error.message]}}


def _missing(error: MockError) -> str:
    """The first parameter that a request lacks: where one is missing, Rails looks no further. Source: observed."""
    lacking = (name for name, reasons in error.fields.items() if Reason.MISSING in reasons)
    return next(lacking, "").rpartition(".")[2]


def _v2(error: MockError) -> dict[str, Any]:
    details = [
        {"reason_code": error.reason_code, "message": f"{name} {reason}", "source": name}
        for name, reasons in error.fields.items()
        for reason in reasons
    ]
    if not details:
        details = [{"reason_code": error.reason_code, "message": error.message, "source": ""}]
    return {"error": {"code": error.code, "message": error.message, "details": details}}
