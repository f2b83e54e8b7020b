"""What types, statuses, reasons and sets say of their own use: what a record refers to cannot be deleted.

Source: reference (the fields); decisions, Deletions. That what every company has from the beginning stays is assumed.
"""

from mockcore.request.context import Context
from mockcore.request.declare import computed
from mockcore.request.deletion import is_used
from mockcore.store.records import Stored

IN_USE = ("checklist/item/response_sets", "observation_types")
# Resource → the field that says whether one can be deleted.
DELETABLE = {
    "change_events/statuses": "deletable",
    "change_order_change_reasons": "deletable",
    "checklist/item/response_sets": "deletable",
    "checklist/list_templates": "deletable",
    "inspection_types": "is_deletable",
    "work_classifications": "deletable",
}
# Says of a record that Procore has put it there.
STANDARD = "procore_standard"


def in_use(record: Stored, context: Context) -> bool:
    """Whether anything refers to it that would keep it from being deleted."""
    return is_used(context, record)


def deletable(record: Stored, context: Context) -> bool:
    """Whether it is neither in use nor Procore's own."""
    return not record.body.get(STANDARD) and not is_used(context, record)


for _kind in IN_USE:
    computed(_kind, "in_use")(in_use)
for _kind, _name in DELETABLE.items():
    computed(_kind, _name)(deletable)
