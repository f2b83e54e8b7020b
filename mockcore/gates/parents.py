"""The records that a path passes."""

from mockcore.gates.admission import Admission
from mockcore.verbs.one import follow


def pass_through(context: Admission) -> None:
    """Every record that the path passes or names must be visible; the innermost becomes the parent. Raises: NotFound."""
    follow(context, context.plan.parents, context.plan.named)
