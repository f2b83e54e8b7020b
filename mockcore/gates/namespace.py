"""The namespaces of a path: ``/vapid`` is REST v1.0 by its old name, and a nested path may be written flat."""

from datetime import UTC, datetime
from urllib.parse import parse_qs

import orjson

from mockcore.call import Call
from mockcore.clock import Clock
from mockcore.errors import Gone

VAPID = "/vapid/"
VAPID_GONE = datetime(2022, 3, 1, tzinfo=UTC)


def rest_path(path: str, clock: Clock) -> str:
    """The REST path of a call. Raises: Gone for ``/vapid`` after its sunset. Source: documented, vapid deprecation."""
    if not path.startswith(VAPID):
        return path
    if clock.now() >= VAPID_GONE:
        raise Gone("The /vapid namespace was sunset on 2022-03-01: use /rest/v1.0.")
    return "/rest/v1.0/" + path.removeprefix(VAPID)


def under_project(path: str, call: Call) -> str | None:
    """``/rest/v1.0/rfis?project_id=7`` as ``/rest/v1.0/projects/7/rfis``; None without a project. Source: observed."""
    parts = path.split("/", 3)
    if len(parts) < 4 or "/projects/" in path or parts[1] != "rest":
        return None
    given = parse_qs(call.query).get("project_id", [None])[-1] or _in_body(call)
    if given is None or not str(given).isdigit():
        return None
    return f"/rest/{parts[2]}/projects/{given}/{parts[3]}"


def _in_body(call: Call) -> str | int | None:
    if not call.body or not call.content_type.endswith("json"):
        return None
    try:
        body = orjson.loads(call.body)
    except orjson.JSONDecodeError:
        return None
    value = body.get("project_id") if isinstance(body, dict) else None
    return value if isinstance(value, str | int) else None
