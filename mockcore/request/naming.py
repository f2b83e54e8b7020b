"""Whom a record names."""

from typing import Any


def names(value: Any, user_id: int, *, listed: bool = False) -> bool:
    """Whether attributes name a user: under ``…id`` or in a list ``…_ids``, wherever inside."""
    if isinstance(value, dict):
        return any(
            str(part) == str(user_id) if name.endswith("id") else names(part, user_id, listed=name.endswith("_ids"))
            for name, part in value.items()
        )
    if isinstance(value, list):
        return any(names(part, user_id, listed=listed) for part in value)
    return listed and str(value) == str(user_id)
