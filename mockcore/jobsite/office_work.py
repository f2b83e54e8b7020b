"""What the office does: answering and closing RFIs, reviewing submittals, meetings."""

from typing import Any

from mockcore.jobsite.actors import ARCHITECT, MANAGER
from mockcore.jobsite.chance import share
from mockcore.jobsite.errand import Errand
from mockcore.jobsite.site import Site
from mockcore.oauth.access_levels import ADMIN, STANDARD
from mockcore.store.records import Stored

# Of so many first answers, one asks back before it answers.
ASKS_BACK = 0.15


def numbers(*values: Any) -> tuple[int, ...]:
    """The ids among values and lists of them."""
    flat = [value for entry in values for value in (entry if isinstance(entry, list) else [entry])]
    return tuple(value for value in flat if value.__class__ is int)


def answers(rfi: Stored) -> list[dict[str, Any]]:
    """The answers that an RFI shows."""
    return [answer for question in rfi.body.get("questions") or [] for answer in question.get("answers") or []]


def answer_rfi(site: Site, rfi: Stored) -> Errand | None:
    """Whoever holds the ball answers, some after they have asked back."""
    earlier = answers(rfi)
    if any(answer.get("official") for answer in earlier):
        return None
    asking = not earlier and share(site.world_name, rfi.id, "asks back") < ASKS_BACK
    words = site.fake("rfi answers", rfi.id, len(earlier)).words
    text = words.clarification() if asking else words.rfi_answer(str(rfi.body.get("subject") or ""))
    reply = {"body": text, "official": not asking}
    people = numbers(rfi.body.get("ball_in_court_ids"), rfi.body.get("assignee_ids"), rfi.body.get("assignee_id"))
    return Errand("POST", f"{site.path}/rfis/{rfi.id}/replies", {"reply": reply}, ARCHITECT, STANDARD, people)


def close_rfi(site: Site, rfi: Stored) -> Errand | None:
    """Its manager accepts the official answer."""
    if not any(answer.get("official") for answer in answers(rfi)):
        return None
    people = numbers(rfi.body.get("rfi_manager_id"))
    return Errand("PATCH", f"{site.path}/rfis/{rfi.id}", {"rfi": {"accepted": True}}, MANAGER, ADMIN, people)
