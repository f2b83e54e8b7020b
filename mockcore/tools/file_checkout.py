"""Files that somebody has checked out: who, until when, and that the others wait. Source: reference (the fields).

That others wait (409), that an Admin of Documents may check a file in, and that a time which has passed ends it is assumed.
"""

from typing import Any

from mockcore.domain.references import name_of, referred
from mockcore.errors import Conflict
from mockcore.oauth.access_levels import ADMIN
from mockcore.request.context import Context
from mockcore.request.declare import before, computed
from mockcore.store.records import Stored

FILES = "files"
UNTIL, BY = "checked_out_until", "checked_out_by_id"


@before(FILES, "update", "delete")
def wait(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """Whoever has checked a file out changes and deletes it. Raises: Conflict for others, which names who and until when."""
    body = record.body if record else {}
    holder = body.get(BY)
    others = _is_out(body, context) and holder is not None and holder != context.user_id
    if others and not (values == {UNTIL: None} and context.permit.level >= ADMIN):
        name = name_of(context, "users", holder) or "somebody else"
        raise Conflict(f"The file is checked out by {name} until {body[UNTIL]}: it can be changed once it is checked in.")
    if UNTIL in values:
        values[BY] = context.user_id if values[UNTIL] is not None else None


@computed(FILES, "checked_out_by", moving=True)
def checked_out_by(file: Stored, context: Context) -> Stored | None:
    """Whoever has checked the file out, until the time has passed."""
    return referred(context, "users", file.body.get(BY)) if _is_out(file.body, context) else None


def _is_out(body: dict[str, Any], context: Context) -> bool:
    return str(body.get(UNTIL) or "") > context.now()
