"""A time of the day as the moment that it is."""

from datetime import datetime


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
