"""Webhooks: who owns a hook, and the resources and events that it may be told of. Source: reference; observed."""

from typing import Any

from mockcore.behaviours.context import Context
from mockcore.behaviours.contract import action, before, computed
from mockcore.errors import Unprocessable
from mockcore.spec.schema import properties, unwrapped
from mockcore.store.records import Stored

HOOKS, TRIGGERS = "webhooks/hooks", "webhooks/hooks/triggers"
EVENTS = ("create", "update", "delete")
API_VERSIONS = ("v2", "v3", "v4")
PAYLOAD_VERSIONS = ("v2.0", "v3.0", "v4.0")

# Resources of the company; all others are of projects.
COMPANY = frozenset(
    {
        "Bids",
        "Change Order Change Reasons",
        "Change Types",
        "Company File Versions",
        "Company Files",
        "Company Folders",
        "Company Insurances",
        "Company Users",
        "Company Vendors",
        "Departments",
        "ERP Requests",
        "Form Templates",
        "Line Item Types",
        "Offices",
        "Programs",
        "Project Bid Types",
        "Project Owner Types",
        "Project Regions",
        "Project Stages",
        "Project Types",
        "Projects",
        "Standard Cost Code Lists",
        "Standard Cost Codes",
        "Timecard Time Types",
        "Trades",
    }
)
# Resources that lack events.
WITHOUT: dict[str, tuple[str, ...]] = {
    "Bids": ("create", "delete"),
    "Budget View Snapshots": ("update", "delete"),
    "Company Users": ("delete",),
    "Company Vendors": ("delete",),
    "Inspection Checklists": ("delete",),
    "Markup Layers": ("delete",),
    "Observation Item Response Logs": ("update", "delete"),
    "Projects": ("delete",),
    "RFQ Quotes": ("delete",),
    "RFQ Responses": ("delete",),
    "Specification Sections": ("delete",),
    "Standard Cost Code Lists": ("update", "delete"),
    "Task Items": ("delete",),
    "Timecard Time Types": ("update",),
    "Trades": ("update",),
    "Weather Logs": ("delete",),
}


def resources(context: Context) -> list[str]:
    """The resources that hooks of this scope are told of."""
    trigger = context.catalog.named("createWebhookHookTrigger").body
    names = trigger.attributes["resource_name"]["enum"] if trigger else ()
    return [name for name in names if (name in COMPANY) == (context.project_id is None)]


def events(name: str) -> list[str]:
    """What can happen to a resource."""
    return [event for event in EVENTS if event not in WITHOUT.get(name, ())]


@before(HOOKS, "create")
def own(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A hook belongs to the project that the request names, else to the company."""
    values["owned_by_project_id"] = context.project_id
    values["owned_by_company_id"] = None if context.project_id else context.company_id


@before(HOOKS, "create", "update")
def check_hook(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a namespace or destination that cannot be used."""
    namespace = values.get("namespace")
    if namespace and not all(part.islower() or part.isdigit() or part == "-" for part in namespace):
        raise Unprocessable(fields={"namespace": ["may only contain lowercase letters, numbers and dashes"]})
    for name, other in (("api_version", "payload_version"), ("payload_version", "api_version")):
        if values.get(name) is not None:
            values.setdefault(other, values[name])


@before(TRIGGERS, "create")
def check_event(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a resource that there is not, or an event that it does not have."""
    name, event = str(values.get("resource_name")), str(values.get("event_type")).lower()
    trigger = context.catalog.named("createWebhookHookTrigger").body
    if trigger is None or name not in trigger.attributes["resource_name"]["enum"]:
        raise Unprocessable(fields={"resource_name": ["is not included in the list"]})
    if event not in events(name):
        raise Unprocessable(fields={"event_type": ["is not included in the list"]})


@computed(HOOKS, "trigger_count")
def trigger_count(hook: Stored, context: Context) -> int:
    """How many events the hook is told of."""
    return len(context.children(TRIGGERS, hook.id))


@computed(TRIGGERS, "webhook_hook_id")
def hook_of(trigger: Stored, context: Context) -> int | None:
    """The hook that the trigger belongs to."""
    return trigger.parent_id


@action("GET webhooks/resources")
def list_resources(context: Context) -> Any:
    """The resources of the scope with their events; none for an unknown version. Source: assumed, the texts of v1."""
    asked = context.given("payload_version")
    if asked is None:
        inner, _ = unwrapped(context.operation.response or {})
        parts = properties(inner["items"])
        return [{name: _told(resource).get(name) for name in parts} for resource in resources(context)]
    return {
        "data": [
            {
                "name": resource,
                "tool": None,
                "category": None,
                "payload_version": asked,
                "actions": [{"key": event, "label": event.title(), "is_primary": True} for event in events(resource)],
            }
            for resource in (resources(context) if asked in PAYLOAD_VERSIONS else ())
        ]
    }


def _told(resource: str) -> dict[str, Any]:
    able = events(resource)
    told: dict[str, Any] = {event: f"{resource} {event}" if event in able else None for event in EVENTS}
    lacking = [event for event in EVENTS if event not in able]
    return {"api_version": API_VERSIONS[0], "product_category": None, "tools": resource, "except": lacking, **told}


@action("GET webhooks/resources/api_versions")
def api_versions(context: Context) -> list[str]:
    """The payload versions that v1 hooks can ask for."""
    return list(API_VERSIONS)
