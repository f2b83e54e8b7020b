"""A nested path may be written flat: with the project in the query or the body."""

from urllib.parse import parse_qs

import orjson

from mockcore.call import Call


def under_project(path: str, call: Call) -> str | None:
    """``/rest/v1.0/rfis?project_id=7`` as ``/rest/v1.0/projects/7/rfis``; None without a project. Source: observed."""
    head, tail = _apart(path)
    if not tail or "/projects/" in path:
        return None
    given = parse_qs(call.query).get("project_id", [None])[-1] or _in_body(call)
    if given is None or not str(given).isdigit():
        return None
    return f"{head}/projects/{given}/{tail}"


def _apart(path: str) -> tuple[str, str]:
    """The namespace with its version, and what follows."""
    parts = path.split("/", 3)
    if len(parts) == 4 and parts[1] == "rest":
        return f"/rest/{parts[2]}", parts[3]
    return ("/vapid", path.removeprefix("/vapid/")) if path.startswith("/vapid/") else ("", "")


def _in_body(call: Call) -> str | int | None:
    if not call.body or not call.content_type.endswith("json"):
        return None
    try:
        body = orjson.loads(call.body)
    except orjson.JSONDecodeError:
        return None
    value = body.get("project_id") if isinstance(body, dict) else None
    return value if isinstance(value, str | int) else None
