"""Specification sections: what they are called. Source: observed."""

from mockcore.request.context import Context
from mockcore.request.declare import computed
from mockcore.store.records import Stored


@computed("specification_sections", "label")
def label(section: Stored, context: Context) -> str | None:
    """Number and description: ``033000 - Cast-in-Place Concrete``."""
    parts = (section.body.get("number"), section.body.get("description"))
    return " - ".join(str(text) for text in parts if text not in (None, "")) or section.body.get("label")
