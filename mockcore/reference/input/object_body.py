"""A body that is an object: the attributes in their wrapper, what stands beside it, and the rows of a bulk action."""

from typing import Any

from mockcore.errors import BadRequest, Reason
from mockcore.reference.bodies import ALONE, STEERING
from mockcore.reference.coercion import Problems, attributes
from mockcore.reference.input.bulk_rows import body_rows
from mockcore.reference.input.inputs import Inputs
from mockcore.reference.input.refusal import empty, refusal
from mockcore.reference.operation import Body, Operation
from mockcore.reference.schema import Schema


def read_object(operation: Operation, spec: Body, body: dict[str, Any], inputs: Inputs) -> None:
    """Fills attributes, rows and context from an object. Raises: as ``refusal``."""
    if spec.demand:
        wrapped = body.get(spec.wrapper or "")
        if not wrapped or wrapped.__class__ is str:
            body = _without_wrapper(spec, body)
    problems = Problems()
    schema = spec.schema
    if spec.rows is not None:
        inputs.rows = body_rows(spec, body, problems)
        body = {name: value for name, value in body.items() if name != spec.rows}
        schema = _without_rows(operation, spec)
    values = attributes(schema, body, problems)
    if problems:
        _refuse(problems, spec.wrapper, inputs)
    _divide(values, spec.wrapper, inputs)
    fields = schema.get("properties", {})
    inputs.unknown += [name for name in body if name not in fields]


def _without_wrapper(spec: Body, body: dict[str, Any]) -> dict[str, Any]:
    """A body whose wrapper is not there or empty, where it may be so. Raises: BadRequest naming the wrapper."""
    if not empty(body.get(str(spec.wrapper))):
        return body
    others = {name: value for name, value in body.items() if name != spec.wrapper}
    fields = spec.schema.get("properties", {})
    if spec.demand == ALONE and any(name in fields and name not in STEERING and not empty(others[name]) for name in others):
        return others if body.get(str(spec.wrapper)) != {} else body
    raise BadRequest(fields={str(spec.wrapper): [Reason.MISSING]})


def _without_rows(operation: Operation, spec: Body) -> Schema:
    """The schema of what stands beside the rows, which have been read."""
    schema: Schema | None = operation.compiled.get("beside rows")
    if schema is None:
        required = [name for name in spec.schema.get("required", ()) if name != spec.rows]
        schema = operation.compiled["beside rows"] = {**spec.schema, "required": required}
    return schema


def _refuse(problems: Problems, wrapper: str | None, inputs: Inputs) -> None:
    """Raises: as ``refusal`` for what is wrong, but for a scope that query or path name as well."""
    parameters = inputs.query | inputs.path
    wrong = {
        _unwrapped(name, wrapper): reasons
        for name, reasons in problems.items()
        if name not in STEERING or parameters.get(name) is None
    }
    if wrong:
        raise refusal(wrong)


def _unwrapped(name: str, wrapper: str | None) -> str:
    """The name of a field as Rails reports it: relative to the wrapped record."""
    return name.removeprefix(f"{wrapper}.") if wrapper else name


def _divide(values: dict[str, Any], wrapper: str | None, inputs: Inputs) -> None:
    """What steers the request is its context; other fields beside the wrapper count as if they stood in it."""
    wrapped = values.pop(wrapper, None) if wrapper else None
    if values:
        inputs.context = {name: value for name, value in values.items() if name in STEERING}
        beside = {name: value for name, value in values.items() if name not in STEERING}
        wrapped = {**beside, **(wrapped or {})}
    inputs.attributes = wrapped or {}
