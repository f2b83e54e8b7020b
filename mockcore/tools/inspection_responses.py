"""Responses to the items of an inspection: the status each gives its item, what the item shows of it, and its history.

Source: reference; inspections guide (response sets). That a response names one of the four statuses or an option is assumed.
"""

from collections import defaultdict
from typing import Any

from mockcore.domain.inspections import ANSWERS, ITEMS, NEUTRAL, OPEN_ITEM, RESPONSES, count_again
from mockcore.domain.references import referred
from mockcore.errors import Unprocessable
from mockcore.request.context import Context
from mockcore.request.declare import after, before, computed, filtered
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Stored

OPTIONS = ("checklist/item/response_sets/responses", "checklist/responses")
COMMENTS = "checklist/list_item_comments"
PAYLOAD = ("date_value", "number_value", "text_value")
STATUSES = {item: response for response, item in RESPONSES.items() if response != NEUTRAL}


@before(ANSWERS, "update")
def answer(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """A response bears who gave it and when; an option of the response set gives its status.

    Raises: Unprocessable for a status that is none.
    """
    payload = {name: values.pop(name) for name in PAYLOAD if name in values}
    chosen = _option(context, values.pop("response_option_id", None))
    if chosen is not None:
        payload["response_option"] = {"id": chosen.id, "name": chosen.body.get("name")}
        values["status"] = values.get("status") or STATUSES.get(str(chosen.body.get("corresponding_status")))
    if values.get("status") is not None and values["status"] not in RESPONSES:
        raise Unprocessable(fields={"status": [f"is not one of: {', '.join(RESPONSES)}"]})
    if payload or values.get("status"):
        values["payload"] = payload or None
    values |= {"responded_at": context.now(), "responder_id": context.user_id, "item_id": context.parent_id}


def _option(context: Context, number: Any) -> Stored | None:
    records = (referred(context, kind, number) for kind in OPTIONS)
    return next((record for record in records if record is not None), None)


@after(ANSWERS, "update")
def set_item(context: Context, response: Stored) -> None:
    """The item takes the status of its response; one with a value alone is neutral (assumed)."""
    item = context.current(ITEMS, response.parent_id or 0)
    if item is None:
        return
    option = (response.body.get("payload") or {}).get("response_option") or {}
    status = str(response.body.get("status") or NEUTRAL)
    _respond(context, item, status, option.get("id"))


@after(ANSWERS, "delete")
def clear_item(context: Context, response: Stored) -> None:
    """Without a response the item is not inspected."""
    item = context.current(ITEMS, response.parent_id or 0)
    if item is not None:
        _respond(context, item, None, None)


def _respond(context: Context, item: Stored, status: str | None, option: int | None) -> None:
    changes = {"status": RESPONSES.get(status or "", OPEN_ITEM), "response_status": status, "response_id": option}
    history = _history(context, item, changes)
    context.change(item, {**changes, "histories": [*(item.body.get("histories") or []), history]})
    count_again(context, item.parent_id)


def _history(context: Context, item: Stored, changes: dict[str, Any]) -> dict[str, Any]:
    row = {"id": context.records.next_id(), "status": changes["status"], "created_at": context.now()}
    phrase = _phrase(context, changes["response_id"], changes["status"])
    return {**row, "responded_with": phrase, "body": f"changed to {phrase or 'no response'}", "created_by_id": context.user_id}


def _phrase(context: Context, option: Any, status: Any) -> str | None:
    """The words of a response: those of the option, else its status as people read it."""
    chosen = _option(context, option)
    if chosen is not None:
        return chosen.body.get("name")
    return {"yes": "Yes", "no": "No", "n/a": "N/A"}.get(str(status))


@before(ITEMS, "update")
def follow_option(context: Context, values: dict[str, Any], record: Stored | None) -> None:
    """An option of the response set gives the item its status, as in the older operations; a status alone has no option."""
    old = record.body if record else {}
    chosen = _option(context, values.get("response_id"))
    if chosen is not None:
        values["status"] = chosen.body.get("corresponding_status") or values.get("status")
    if record is None or values.get("status") is None:
        return
    values.setdefault("response_id", None)
    if (values["status"], values["response_id"]) != (old.get("status"), old.get("response_id")):
        values["response_status"] = STATUSES.get(values["status"])
        values["histories"] = [*(old.get("histories") or []), _history(context, record, values)]


@after(ITEMS, "update")
def count_item(context: Context, item: Stored) -> None:
    """An answered item changes the numbers of its list, and the response that it has had."""
    response, status = context.first(ANSWERS, item_id=item.id), item.body.get("response_status")
    if response is not None and status and response.body.get("status") != status:
        context.change(response, {"status": status, "payload": None})
    count_again(context, item.parent_id)


@computed(ITEMS, "item_response")
def item_response(item: Stored, context: Context) -> Stored | None:
    """The response as the newer operations have it. Source: reference."""
    rows = _of_list(context, ANSWERS, item) if item.body.get("response_status") else {}
    return rows[item.id][-1] if item.id in rows else None


@computed(ITEMS, "responded_with")
def responded_with(item: Stored, context: Context) -> str | None:
    """The words of the item's response. Source: reference; those of a status alone are assumed."""
    return _phrase(context, item.body.get("response_id"), item.body.get("status"))


@computed(ITEMS, "comments")
def comments(item: Stored, context: Context) -> list[Stored]:
    """What people said of an item."""
    return _of_list(context, COMMENTS, item).get(item.id, [])


def _of_list(context: Context, kind: str, item: Stored) -> dict[int, list[Stored]]:
    """The records of a resource by their item, of all items of its list: answers show many of them."""

    def work() -> dict[int, list[Stored]]:
        selection = Selection(kind, company_id=item.company_id)
        numbers = [row.id for row in context.children(ITEMS, item.parent_id or 0)]
        selection.conditions = [Condition("item_id", "in", numbers)]
        by_item = defaultdict(list)
        for record in context.every(selection):
            by_item[record.body["item_id"]].append(record)
        return dict(by_item)

    return context.once((kind, item.parent_id), work)


@filtered(ITEMS, "item_response_status")
def answered(context: Context, values: list[Any]) -> list[Condition]:
    """Items with a response of that status; ``null`` for those with none."""
    status = str(values[-1])
    if status == NEUTRAL:
        return [Condition("response_status", "eq", NEUTRAL)]
    if status != "null":
        return [Condition("status", "in", [RESPONSES.get(status, status)])]
    return [Condition("status", "within", [OPEN_ITEM]), Condition("response_status", "null", None)]
