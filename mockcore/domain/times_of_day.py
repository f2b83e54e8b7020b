"""A time of the day as the moment that it is, and moments that can be reckoned with."""

from datetime import datetime
from typing import Any

from mockcore.clock import instant
from mockcore.errors import OperatorError


def moment(text: str, day: str) -> str | None:
    """``08:00`` on ``2018-11-01`` as ``2018-11-01T08:00:00Z``, a moment as it is; None for what cannot be read.

    Source: documented, date and time.
    """
    clock = text.removesuffix("Z").zfill(5)
    zone = "" if "+" in clock or "-" in clock else "Z"
    try:
        at = datetime.fromisoformat(text if "T" in text else f"{day}T{clock}{zone}")
    except ValueError:
        return None
    return at.isoformat().replace("+00:00", "Z")


def readable(value: Any) -> datetime | None:
    """A date or moment that a record has; None where there is none, and for one beyond the years of a calendar."""
    if not value:
        return None
    try:
        return instant(str(value))
    except OperatorError:
        return None
