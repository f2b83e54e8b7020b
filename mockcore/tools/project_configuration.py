"""The configuration of a project, as its tools, its schedule's settings and its records tell it. Source: observed."""

from typing import Any

from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.store.query import Selection
from mockcore.store.records import Stored

SCHEDULE, INCIDENTS, TOOLS = "schedule/settings", "incidents/configuration", "tools"
# Setting → the setting of the schedule.
OF_SCHEDULE = (
    "calendar_people_filters_enabled",
    "create_calendar_item_enabled",
    "display_task_names_with_full_outline_path",
    "project_integration",
    "schedule_show_resources_on_calendar",
)
# Setting → the tool that is switched on with it.
OF_TOOLS = {
    "show_schedule": "scheduling",
    "enable_purchase_orders": "commitments",
    "enable_work_orders": "commitments",
    "enable_rfq": "change_events",
}


@action("GET configuration")
def show(context: Context) -> dict[str, Any]:
    """What is switched on in the project. Which setting tells of what is assumed."""
    project = context.locate("projects", context.project_id or 0)
    schedule = _one(context, SCHEDULE).get
    off = {tool.body.get("engine_name") for tool in _every(context, TOOLS) if tool.body.get("is_active") is False}
    return {
        "id": project.id,
        "name": project.body.get("name"),
        "provider_id": project.id,
        "provider_type": "Project",
        **{name: bool(schedule(name)) for name in OF_SCHEDULE},
        **{name: tool not in off for name, tool in OF_TOOLS.items()},
        "schedule_type": schedule("schedule_type"),
        "enable_sub_jobs": bool(_every(context, "sub_jobs", 1)),
        "drawings_by_area": len(_every(context, "drawing_areas", 2)) > 1,
        "incidents_private_by_default": bool(_one(context, INCIDENTS).get("private_by_default")),
        "created_at": project.created_at,
        "updated_at": project.updated_at,
    }


def _every(context: Context, kind: str, limit: int = 1_000) -> list[Stored]:
    return context.select(Selection(kind, company_id=context.company_id, project_id=context.project_id, limit=limit))


def _one(context: Context, kind: str) -> dict[str, Any]:
    records = _every(context, kind, 1)
    return records[0].body if records else {}
