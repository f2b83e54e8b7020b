"""The parties of action plans: those who may take part in one, and how a plan, its items and templates show them.

Source: observed (a party has an id of its own; a user's id in its place, or the key ``user_id``, is 400); reference (fields).
"""

import re
from dataclasses import replace
from typing import Any

from mockcore.domain.references import referred
from mockcore.errors import BadRequest
from mockcore.request.context import Context
from mockcore.request.declare import action, before, computed
from mockcore.request.filtering import filters, sort
from mockcore.request.paging import paged
from mockcore.request.parties import DISTANCE, NO_PARTY, party_id
from mockcore.store.records import Stored

USERS = "users"
ASSIGNEES = tuple(f"action_plans/plan_{name}" for name in ("item_assignees", "template_item_assignees"))
SIGNING = tuple(f"action_plans/plan_{name}" for name in ("approvers", "receivers", "template_approvers", "template_receivers"))
BY_ID = "filters[id]"
# The key as JSON and as forms write it.
_USER = re.compile(rb'(?<!\\)"user_id"\s*:|(\[|%5B)user_id(\]|%5D)', re.IGNORECASE)


@action("GET action_plans/parties")
def parties(context: Context) -> list[Stored]:
    """The people of the project as parties."""
    query = context.inputs.query
    if query.get(BY_ID):
        query[BY_ID] = [max(number - DISTANCE, 0) for number in query[BY_ID]]
    kind, selection = context.catalog.kind(USERS), context.seen(USERS)
    selection.conditions += filters(context, kind)
    selection.sort = sort(query, kind)
    return [_party(person) for person in paged(context, context.every(selection))]


def _party(person: Stored) -> Stored:
    """A person under the id of the party."""
    return replace(person, id=party_id(person.id), _body={**person.body, "user_id": person.id})


def shown_party(record: Stored, context: Context) -> Stored | None:
    """Who takes part."""
    person = referred(context, USERS, record.body.get("party_id"))
    return _party(person) if person is not None else None


def refuse_user(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Raises: BadRequest for a user where a party is to be named."""
    if _USER.search(context.call.body):
        raise BadRequest(fields={"user_id": [NO_PARTY]})


for _kind in (*ASSIGNEES, *SIGNING):
    computed(_kind, "party")(shown_party)
for _kind in ASSIGNEES:
    before(_kind, "create", "update")(refuse_user)
