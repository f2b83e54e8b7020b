"""Webhooks: who owns a hook, and the resources and events that it may be told of. Source: reference; observed."""

import re
from typing import Any
from urllib.parse import urlsplit

import orjson

from mockcore.errors import Reason, Unprocessable
from mockcore.reference.schema import properties
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed, narrow
from mockcore.request.envelope import row_schema
from mockcore.request.paging import from_row
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored
from mockcore.webhooks.destination_headers import wrong_with

HOOKS, TRIGGERS, DELIVERIES = "webhooks/hooks", "webhooks/hooks/triggers", "webhooks/hooks/deliveries"
EVENTS = ("create", "update", "delete")
NAMESPACE = re.compile(r"[a-z0-9-]+")
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
    """Raises: Unprocessable for a namespace, destination or header that cannot be used."""
    namespace = values.get("namespace")
    if namespace and not NAMESPACE.fullmatch(str(namespace)):
        raise Unprocessable(fields={"namespace": ["may only contain lowercase letters, numbers and dashes"]})
    url = values.get("destination_url")
    if url is not None and not _is_url(str(url)):
        raise Unprocessable(fields={"destination_url": ["must be a valid http or https URL"]})
    if values.get("destination_headers") is not None and (reason := wrong_with(values["destination_headers"])):
        raise Unprocessable(fields={"destination_headers": [reason]})
    for name, other in (("api_version", "payload_version"), ("payload_version", "api_version")):
        if values.get(name) is not None:
            if values[name] not in (*API_VERSIONS, *PAYLOAD_VERSIONS):
                raise Unprocessable(fields={name: [Reason.NOT_LISTED]})
            values.setdefault(other, values[name])


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # of a port that is none
        return False


@narrow(HOOKS)
def of_project(context: Context, selection: Selection) -> None:
    """The list of a project has its own hooks, and not those of the company. Source: reference."""
    if context.project_id is not None:
        selection.conditions.append(Condition("owned_by_project_id", "eq", context.project_id))


@computed(HOOKS, "destination_headers")
def masked_headers(hook: Stored, context: Context) -> dict[str, Any] | None:
    """The headers as answers show them: of ``Authorization`` the last five signs alone. Source: reference."""
    headers = hook.body.get("destination_headers")
    if not isinstance(headers, dict):
        return headers
    return {name: _mask(str(value)) if name.lower() == "authorization" and value else value for name, value in headers.items()}


def _mask(secret: str) -> str:
    return "*****" + (secret[-5:] if len(secret) > 10 else "")


@before(TRIGGERS, "create")
def check_event(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: Unprocessable for a resource that there is not, or an event that it does not have."""
    name, event = str(values.get("resource_name")), str(values.get("event_type")).lower()
    trigger = context.catalog.named("createWebhookHookTrigger").body
    if trigger is None or name not in trigger.attributes["resource_name"]["enum"]:
        raise Unprocessable(fields={"resource_name": [Reason.NOT_LISTED]})
    if event not in events(name):
        raise Unprocessable(fields={"event_type": [Reason.NOT_LISTED]})


@computed(HOOKS, "trigger_count")
def trigger_count(hook: Stored, context: Context) -> int:
    """How many events the hook is told of."""
    return len(context.children(TRIGGERS, hook.id))


@computed(TRIGGERS, "webhook_hook_id")
def hook_of(trigger: Stored, context: Context) -> int | None:
    """The hook that the trigger belongs to."""
    return trigger.parent_id


@action("GET webhooks/hooks/{}/deliveries")
def list_deliveries(context: Context) -> list[Stored]:
    """The deliveries of a hook, newest first. Source: reference."""
    query = {name.rpartition("[")[2].rstrip("]"): value for name, value in context.inputs.query.items()}
    selection = Selection(DELIVERIES, parent_id=context.parent_id, sort=[("id", True)])
    return from_row(context, [delivery for delivery in context.every(selection) if _fits(delivery, query)])


def _fits(delivery: Stored, query: dict[str, Any]) -> bool:
    body = delivery.body
    status = {"succeeded": "delivered"}.get(str(query.get("status")), query.get("status"))
    if status is not None and status not in (body.get("status"), body.get("outcome")):
        return False
    shown = {"resource_name": body.get("resource_name"), "event_type": str(body.get("event_type")).lower()}
    if any(query.get(name) is not None and str(query[name]).lower() != str(value).lower() for name, value in shown.items()):
        return False
    return str(query.get("start") or "") <= delivery.created_at <= str(query.get("end") or "~")


@computed(DELIVERIES, "payload")
def payload(delivery: Stored, context: Context) -> dict[str, Any]:
    """The event as v2 shows it: every value a text."""
    event = delivery.body["event"]
    texts = {name: None if value is None else str(value) for name, value in event.items() if name != "metadata"}
    return {**texts, "metadata": orjson.dumps(event["metadata"]).decode()}


@action("GET webhooks/resources")
def list_resources(context: Context) -> list[dict[str, Any]]:
    """The resources of the scope with their events; none for an unknown version. Source: assumed, the texts of v1."""
    payload_version = context.parameter("payload_version")
    if payload_version is None:
        parts = properties(row_schema(context))
        return [{name: _as_listed(resource).get(name) for name in parts} for resource in resources(context)]
    return [
        {
            "name": resource,
            "tool": None,
            "category": None,
            "payload_version": payload_version,
            "actions": [{"key": event, "label": event.title(), "is_primary": True} for event in events(resource)],
        }
        for resource in (resources(context) if payload_version in PAYLOAD_VERSIONS else ())
    ]


def _as_listed(resource: str) -> dict[str, Any]:
    able = events(resource)
    texts: dict[str, Any] = {event: f"{resource} {event}" if event in able else None for event in EVENTS}
    lacking = [event for event in EVENTS if event not in able]
    return {"api_version": API_VERSIONS[0], "product_category": None, "tools": resource, "except": lacking, **texts}


@action("GET webhooks/resources/api_versions")
def api_versions(context: Context) -> list[str]:
    """The payload versions that v1 hooks can ask for."""
    return list(API_VERSIONS)
