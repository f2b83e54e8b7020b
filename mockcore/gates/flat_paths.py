"""A nested path may be written flat: with the project in the query or the body."""

from urllib.parse import parse_qs

import orjson

from mockcore.call import Call
from mockcore.errors import UnknownRoute
from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Operation


def route(catalog: Catalog, call: Call) -> tuple[Operation, list[str]]:
    """The operation of a call and the values of its path. Raises: UnknownRoute, MethodNotAllowed."""
    try:
        return catalog.match(call.method, call.path)
    except UnknownRoute:
        nested = under_project(call.path, call)
        if nested is None:
            raise
        return catalog.match(call.method, nested)


def under_project(path: str, call: Call) -> str | None:
    """``/rest/v1.0/rfis?project_id=7`` as ``/rest/v1.0/projects/7/rfis``; None without a project. Source: observed."""
    head, tail = _apart(path)
    if not tail or "/projects/" in path:
        return None
    project_id = parse_qs(call.query).get("project_id", [None])[-1] or _in_body(call)
    if project_id is None or not str(project_id).isdigit():
        return None
    return f"{head}/projects/{project_id}/{tail}"


def _apart(path: str) -> tuple[str, str]:
    """The namespace with its version, and what follows."""
    segments = path.split("/", 3)
    if len(segments) == 4 and segments[1] == "rest":
        return f"/rest/{segments[2]}", segments[3]
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
