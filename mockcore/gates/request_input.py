"""Path, query and body of a call, read by the operation's document."""

from mockcore.errors import BadRequest, Unprocessable
from mockcore.gates.admission import Admission
from mockcore.reference import strict
from mockcore.reference.input.body_values import body_values
from mockcore.reference.input.inputs import Inputs
from mockcore.reference.input.path_values import path_values
from mockcore.reference.input.query_values import MissingScope, query_values
from mockcore.reference.input.scope_values import scope_from_body, scope_values


def read(context: Admission) -> None:
    """Reads what the call says. What is wrong with query or body is told once it is clear that the caller may ask.

    Raises: NotFound for an id in the path that there cannot be; UnsupportedMedia.
    """
    operation, call, inputs = context.operation, context.call, context.inputs
    inputs.path = path_values(operation, context.segments)
    try:
        if context.settings.input == "strict" or strict.requested(call):
            strict.check(operation, call)
        try:
            inputs.query, inputs.unknown = query_values(operation, call.query)
        except MissingScope as missing:
            scope_from_body(missing, operation, call, inputs)
        else:
            if call.body or operation.body is not None:
                body_values(operation, call, inputs)
        if inputs.unknown and context.settings.unknown_input == "refuse":
            raise BadRequest(fields={name: ["is not known to this operation"] for name in inputs.unknown})
    except (BadRequest, Unprocessable) as error:
        context.unreadable = error
        context.inputs = Inputs(path=inputs.path, query=scope_values(call))
