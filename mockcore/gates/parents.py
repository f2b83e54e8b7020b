"""The records that a path passes, and those that the query of a write names."""

from mockcore.gates.admission import Admission
from mockcore.request.filling import check_references
from mockcore.verbs.one import follow


def pass_through(context: Admission) -> None:
    """Every record that the path passes or names must be visible; the innermost becomes the parent.

    Raises: NotFound; Unprocessable for what the query of a write names by its id.
    """
    plan, query = context.plan, context.inputs.query
    follow(context, plan.parents, plan.named)
    if plan.queried:
        check_references(context, context.operation.kind, {name: query[name] for name in plan.queried if name in query})
