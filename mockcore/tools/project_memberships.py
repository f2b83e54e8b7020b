"""The parties of a project: people and companies of the directory that take part in it. Source: reference.

A party takes part once, so that its id names the membership too (assumed). People are switched off and on for the company.
"""

from typing import Any

from mockcore.domain.project_participation import let_in, take_out
from mockcore.domain.references import reachable
from mockcore.errors import BadRequest, NotFound, Unprocessable
from mockcore.reference.conform import identified
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.request.paging import paged
from mockcore.store.records import Stored

PARTIES = ("users", "vendors")


@action("GET project_memberships")
def memberships(context: Context) -> list[dict[str, Any]]:
    """Who takes part, people first."""
    numbers = []
    for kind in PARTIES:
        selection = context.scoped(kind)
        numbers += [party.id for party in context.every(selection)]
    return [{"id": number, "party_id": number, "project_id": context.project_id} for number in paged(context, numbers)]


@action("POST project_memberships", "POST project_memberships/bulk_add")
def add_parties(context: Context) -> list[int]:
    """All of them take part, or none. Raises: Unprocessable naming what is not in the directory."""
    many = context.operation.tail == "bulk_add"
    name, numbers = (
        ("party_ids", _numbers(context, "party_ids")) if many else ("party_id", [context.attributes.get("party_id")])
    )
    parties = [_party(context, number) for number in numbers]
    strangers = [str(number) for number, party in zip(numbers, parties, strict=True) if party is None]
    if strangers:
        raise Unprocessable(fields={name: [f"does not exist: {', '.join(strangers)}"]})
    for party in filter(None, parties):
        let_in(context, party.kind, party.id)
    return [party.id for party in filter(None, parties)]


@action("DELETE project_memberships/{}")
def remove_party(context: Context) -> None:
    """It takes part no longer. Raises: NotFound when it did not."""
    number = context.inputs.path["id"]
    party = _party(context, number)
    if party is None or context.parameter("party_id") not in (None, number) or not take_out(context, party.kind, number):
        raise NotFound()


@action("DELETE project_memberships/bulk_remove")
def remove_parties(context: Context) -> dict[str, Any]:
    """Those that took part do so no longer; the others are named as skipped."""
    processed: list[int] = []
    skipped: list[int] = []
    for number in _numbers(context, "party_ids"):
        party = _party(context, number)
        (processed if party is not None and take_out(context, party.kind, party.id) else skipped).append(number)
    return {"processed_ids": processed, "skipped_ids": skipped}


def _numbers(context: Context, name: str) -> list[int]:
    """The ids in the body. Raises: BadRequest for what is none."""
    numbers = [identified(value) for value in context.inputs.rows or []]
    if None in numbers:
        raise BadRequest(fields={name: ["must be a list of integers"]})
    return [number for number in numbers if number is not None]


def _party(context: Context, number: Any) -> Stored | None:
    """A person or company of the directory; None for what this company does not have."""
    scope, context.project_id = context.project_id, None
    try:
        for kind in PARTIES:
            party = reachable(context, kind, number)
            if party is not None:
                return party
        return None
    finally:
        context.project_id = scope


@action("POST people/bulk_activate", "POST people/bulk_deactivate")
def switch_people(context: Context) -> dict[str, Any]:
    """People of the directory are switched on or off; ``ids`` are those that were found (assumed)."""
    on = context.operation.path.endswith("bulk_activate")
    done = []
    for number in _numbers(context, "ids"):
        party = _party(context, number)
        if party is not None and party.kind == "users":
            context.may_change(party)
            context.change(party, {"is_active": on})
            done.append(party.id)
    return {"ids": done}
