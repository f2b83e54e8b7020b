"""Signatures of those who approve or receive an action plan and of those who verify an item. Source: reference."""

from typing import Any

from mockcore.domain import signatures
from mockcore.request.context import Context
from mockcore.request.declare import action

_OPERATIONS = tuple(
    f"action_plans/{name}/{{}}/signature" for name in ("plan_approvers", "plan_receivers", "plan_item_assignees")
)


@action(*(f"GET {path}" for path in _OPERATIONS))
def show(context: Context) -> Any:
    """The signature. Raises: NotFound while there is none."""
    return signatures.shown_signature(context, signatures.signer(context))


@action(*(f"POST {path}" for path in _OPERATIONS))
def sign(context: Context) -> Any:
    """Keeps the picture of a signature, sent as a file or as text. Raises: Unprocessable without one."""
    party = signatures.signer(context)
    signatures.capture(context, party)
    return signatures.shown_signature(context, party)


@action(*(f"DELETE {path}" for path in _OPERATIONS))
def withdraw(context: Context) -> None:
    """Takes the signature away. Raises: NotFound while there is none."""
    signatures.withdraw(context, signatures.signer(context))
