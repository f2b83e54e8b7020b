"""Filters of submittals that ask about their approvers. Source: reference (the filters)."""

from typing import Any

from mockcore.domain.submittal_workflow import APPROVERS, SUBMITTALS
from mockcore.request.context import Context
from mockcore.request.declare import filtered
from mockcore.request.filtering import number
from mockcore.store.query import Condition


@filtered(SUBMITTALS, "approver_id")
def approved_by(context: Context, values: list[Any]) -> list[Condition]:
    """Submittals with one of the people among their approvers."""
    return _with_approvers(context, "user", values)


@filtered(SUBMITTALS, "response_id")
def answered_with(context: Context, values: list[Any]) -> list[Condition]:
    """Submittals to which an approver answered with one of the responses."""
    return _with_approvers(context, "submittal_response", values)


def _with_approvers(context: Context, field: str, values: list[Any]) -> list[Condition]:
    selection = context.scoped(APPROVERS)
    selection.conditions = [Condition(field, "refers", [number(value) for value in values])]
    return [Condition("id", "in", sorted({row.parent_id or 0 for row in context.every(selection)}))]
