"""The files among the values of a request."""

from collections.abc import Iterable, Mapping
from typing import Any

from mockcore.reference.coercion import Upload


def uploads(values: Mapping[str, Any]) -> bool:
    """Whether any value is, or contains, an uploaded file."""
    return _any_upload(values.values())


def _any_upload(values: Iterable[Any]) -> bool:
    return any(
        isinstance(value, Upload)
        or (isinstance(value, dict) and uploads(value))
        or (isinstance(value, list) and _any_upload(value))
        for value in values
    )
