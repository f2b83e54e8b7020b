"""The files among the values of a request."""

from typing import Any

import pytest

from mockcore.reference.coercion import Upload
from mockcore.reference.input.uploads import uploads

FILE = Upload("a.pdf", "application/pdf", b"")


@pytest.mark.parametrize("values", [{"file": FILE}, {"a": {"b": FILE}}, {"a": [1, FILE]}, {"a": [{"b": [{"c": FILE}]}]}])
def test_a_file_is_found_however_deep_it_stands(values: dict[str, Any]) -> None:
    assert uploads(values)


def test_values_without_a_file_have_none() -> None:
    assert not uploads({"a": 1, "b": {"c": ["a.pdf"]}, "d": [{}, []]})
