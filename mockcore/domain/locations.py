"""Locations: what they are called. Source: observed."""

from collections.abc import Mapping
from typing import Any

LOCATIONS = "locations"
# Between the tiers of a path.
JOINT = ">"


def node(body: Mapping[str, Any]) -> str:
    """A location's own name: the last tier of its path."""
    return str(body.get("node_name") or str(body.get("name") or "").rpartition(JOINT)[2]).strip()
