"""Operations as the tests of this folder need them: those of tests/tiny.yaml, with another query or body."""

from dataclasses import replace
from typing import Any

from mockcore.reference.bodies import body_slice
from mockcore.reference.operation import Body, Operation, Parameter
from tests.tiny import WIDGETS, catalog

CATALOG = catalog()
LIST, CREATE, SHOW = (
    CATALOG.match(method, path)[0] for method, path in (("GET", WIDGETS), ("POST", WIDGETS), ("GET", f"{WIDGETS}/1"))
)


def with_query(*required: str, **schemas: Any) -> Operation:
    """The list with other parameters in its query."""
    parameters = [Parameter(name, "query", name in required, schema) for name, schema in schemas.items()]
    return replace(LIST, parameters=parameters, compiled={})


def body_of(schema: Any, rule: str = "create") -> Body:
    """The body of a schema, for a rule."""
    return Body(**body_slice(schema, ["application/json"], True, "widget", rule))


def with_body(schema: Any, rule: str = "create", method: str = "POST") -> Operation:
    """An operation with another body."""
    return replace(CREATE, method=method, rule=rule, body=body_of(schema, rule), compiled={})
