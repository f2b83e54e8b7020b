"""What the state of a record, or of what it belongs to, forbids: one sentence that names the state and what is allowed.

Source: observed (409 with a sentence, results of an action plan that is a draft); documented, error reference (409).
"""

from typing import NoReturn

from mockcore import inflections
from mockcore.errors import Conflict
from mockcore.reference.references import stem_of


def forbid(kind: str, state: object, allowed: str) -> NoReturn:
    """Refuses what the state of a record of the resource forbids: ``The direct cost is synced: …``.

    Raises: Conflict, in every case. Source: decisions, States that forbid an act.
    """
    raise Conflict(f"The {noun(kind)} is {state}: {allowed}.")


def noun(kind: str) -> str:
    """What people call one record of the resource: ``punch item`` of ``punch_items``."""
    return inflections.humanize(stem_of(kind)).lower()
