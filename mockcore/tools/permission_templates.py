"""Permission templates and the levels that they give in a project. Source: documented, user permissions; reference."""

from typing import Any

from mockcore.domain.project_participation import assign, templates
from mockcore.errors import Reason, Unprocessable
from mockcore.oauth.access_levels import LEVELS, READ_ONLY, STANDARD, TEMPLATES, level_named, level_of
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import action, after, before, computed
from mockcore.store.records import Stored


@before(TEMPLATES, "create", "update")
def check_levels(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Levels are None, Read Only, Standard or Admin, by name or number. Raises: Unprocessable naming the tool."""
    levels = values.get("user_access_levels")
    if levels is None:
        return
    if not isinstance(levels, dict):
        raise Unprocessable(fields={"user_access_levels": ["must map tools to levels"]})
    wrong = [tool for tool, level in levels.items() if level_named(level) is None and level not in (None, "1")]
    if wrong:
        reason = f"must be one of: {', '.join(LEVELS.values())}"
        raise Unprocessable(fields={f"user_access_levels.{tool}": [reason] for tool in wrong})
    values["user_access_levels"] = {tool: LEVELS[level_of(level)] for tool, level in levels.items()}


@action("PATCH permission_template_assignments")
def reassign(context: Context) -> dict[str, Any]:
    """Changes the template of a project's user."""
    user_id, template_id = context.attributes.get("user_id"), context.attributes.get("permission_template_id")
    if not isinstance(user_id, int) or not context.records.is_member("users", context.project_id or 0, user_id):
        raise Unprocessable(fields={"user_id": [Reason.NOT_IN_PROJECT]})
    assign(context, user_id, template_id)
    return {"user_id": user_id, "permission_template_id": template_id, "project_id": context.project_id}


@after("users", "create")
def begin_with(context: Context, user: Stored) -> None:
    """A user made in a project gets the template named there."""
    template_id = context.attributes.get("permission_template_id")
    if context.project_id is not None and template_id is not None:
        assign(context, user.id, template_id)


@computed("users", "permission_template")
def template_of(user: Stored, context: Context) -> Stored | None:
    """The template that a person has in the project, else the default one. Source: observed (rows of a project's users)."""
    number = templates(context).get(user.id) or identified(user.body.get("default_permission_template_id"))
    return context.find(TEMPLATES, number) if number is not None else None


@action("GET settings/permissions")
def my_levels(context: Context) -> dict[str, Any]:
    """The caller's level of every tool, in the company or in the project that is asked about."""
    return {"tools": [_tool(context, number, *tool) for number, tool in enumerate(context.catalog.tools(), 1)]}


def _tool(context: Context, number: int, slug: str, name: str) -> dict[str, Any]:
    inside = context.project_id is not None
    level = context.access.level(slug, inside) if context.access else 1
    enabled = context.access is not None and slug not in context.access.disabled
    place = f"{context.project_id}/project" if inside else f"{context.company_id}/company"
    return {
        "id": number,
        "name": slug,
        "friendly_name": name,
        "domain_id": number,
        "tab_group": "project" if inside else "company",
        "available_for_user": enabled and level >= READ_ONLY,
        "url": f"{context.call.url}/{place}/{slug}",
        "user_access_level": {"id": level, "name": LEVELS[level]},
        "permitted_actions": [],
        "create_url": f"{context.call.url}/{place}/{slug}/new",
        "can_create": enabled and level >= STANDARD,
        "trial": False,
    }
