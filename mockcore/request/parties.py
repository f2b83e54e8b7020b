"""Parties: whoever takes part in a plan is named by the id of a party, and not by that of the person.

The overlay lists the resources whose records name people so (``parties``). The id of a party follows from that of the person,
who is what is stored.
"""

from collections.abc import Mapping
from typing import Any

from mockcore.errors import BadRequest, Reason, Unprocessable
from mockcore.reference.conform import identified
from mockcore.reference.operation import Kind
from mockcore.request.context import Context

NAMES = ("party_id", "party_ids")
# No id of a person is so far from another's. Source: assumed.
DISTANCE = 2**41
NO_PARTY = "is not the id of a party"


def party_id(person_id: int) -> int:
    """The id of the party that a person is."""
    return person_id + DISTANCE


def person_id(context: Context, value: Any) -> int:
    """The id of the person who is that party.

    Raises: BadRequest for the id of the person (source: observed) and for what is no id; Unprocessable for one of nobody.
    """
    number = identified(value)
    if number is None or (number <= DISTANCE and context.find("users", number) is not None):
        raise BadRequest(fields={"party_id": [NO_PARTY]})
    if number <= DISTANCE:
        raise Unprocessable(fields={"party_id": [Reason.UNKNOWN]})
    return number - DISTANCE


def with_people(context: Context, kind: Kind, attributes: Mapping[str, Any]) -> Mapping[str, Any]:
    """Attributes with the people who are the parties that they name. Raises: BadRequest, as ``person_id``."""
    named: bool | None = kind.compiled.get("parties")
    if named is None:
        named = kind.compiled["parties"] = kind.name in (context.catalog.overlay.get("parties") or ())
    return {name: _people(context, name, value) for name, value in attributes.items()} if named else attributes


def _people(context: Context, name: str, value: Any) -> Any:
    if name in NAMES and value is not None:
        return [person_id(context, item) for item in value] if isinstance(value, list) else person_id(context, value)
    if isinstance(value, list):
        return [_people(context, "", item) for item in value]
    return {key: _people(context, key, item) for key, item in value.items()} if isinstance(value, dict) else value
