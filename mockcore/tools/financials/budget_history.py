"""What was changed in a budget: each field of a line, by whom and when. Source: reference; the order is assumed."""

from typing import Any

import orjson

from mockcore.domain.field_changes import field_changes
from mockcore.domain.references import referred
from mockcore.request.context import Context
from mockcore.request.declare import action
from mockcore.request.paging import paged
from mockcore.store.query import Selection
from mockcore.store.records import Stored

LINES, CODES = "budget_line_items", "work_breakdown_structure/wbs_codes"


@action("GET budget_change_history")
def history(context: Context) -> list[dict[str, Any]]:
    """A page of the changes, the latest first."""
    lines = context.every(Selection(LINES, company_id=context.company_id, project_id=context.project_id))
    rows = sorted((row for line in lines for row in _changes(context, line)), key=lambda row: row.pop("id"), reverse=True)
    return paged(context, rows)


def _changes(context: Context, line: Stored) -> list[dict[str, Any]]:
    code = referred(context, CODES, line.body.get("wbs_code_id"))
    about = {
        "budget_code": code.body.get("flat_code") if code else None,
        "description": line.body.get("description") or (code.body.get("description") if code else None),
        "type": "Budget Line Item",
    }
    return [
        {
            **about,
            "id": change.entry,
            "created_at": change.at,
            "created_by": change.user_name,
            "column": change.field,
            "old_value": _text(change.old),
            "new_value": _text(change.new),
        }
        for change in field_changes(context, line)
    ]


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else orjson.dumps(value).decode()
