"""Which rules of the overlay have something to say to the records of a resource: a write asks no others."""

from mockcore.reference.operation import Kind
from mockcore.request.context import Context
from mockcore.request.plausibility import rules_of

SECTIONS = ("standing", "templates", "unique")
PLAUSIBLE = "plausible"


def sections_of(context: Context, kind: Kind) -> frozenset[str]:
    """Those of ``SECTIONS`` that name the resource, and ``PLAUSIBLE`` where it has an attribute that may be doubted."""
    sections: frozenset[str] | None = kind.compiled.get("sections")
    if sections is None:
        overlay = context.catalog.overlay
        names = [section for section in SECTIONS if kind.name in (overlay.get(section) or ())]
        doubtful = [PLAUSIBLE] if any(rules_of(context, kind)) else []
        sections = kind.compiled["sections"] = frozenset(names + doubtful)
    return sections
