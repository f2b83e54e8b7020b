"""Whether a caller whose level is for its own records may change the one that an action belongs to."""

from contextlib import suppress

from mockcore.errors import NotFound
from mockcore.gates.admission import Admission


def protect(context: Admission) -> None:
    """Raises: Forbidden for an action that changes another's record."""
    if context.plan.changed is not None:
        kind, parameter = context.plan.changed
        with suppress(NotFound):
            # What is in the recycle bin, or nowhere, is for the rule itself to judge.
            context.may_change(context.locate(kind, context.inputs.path[parameter]))
