"""Parameters of a call that are deprecated, or whose time is over. Source: documented, REST API lifecycle."""

from mockcore.errors import BadRequest
from mockcore.gates.admission import Admission
from mockcore.gates.lifecycle import day, headers, use
from mockcore.reference.lifecycle import SUNSET


def announce(context: Admission) -> None:
    """Notes on the call which deprecated parameters it uses. Raises: BadRequest for one after its sunset."""
    if context.notice is None or context.unreadable is not None:
        return
    call, inputs = context.call, context.inputs
    for notice in context.notice.parameters:
        row = notice.row
        if row is None or not any(row.parameter in values for values in (inputs.query, inputs.attributes, inputs.context)):
            continue
        call.lifecycle = notice.phase
        call.findings = [*call.findings, {"code": "deprecated-parameter", "detail": row.parameter}]
        if context.settings.lifecycle_headers:
            call.reply_headers = [*call.reply_headers, *headers(notice, call, inputs.path)]
        if notice.phase == SUNSET:
            raise BadRequest(fields={row.parameter: [f"was sunset on {day(row.dates[SUNSET])}.{use(row.successor)}"]})
