"""Items of subcontractor invoices beyond one by one: in bulk, with a change order package, and all of them as a sheet.

Source: documented, requisitions tutorial (an approved package's items are added and answered); reference.
"""

from typing import Any

from mockcore.domain.amounts import money_text
from mockcore.domain.change_orders import PACKAGES, package_lines, total_of
from mockcore.domain.contract_details import DETAIL_ITEMS
from mockcore.domain.field_changes import field_changes
from mockcore.domain.references import referenced
from mockcore.domain.requisitions import (
    CHANGE_ITEMS,
    CONTRACT_ITEMS,
    REQUISITIONS,
    add_item,
    all_items,
    bill_items,
    check_open,
    commitment_of,
    items_of,
    line_values,
)
from mockcore.errors import NotFound, Reason, Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.request.envelope import shown
from mockcore.store.records import Stored

PACKAGE = "change_order_package_id"
REFERENCES = {
    REQUISITIONS: "Requisition",
    CONTRACT_ITEMS: "ContractItem",
    DETAIL_ITEMS: "ContractDetailItem",
    CHANGE_ITEMS: "ChangeOrderItem",
}


@action("GET requisitions/{}/detail")
def sheet(context: Context) -> list[Any]:
    """Every item with its figures."""
    items = all_items(context.record(REQUISITIONS), context)
    return [{**shown(context, item), "item_number": number} for number, item in enumerate(items, 1)]


@action("PATCH requisitions/{}/bulk_item_update")
def update_items(context: Context) -> dict[str, Any]:
    """Work of several items at once. Raises: Unprocessable for an unknown item or a closed invoice."""
    requisition = context.record(REQUISITIONS)
    check_open(context, requisition)
    bill_items(context, requisition, list(context.inputs.rows or context.attributes.get("requisition_items") or ()))
    return {}


@action("POST requisitions/{}/add_change_order_package")
def add_package(context: Context) -> list[Any]:
    """The package's lines become items. Raises: Unprocessable unless it is approved, of this commitment, and not there yet."""
    requisition = context.record(REQUISITIONS)
    check_open(context, requisition)
    package = referenced(context, PACKAGES, context.parameter(PACKAGE), PACKAGE)
    commitment = commitment_of(context, requisition)
    if commitment is None or package.body.get("contract_id") != commitment.id:
        raise Unprocessable(fields={PACKAGE: [Reason.UNKNOWN]})
    if package.body.get("status") != "approved":
        raise Unprocessable(fields={PACKAGE: ["must be in the approved state"]})
    if any(item.body.get(PACKAGE) == package.id for item in items_of(context, requisition, CHANGE_ITEMS)):
        raise Unprocessable(fields={PACKAGE: ["has already been added"]})
    rows = [line_values(commitment, line, number) for number, line in enumerate(package_lines(package, context))]
    whole = {
        "description_of_work": package.body.get("title"),
        "scheduled_value": money_text(total_of(package, context)),
        "position": 1,
    }
    return [add_item(context, requisition, CHANGE_ITEMS, {**row, PACKAGE: package.id}, None) for row in rows or [whole]]


@action("DELETE requisitions/{}/remove_change_order_package")
def remove_package(context: Context) -> None:
    """Its items go. Raises: Unprocessable when it is not in the invoice."""
    requisition = context.record(REQUISITIONS)
    check_open(context, requisition)
    number = context.parameter(PACKAGE)
    items = [item for item in items_of(context, requisition, CHANGE_ITEMS) if item.body.get(PACKAGE) == number]
    if not items:
        raise Unprocessable(fields={PACKAGE: ["is not part of this invoice"]})
    for item in items:
        context.records.delete(item, at=context.now(), user_id=context.user_id)


@action("PATCH requisitions/{}/payment_details")
def payment_details(context: Context) -> Stored:
    """When the invoice is due."""
    requisition = context.record(REQUISITIONS)
    context.change(requisition, {name: value for name, value in context.attributes.items() if value is not None})
    return requisition


@action("PATCH requisitions/{}/whole_change_order_items/{}")
def update_whole(context: Context) -> Any:
    """The item that stands for a whole change order. Raises: NotFound."""
    requisition = context.record(REQUISITIONS)
    number = context.inputs.path[context.operation.path_names[-1]]
    item = next((candidate for candidate in items_of(context, requisition, CHANGE_ITEMS) if candidate.id == number), None)
    if item is None:
        raise NotFound()
    check_open(context, requisition)
    bill_items(context, requisition, [{**context.attributes, "id": item.id}])
    return item


@action("GET requisitions/{}/change_histories")
def histories(context: Context) -> list[dict[str, Any]]:
    """A row for each field of the invoice and of its items that was changed, by whom and when."""
    requisition = context.record(REQUISITIONS)
    rows = [
        {
            "ref_id": record.id,
            "ref_type": REFERENCES[record.kind],
            "created_at": change.at,
            "id": change.entry,
            "action_by_id": change.user_id,
            "action_by": change.user_name,
            "column": change.field,
            "old_value": None if change.old is None else str(change.old),
            "new_value": None if change.new is None else str(change.new),
        }
        for record in (requisition, *all_items(requisition, context))
        for change in field_changes(context, record)
    ]
    return sorted(rows, key=lambda row: row["id"])
