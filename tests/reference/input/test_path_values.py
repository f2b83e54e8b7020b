"""The values in a path."""

from dataclasses import replace

import pytest

from mockcore.errors import BadRequest, NotFound
from mockcore.reference.input.path_values import path_values
from mockcore.reference.operation import Parameter
from tests.reference.input.documents import SHOW

COLOUR = Parameter("colour", "path", True, {"type": "string", "enum": ["red", "blue"]})
COLOURED = replace(SHOW, path_names=["colour"], parameters=[COLOUR], compiled={})


def test_ids_in_a_path_are_numbers() -> None:
    assert path_values(SHOW, ["10", "7"]) == {"project_id": 10, "id": 7}
    assert path_values(SHOW, ["10", "7.0"])["id"] == 7
    assert path_values(SHOW, ["10", str(2**63 - 1)])["id"] == 2**63 - 1


@pytest.mark.parametrize("text", ["seven", "1.5", "9" * 30, str(2**63)])
def test_an_id_that_is_no_number_or_too_large_is_of_nothing(text: str) -> None:
    with pytest.raises(NotFound):
        path_values(SHOW, ["10", text])


def test_a_segment_is_one_of_those_that_the_document_lists() -> None:
    assert path_values(COLOURED, ["red"]) == {"colour": "red"}
    with pytest.raises(BadRequest) as refused:
        path_values(COLOURED, ["7"])
    assert refused.value.fields == {"colour": ["is not one of: red, blue"]}


@pytest.mark.parametrize("text", ["0", "-1", "000", "0.0"])
def test_a_number_that_is_no_id_is_not_found(text: str) -> None:
    with pytest.raises(NotFound):
        path_values(SHOW, [text])
