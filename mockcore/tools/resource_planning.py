"""Resource requests: each is of one project of the planning, and so of the project's groups. Source: reference; observed."""

from mockcore.request.context import Context
from mockcore.request.declare import computed, narrow
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

GROUPS, PROJECTS, REQUESTS = (f"workforce-planning/{name}" for name in ("groups", "projects", "resource-requests"))


@computed(REQUESTS, "project_id")
def project_of(request: Stored, context: Context) -> int | None:
    """The project of the planning, which is none of Procore's own."""
    return request.parent_id


@narrow(REQUESTS)
def of_group(context: Context, selection: Selection) -> None:
    """A group has the requests of its projects."""
    parents = context.operation.parents
    if not parents or parents[-1][0] != GROUPS:
        return
    projects = context.children(PROJECTS, context.parent_id or 0)
    selection.parent_id = None
    selection.conditions.append(Condition("parent_id", "in", [project.id for project in projects]))
