"""The RFIs of a generated project ask something: each has a first question, with the answers that its replies are, and a ball.

The question has the id of its RFI, so that the ids of other records do not depend on it. Source: observed.
"""

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from mockcore.domain.rfi_ball import assignees_of, ball_of, holders_of
from mockcore.seeding.families import below
from mockcore.store.records import Stored

RFIS, REPLIES = "rfis", "rfis/replies"
_TAG = re.compile(r"<[^>]+>")


def complete(inside: Mapping[str, list[Stored]], names: Mapping[int, Any]) -> None:
    """Gives each RFI its question, rich and plain, and its ball; ``names`` are those of people, by id."""
    replies = below(inside, REPLIES)
    for rfi in inside.get(RFIS, ()):
        question, text = rfi.body.pop("question", None) or {}, rfi.body.pop("question_text", None)
        rfi.body.pop("official_response", None)
        answers = [_signed({"id": reply.id, **reply.body}, names) for reply in replies[rfi.id]]
        rfi.body["questions"] = [_question(rfi, str(question.get("body") or text or _text_of(rfi)), answers, names)]
        if rfi.body.get("ball_in_court_ids") is None:
            rfi.body.update(ball_of(holders_of(rfi.body), rfi.body.get("rfi_manager_id"), assignees_of(rfi.body)))


def _question(rfi: Stored, text: str, answers: list[dict[str, Any]], names: Mapping[int, Any]) -> dict[str, Any]:
    rich = text if _TAG.search(text) else f"<p>{escape(text, quote=False)}</p>"
    return {
        "id": rfi.id,
        "body": rich,
        "rich_text_body": rich,
        "plain_text_body": unescape(_TAG.sub("", rich)).strip(),
        "question_date": rfi.body.get("initiated_at") or rfi.created_at,
        "created_by": names.get(rfi.body.get("created_by_id") or 0),
        "attachments": [],
        "answers": answers,
    }


def _signed(answer: dict[str, Any], names: Mapping[int, Any]) -> dict[str, Any]:
    return {"created_by": names.get(answer.get("created_by_id") or 0), **answer}


def _text_of(rfi: Stored) -> str:
    place = rfi.body.get("reference")
    see = f" See {place}." if place else ""
    return f"{rfi.body.get('subject')}: please advise how to proceed.{see}"
