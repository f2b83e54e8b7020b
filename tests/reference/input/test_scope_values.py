"""The company and project that a request names."""

from dataclasses import replace
from typing import Any

import orjson
import pytest

from mockcore.call import Call
from mockcore.errors import Reason
from mockcore.reference.coercion import Problems
from mockcore.reference.input.inputs import Inputs
from mockcore.reference.input.query_values import MissingScope
from mockcore.reference.input.scope_values import scope_from_body, scope_values
from tests.reference.input.documents import CREATE
from tests.tiny import WIDGETS


def call(body: Any, query: str = "") -> Call:
    return Call("POST", WIDGETS, query, {"content-type": "application/json"}, orjson.dumps(body))


def missing() -> MissingScope:
    return MissingScope(Problems({"company_id": [Reason.MISSING]}), {"view": "extended"}, ["company_id"])


def test_query_and_body_name_a_scope_and_the_query_counts_as_in_a_call_that_can_be_read() -> None:
    request = call({"company_id": 5, "widget": {}}, "company_id=4&project_id=7&page=x")
    assert scope_values(request) == {"company_id": "4", "project_id": "7"}
    assert scope_values(call({"company_id": 5, "widget": {}}, "project_id=7")) == {"company_id": 5, "project_id": "7"}


def test_a_body_that_cannot_be_read_names_nothing() -> None:
    assert scope_values(replace(call({}), body=b"{")) == {}
    assert scope_values(replace(call({}), headers={"content-type": "text/xml"})) == {}


def test_a_scope_that_the_query_lacks_is_taken_from_beside_the_attributes() -> None:
    inputs = Inputs()
    scope_from_body(missing(), CREATE, call({"company_id": 5, "widget": {"name": "Pump"}}), inputs)
    assert inputs == Inputs(query={"view": "extended"}, attributes={"name": "Pump"}, context={"company_id": 5})


@pytest.mark.parametrize("beside", [{}, {"company_id": ""}, {"company_id": None}])
def test_a_scope_that_neither_names_is_missing(beside: dict[str, Any]) -> None:
    with pytest.raises(MissingScope):
        scope_from_body(missing(), CREATE, call({"widget": {"name": "Pump"}, **beside}), Inputs())
