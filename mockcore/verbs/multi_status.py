"""Rows of one request that end differently: 207 says which were done, and of each other one why it was refused.

Source: reference (207 of webhook triggers); documented, Document Management (207).
"""

from typing import Any

from mockcore import inflections
from mockcore.errors import MockError
from mockcore.reference.schema import main_type, properties, unwrapped
from mockcore.request.context import Context
from mockcore.request.envelope import enveloped
from mockcore.store.records import Stored
from mockcore.verbs.answer import Answer

MULTI_STATUS, SUCCESS, FAILED = 207, "success", "failed"


def tells_rows_apart(context: Context) -> bool:
    """Whether the document has 207 beside the answer in which every row is done."""
    operation = context.operation
    return operation.status != MULTI_STATUS and MULTI_STATUS in operation.statuses


def refused(context: Context, row: Any, error: MockError) -> dict[str, Any]:
    """A row that was refused: its code, the sentence, the row itself by its name, and the reasons by field."""
    spec = context.operation.body
    name = inflections.singularize((spec.rows if spec else "") or context.operation.kind.rsplit("/", 1)[-1])
    reasons = {field: ", ".join(texts) for field, texts in error.fields.items()}
    message = ", ".join(f"{field} {text}" for field, text in reasons.items()) or error.message
    return {"code": error.code, "message": message, name: row, "errors": reasons}


def partly(context: Context, records: list[Stored], failed: list[dict[str, Any]]) -> Answer:
    """The records of the rows that were done, and the rows that were not."""
    inner, _ = unwrapped(context.operation.response or {})
    lists = {name: declared for name, declared in properties(inner).items() if main_type(declared) == "array"}
    name, array = next(iter(lists.items()), (SUCCESS, inner))
    resolve = context.projector.item(array.get("items", {}), context.operation.kind)
    done = [resolve(record, context) for record in records]
    return Answer(value=enveloped(context, {name: done, FAILED: failed}), status=MULTI_STATUS)
