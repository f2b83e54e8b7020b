"""Custom fields: a definition shows the entries of its list of values. Source: reference."""

from collections.abc import Sequence

from mockcore.reference.custom_fields import DEFINITIONS, ENTRIES
from mockcore.request.context import Context
from mockcore.request.declare import computed
from mockcore.store.records import Stored


@computed(DEFINITIONS, "custom_field_lov_entries")
def entries(definition: Stored, context: Context) -> Sequence[Stored]:
    """The entries below a definition, in order."""
    return context.children(ENTRIES, definition.id)
