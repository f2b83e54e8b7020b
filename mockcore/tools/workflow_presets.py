"""Presets of workflows: which is the default of its tool, and who is in the groups of its template.

Source: reference (paths and fields); documented, workflows (the default preset is taken where nobody names one); that a tool
without a preset is shown the default of the company, and what is refused, is assumed.
"""

from typing import Any

from mockcore.domain.references import referenced, referred
from mockcore.domain.workflow_instances import PRESETS, TEMPLATES
from mockcore.domain.workflow_steps import USERS, Row, of_version, people
from mockcore.errors import Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action, after, computed, filtered
from mockcore.store.query import Condition
from mockcore.store.records import Stored

MEMBERSHIPS, GROUP = "responsible_group_memberships", "responsible_group_uuid"


def _template(preset: Stored, context: Context) -> Stored | None:
    return referred(context, TEMPLATES, preset.body.get("template_id"))


@computed(PRESETS, MEMBERSHIPS)
def memberships(preset: Stored, context: Context) -> list[Row]:
    """The groups and who is in each."""
    return [
        {
            GROUP: row.get(GROUP),
            "uuid": row.get(GROUP),
            "login_ids": [str(number) for number in row.get("login_ids") or ()],
            "assignees": people(context, row.get("login_ids") or ()),
        }
        for row in preset.body.get(MEMBERSHIPS) or ()
    ]


@computed(PRESETS, "template")
def template_of(preset: Stored, context: Context) -> Row | None:
    """The template in brief, with its version in force."""
    template = _template(preset, context)
    if template is None:
        return None
    version = template.body.get("latest_published_version_id")
    return {"id": str(template.id), "name": template.body.get("name"), "last_published_version_id": str(version)}


def _of_tool(context: Context, name: str, values: list[Any]) -> list[Condition]:
    """The presets of templates for the tool; the defaults where there are none."""
    templates = [template.id for template in context.every(context.scoped(TEMPLATES)) if template.body.get(name) in values]
    selection = context.scoped(PRESETS)
    selection.conditions = [Condition("template_id", "in", templates or [0])]
    none = context.records.first(selection) is None
    return [Condition("default", "eq", True)] if none else [Condition("template_id", "in", templates)]


@filtered(PRESETS, "tool_type")
def of_tool(context: Context, values: list[Any]) -> list[Condition]:
    """The presets of templates for the tool; the default ones where it has none."""
    return _of_tool(context, "tool_type", values)


@filtered(PRESETS, "tool_subtype")
def of_subtype(context: Context, values: list[Any]) -> list[Condition]:
    """The presets of templates for the subtype; the default ones where it has none."""
    return _of_tool(context, "tool_subtype", values)


@after(PRESETS, "update")
def one_default(context: Context, preset: Stored) -> None:
    """A tool has one default preset: the others of its template's tool are none any more."""
    template = _template(preset, context)
    if not preset.body.get("default") or template is None:
        return
    tool = template.body.get("tool_type")
    for other in context.every(context.scoped(PRESETS)):
        of_other = _template(other, context)
        if other.id != preset.id and other.body.get("default") and of_other and of_other.body.get("tool_type") == tool:
            context.change(other, {"default": False})


@action("PATCH workflows/presets/{}/assignees")
def assign(context: Context) -> Row:
    """Who is in the groups of the preset, and its manager. Raises: Unprocessable for a group or people of nobody."""
    preset, values = context.record(PRESETS), context.attributes
    stored = {row.get(GROUP): row for row in preset.body.get(MEMBERSHIPS) or ()}
    groups = set(stored) | {group.get("uuid") for group in _groups(preset, context)}
    for row in (row for row in values.get(MEMBERSHIPS) or () if isinstance(row, dict)):
        if row.get("uuid") not in groups:
            raise Unprocessable(fields={MEMBERSHIPS: [f"{row.get('uuid')} does not exist"]})
        numbers = [referenced(context, USERS, number, "login_ids").id for number in row.get("login_ids") or ()]
        stored[row["uuid"]] = {GROUP: row["uuid"], "login_ids": numbers}
    changes: Row = {MEMBERSHIPS: list(stored.values())}
    if "workflow_manager_id" in values:
        manager = values["workflow_manager_id"]
        changes["workflow_manager_id"] = referenced(context, USERS, manager, "workflow_manager_id").id if manager else None
    context.change(preset, changes)
    return {
        MEMBERSHIPS: [{"uuid": row["uuid"], "login_ids": row["login_ids"]} for row in memberships(preset, context)],
        "workflow_manager_id": str(number) if (number := preset.body.get("workflow_manager_id")) else None,
    }


def _groups(preset: Stored, context: Context) -> list[Row]:
    template = _template(preset, context)
    number = template.body.get("latest_published_version_id") if template is not None else None
    return of_version(context, number, "responsible_groups")
