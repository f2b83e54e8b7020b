"""Which records have workflows: the resource that each tool's name means, the workflow in force, and what its end says.

Source: documented, workflows tutorial (a record under a workflow has no direct change of its status); reference (tool_type,
tool_subtype); the names of tools and what an end does to the status are assumed.
"""

from collections.abc import Mapping
from typing import Any

from mockcore import inflections
from mockcore.errors import MockError, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import cascade, guard
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

INSTANCES = "workflows/instances"
IN_PROGRESS, COMPLETE, TERMINATED = "in_progress", "complete", "terminated"
APPROVE, RETURN, REJECT = "approve", "return", "reject"
_CONTRACT = {APPROVE: "Approved"}
_ORDER = {APPROVE: "approved", REJECT: "rejected"}
_INVOICE = {APPROVE: "approved", REJECT: "revise_and_resubmit"}
# Resource → how a workflow ends → the status that the record then has; none where it stays.
ENDS: Mapping[str, Mapping[str, str]] = {
    "commitments": _CONTRACT,
    "prime_contracts": _CONTRACT,
    "potential_change_orders": _ORDER,
    "change_order_requests": _ORDER,
    "change_order_packages": _ORDER,
    "requisitions": _INVOICE,
    "payment_applications": _INVOICE,
    "direct_costs": _INVOICE,
    "budget_changes": {APPROVE: "approved"},
    "change_events": {},
    "rfqs": {},
    "submittals": {},
    "rfis": {},
    "observations/items": {},
    "punch_items": {},
    "generic_tools/generic_tool_items": {},
}
_ORDERS = ("change_order_packages", "potential_change_orders", "change_order_requests")
# A tool's name → resources, the likelier first; the names of resources themselves are names of their tools.
TOOLS: Mapping[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in ENDS},
    "work_order_contracts": ("commitments",),
    "purchase_order_contracts": ("commitments",),
    "commitment_contracts": ("commitments",),
    "commitment_change_orders": _ORDERS,
    "commitment_contract_change_orders": _ORDERS,
    "prime_change_orders": _ORDERS,
    "prime_contract_change_orders": _ORDERS,
    "change_orders": _ORDERS,
    "potential_change_orders": ("potential_change_orders", "change_order_packages"),
    "invoices": ("requisitions", "payment_applications"),
    "subcontractor_invoices": ("requisitions",),
    "owner_invoices": ("payment_applications",),
    "budgets": ("budget_changes",),
    "observations": ("observations/items",),
    "correspondences": ("generic_tools/generic_tool_items",),
    "generic_tool_items": ("generic_tools/generic_tool_items",),
}
# What a record is called by webhooks and older paths, where it has no ``type`` that says so.
_CLASSES = {"generic_tools/generic_tool_items": "GenericToolItem", "observations/items": "Observations::Item"}
STATUS_FIELDS = ("status", "status_id", "change_event_status_id")


def item_of(context: Context, tool: Any, number: int | None) -> Stored | None:
    """The record that a workflow is for; None for a tool of another name.

    Raises: Unprocessable where the tool is one of ``TOOLS`` and has no such record.
    """
    name = inflections.pluralize(inflections.singularize(str(tool).lower().replace(" ", "_")))
    kinds = TOOLS.get(name)
    for kind in kinds or ():
        record = context.find(kind, number) if number else None
        if record is not None and record.deleted_at is None and record.project_id in (context.project_id, None):
            return record
    if kinds:
        raise Unprocessable(fields={"item_id": ["does not exist"]})
    return None


def class_of(record: Stored) -> str:
    """What older paths call the type of a record: ``WorkOrderContract``, ``Requisition``."""
    word = inflections.singularize(record.kind.rsplit("/", 1)[-1])
    return str(record.body.get("type") or _CLASSES.get(record.kind) or inflections.titleize(word).replace(" ", ""))


def active_workflow(context: Context, record: Stored) -> Stored | None:
    """The workflow in force for a record."""
    in_force = [Condition("status", "eq", IN_PROGRESS), Condition("workflowed_object_id", "eq", record.id)]
    matches = context.select(Selection(INSTANCES, company_id=context.company_id, conditions=in_force))
    return next((instance for instance in matches if instance.body.get("item_kind") == record.kind), None)


def keep_status(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A record under a workflow has its status from the workflow alone, until that is complete or terminated.

    Raises: Unprocessable on the field. Source: documented, workflows tutorial; the sentence and 422 are assumed.
    """
    if record is None:
        return
    for name in STATUS_FIELDS:
        if name in values and values[name] is not None and values[name] != record.body.get(name):
            instance = active_workflow(context, record)
            if instance is not None:
                title = instance.body.get("template_name") or "workflow"
                until = f"cannot be changed while the workflow {title} is in progress: respond to its step, or terminate it"
                raise Unprocessable(fields={name: [until]})
            return


def finish(context: Context, record: Stored | None, end: str) -> None:
    """The record has the status that the end of its workflow means, where its tool lets it have that."""
    status = ENDS[record.kind].get(end) if record is not None else None
    if record is None or status is None or record.deleted_at is not None or record.body.get("status") == status:
        return
    values: dict[str, Any] = {"status": status}
    try:
        guard(context, record.kind, "update", values, record)
    except MockError:
        # The workflow is complete all the same: a contract without a company stays a draft.
        return
    context.change(record, values)
    cascade(context, record.kind, "update", record)
