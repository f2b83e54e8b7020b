"""The values in a body: an object, an array of rows, or nothing."""

import pytest

from mockcore.call import Call
from mockcore.errors import BadRequest, Reason
from mockcore.reference.input.body_values import body_values
from mockcore.reference.input.inputs import Inputs
from mockcore.reference.operation import Operation
from tests.reference.input.documents import CREATE, LIST, with_body
from tests.tiny import WIDGETS

ROWS = {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}}}
DELETES = {"type": "object", "required": ["ids"], "properties": {"ids": {"type": "array", "items": {"type": "integer"}}}}
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def read(operation: Operation, body: bytes, content_type: str = JSON, method: str | None = None) -> Inputs:
    inputs = Inputs()
    body_values(operation, Call(method or operation.method, WIDGETS, "", {"content-type": content_type}, body), inputs)
    return inputs


@pytest.mark.parametrize(
    ("content_type", "body"),
    [(JSON, b'{"widget": {"name": "Pump", "weight": 2}}'), (FORM, b"widget[name]=Pump&widget[weight]=2")],
)
def test_json_and_a_form_say_the_same(content_type: str, body: bytes) -> None:
    assert read(CREATE, body, content_type).attributes == {"name": "Pump", "weight": 2}


def test_an_array_is_rows_where_the_document_has_them() -> None:
    assert read(with_body(ROWS, "bulk_create"), b'[{"name": "Pump"}, 7]').rows == [{"name": "Pump"}, 7]
    assert read(with_body(DELETES, "bulk_delete"), b"[7]").rows == [7]


@pytest.mark.parametrize(
    ("operation", "body"),
    [(CREATE, b"[1]"), (CREATE, b'"Pump"'), (with_body(ROWS, "bulk_create"), b"{}"), (with_body(ROWS, "bulk_create"), b"7")],
)
def test_a_body_of_another_form_is_refused(operation: Operation, body: bytes) -> None:
    with pytest.raises(BadRequest):
        read(operation, body)


def test_a_body_that_must_be_there_and_is_not_is_called_by_its_wrapper() -> None:
    with pytest.raises(BadRequest) as refused:
        read(CREATE, b"")
    assert refused.value.fields == {"widget": [Reason.MISSING]}
    assert read(CREATE, b"", method="DELETE") == Inputs()


@pytest.mark.parametrize("body", [b"other=1", b"ids=", b"{}", b'{"ids": null}', b'{"ids": {}}', b'{"ids": " "}'])
def test_a_body_without_rows_lacks_them_also_as_a_form(body: bytes) -> None:
    with pytest.raises(BadRequest) as refused:
        read(with_body(DELETES, "bulk_delete"), body, "application/json" if body.startswith(b"{") else FORM)
    assert refused.value.fields == {"ids": [Reason.MISSING]}


def test_a_body_that_nobody_reads_must_be_one_that_can_be_read() -> None:
    assert read(LIST, b"{", method="GET") == Inputs()
    assert read(LIST, b'{"x": 1}', method="DELETE") == Inputs()
    with pytest.raises(BadRequest):
        read(LIST, b"{", method="DELETE")
