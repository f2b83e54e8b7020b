"""Signatures that are asked for on an inspection or one of its items. Source: reference."""

from typing import Any

from mockcore.domain import signatures
from mockcore.request.context import Context
from mockcore.request.declare import action

OF_LIST = "checklist/lists/{}/signature_requests/{}/signature"
OF_ITEM = "inspection_items/{}/signature_requests/{}/signature"


@action(f"POST {OF_LIST}")
def sign_list(context: Context) -> Any:
    """Whoever was asked signs the inspection: the answer is the request with the signature."""
    request = signatures.signer(context)
    signatures.capture(context, request)
    return request


@action(f"POST {OF_ITEM}")
def sign_item(context: Context) -> Any:
    """Whoever was asked signs the item: the answer is the signature."""
    request = signatures.signer(context)
    signatures.capture(context, request)
    return signatures.shown_signature(context, request)


@action(f"DELETE {OF_LIST}", f"DELETE {OF_ITEM}")
def withdraw(context: Context) -> dict[str, Any]:
    """Takes the signature away; the request waits again. Raises: NotFound while there is none."""
    signatures.withdraw(context, signatures.signer(context))
    return {}
