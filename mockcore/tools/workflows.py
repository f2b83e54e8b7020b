"""Workflows: an instance begins at the first step of its template's version. Source: reference; which is first is assumed."""

from typing import Any

from mockcore.domain.references import referred
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import before
from mockcore.store.records import Stored

INSTANCES, VERSIONS = "workflows/instances", "workflows/templates/versions"


@before(INSTANCES, "create")
def begin_workflow(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """The steps and groups of the version are those of the instance, which stands at the first step."""
    version = referred(context, VERSIONS, identified(values.get("template_version_id")))
    if version is None:
        return
    values["started_at"] = context.now()
    groups = version.body.get("responsible_groups") or []
    values["responsible_group_memberships"] = [
        {"responsible_group_uuid": group.get("uuid"), "assignees": None} for group in groups
    ]
    for step in (version.body.get("steps") or [])[:1]:
        values["current_step_occurrence"] = {
            "id": str(context.records.next_id()),
            "name": step.get("name"),
            "step_uuid": step.get("uuid"),
            "started_at": context.now(),
        }
