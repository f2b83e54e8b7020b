"""The values in a body: an object of attributes, an array of rows, or nothing."""

from typing import Any

from mockcore.call import Call
from mockcore.errors import BadRequest, Reason
from mockcore.reference.forms import parsed
from mockcore.reference.input.inputs import Inputs
from mockcore.reference.input.object_body import read_object
from mockcore.reference.operation import Body, Operation


def body_values(operation: Operation, call: Call, inputs: Inputs) -> None:
    """Fills attributes, rows and context from the body.

    Raises: BadRequest naming each missing or malformed field; UnsupportedMedia.
    """
    spec = operation.body
    if spec is None:
        if call.method not in ("GET", "HEAD"):
            # Nobody reads it, but it has to be one that can be read.
            parsed(call, {})
        return
    body = parsed(call, spec.schema)
    if body is None:
        _allow_none(spec, call.method)
        if call.method in ("GET", "DELETE"):
            return
        body = {}
    _read(operation, spec, body, inputs)


def _allow_none(spec: Body, method: str) -> None:
    name = spec.wrapper if spec.demand else spec.rows if spec.required else None
    if name and method not in ("GET", "DELETE"):
        raise BadRequest(fields={name: [Reason.MISSING]})


def _read(operation: Operation, spec: Body, body: Any, inputs: Inputs) -> None:
    if isinstance(body, list) and spec.rows is not None:
        inputs.rows = body
    elif spec.rows == "":
        raise BadRequest(fields={"base": ["the body must be an array"]})
    elif isinstance(body, dict):
        read_object(operation, spec, body, inputs)
    else:
        raise BadRequest("The request body must be a JSON object.")
