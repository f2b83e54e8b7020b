"""The tools of a project: which there are, in which order, and which are switched off. Source: reference, project tools."""

from typing import Any

from mockcore.errors import Reason, Unprocessable
from mockcore.oauth.access_levels import LEVELS, TOOLS
from mockcore.reference.schema import properties
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.request.envelope import row_schema
from mockcore.store.query import Selection
from mockcore.store.records import Stored

# Without these a project cannot be administered (assumed).
REQUIRED = frozenset({"directory", "project"})


@action("GET tools")
def show(context: Context) -> list[dict[str, Any]]:
    """Every tool that works in projects; ``filters[is_active]`` narrows."""
    active = context.inputs.query.get("filters[is_active]")
    rows = _rows(context)
    return [row for row in rows if active in (None, "") or row["is_active"] == (str(active).lower() in ("true", "1"))]


@action("PATCH tools")
def change(context: Context) -> list[dict[str, Any]]:
    """Switches tools on and off, and puts them in order. Raises: Unprocessable naming an unknown or required tool."""
    rows = context.inputs.rows if context.inputs.rows is not None else context.attributes.get("tools")
    slugs = {number: slug for number, (slug, _) in _all(context).items()}
    settings = _settings(context)
    for index, row in enumerate(rows or []):
        number = row.get("id") if isinstance(row, dict) else None
        slug = slugs.get(number) if isinstance(number, int) else None
        if slug is None:
            raise Unprocessable(fields={f"tools[{index}].id": [Reason.UNKNOWN]})
        if row.get("is_active") is False and slug in REQUIRED:
            raise Unprocessable(fields={f"tools[{index}].is_active": ["this tool is required"]})
        values = {name: row[name] for name in ("is_active", "position") if row.get(name) is not None}
        if slug in settings:
            context.change(settings[slug], values)
        else:
            settings[slug] = context.put(TOOLS, {"engine_name": slug, **values})
    return _rows(context)


def _all(context: Context) -> dict[int, tuple[str, str]]:
    """Number → slug and name of the tools with operations in projects."""
    inside = {entry["slug"] for entry in context.catalog.entries if entry["scope"] == "project"}
    return {number: tool for number, tool in enumerate(context.catalog.tools(), 1) if tool[0] in inside}


def _settings(context: Context) -> dict[str, Stored]:
    records = context.every(Selection(TOOLS, project_id=context.project_id))
    return {str(record.body.get("engine_name")): record for record in records}


def _rows(context: Context) -> list[dict[str, Any]]:
    settings, access = _settings(context), context.access
    shown = properties(row_schema(context))
    rows = []
    for position, (number, (slug, name)) in enumerate(_all(context).items(), 1):
        values = settings[slug].body if slug in settings else {}
        row = {
            "id": number,
            "engine_name": slug,
            "is_active": values.get("is_active", True),
            "position": values.get("position", position),
            "required": slug in REQUIRED,
            "title": name,
            "user_access_level": LEVELS[access.level(slug, True)] if access else LEVELS[1],
            "provider_id": context.project_id,
            "provider_type": "Project",
        }
        rows.append({key: row[key] for key in shown if key in row})
    return sorted(rows, key=lambda row: row["position"])
