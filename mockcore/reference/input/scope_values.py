"""The company and project that a request names in its query or in its body. Source: documented, RESTful API concepts."""

from typing import Any
from urllib.parse import parse_qsl

from mockcore.call import Call
from mockcore.errors import BadRequest, UnsupportedMedia
from mockcore.reference.bodies import STEERING
from mockcore.reference.forms import parsed
from mockcore.reference.input.body_values import body_values
from mockcore.reference.input.inputs import Inputs
from mockcore.reference.input.query_values import MissingScope
from mockcore.reference.operation import Operation


def scope_values(call: Call) -> dict[str, Any]:
    """company_id and project_id as query or else JSON body name them, of a request that cannot be read otherwise."""
    scope: dict[str, Any] = {name: value for name, value in parse_qsl(call.query) if name in STEERING}
    try:
        body = parsed(call)
    except (BadRequest, UnsupportedMedia):
        body = None
    if isinstance(body, dict):
        scope = {name: body[name] for name in STEERING if isinstance(body.get(name), str | int)} | scope
    return scope


def scope_from_body(missing: MissingScope, operation: Operation, call: Call, inputs: Inputs) -> None:
    """Fills in the body of a request whose query leaves out the company or project: beside the attributes they count as well.

    Raises: what is missing when the body does not name it either; else as ``body_values``.
    """
    inputs.query = missing.values
    body_values(operation, call, inputs)
    beside = scope_values(call)
    for name in missing.names:
        if inputs.context.get(name) is None and inputs.attributes.get(name) is None:
            if beside.get(name) in (None, ""):
                raise missing
            inputs.context[name] = beside[name]
    inputs.unknown = [name for name in inputs.unknown if name not in missing.names]
