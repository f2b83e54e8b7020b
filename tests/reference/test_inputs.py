"""What a request says, read by its operation."""

from typing import Any

import orjson
import pytest

from mockcore.call import Call
from mockcore.errors import BadRequest, NotFound, Reason
from mockcore.reference.inputs import Inputs, body_values, path_values, query_values
from tests.tiny import WIDGETS, catalog

CATALOG = catalog()
LIST, CREATE, SHOW = (
    CATALOG.match(method, path)[0] for method, path in (("GET", WIDGETS), ("POST", WIDGETS), ("GET", f"{WIDGETS}/1"))
)


def body(value: Any) -> Inputs:
    inputs = Inputs()
    headers = {"content-type": "application/json"}
    body_values(CREATE, Call("POST", WIDGETS, "", headers, orjson.dumps(value)), inputs)
    return inputs


def test_ids_in_a_path_are_numbers() -> None:
    assert path_values(SHOW, ["10", "7"]) == {"project_id": 10, "id": 7}
    assert path_values(SHOW, ["10", "7.0"])["id"] == 7


@pytest.mark.parametrize(("text", "error"), [("seven", BadRequest), ("9" * 30, NotFound)])
def test_an_id_that_is_no_number_or_too_large_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        path_values(SHOW, ["10", text])


def test_a_query_is_read_by_its_parameters_and_what_is_not_declared_is_noted() -> None:
    values, unknown = query_values(LIST, "page=2&filter[status][]=open&filters[status][]=closed&colour=red")
    assert values == {"page": 2, "filters[status]": ["open", "closed"], "colour": "red"}
    assert unknown == ["colour"]


def test_a_page_that_is_no_number_is_refused_by_its_name() -> None:
    with pytest.raises(BadRequest) as refused:
        query_values(LIST, "page=two")
    assert refused.value.fields == {"page": [Reason.NOT_AN_INTEGER]}


def test_the_attributes_of_a_record_stand_in_its_wrapper_and_what_is_beside_it_unknown_is_noted() -> None:
    inputs = body({"widget": {"name": "Pump", "weight": 2}, "colour": "red"})
    assert (inputs.attributes["name"], inputs.attributes["weight"]) == ("Pump", 2)
    assert inputs.unknown == ["colour"]


@pytest.mark.parametrize(("value", "field"), [({}, "widget"), ({"widget": {"status": "open"}}, "name")])
def test_what_is_missing_is_named_as_the_record_has_it(value: Any, field: str) -> None:
    with pytest.raises(BadRequest) as refused:
        body(value)
    assert refused.value.fields == {field: [Reason.MISSING]}
