from typing import Any

import pytest

from mockcore.call import Call
from mockcore.errors import BadRequest
from mockcore.reference.conform import decimal_text, number_of, uuid_of
from mockcore.reference.forms import MOST_FIELDS, nested, parsed


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        ([("a[b][c]", "1")], {"a": {"b": {"c": "1"}}}),
        ([("a[]", "1"), ("a[]", "2")], {"a": ["1", "2"]}),
        ([("a[1]", "y"), ("a[0]", "x")], {"a": ["x", "y"]}),
        ([("r[][n]", "1"), ("r[][m]", "2"), ("r[][n]", "3")], {"r": [{"n": "1", "m": "2"}, {"n": "3"}]}),
        ([("r[][h][a]", "1"), ("r[][h][b]", "2"), ("r[][h][a]", "3")], {"r": [{"h": {"a": "1", "b": "2"}}, {"h": {"a": "3"}}]}),
        ([("r[][n]", "1"), ("r[][t][]", "2"), ("r[][t][]", "3")], {"r": [{"n": "1", "t": ["2", "3"]}]}),
        ([("plain", "x")], {"plain": "x"}),
    ],
)
def test_brackets_make_maps_and_arrays(pairs: list[tuple[str, Any]], value: Any) -> None:
    assert nested(pairs) == value


@pytest.mark.parametrize("body", [b'{"a"', b"\xff", b"[" * 200 + b"]" * 200])
def test_a_body_that_cannot_be_read_is_refused(body: bytes) -> None:
    with pytest.raises(BadRequest):
        parsed(Call("POST", "/", headers={"content-type": "application/json"}, body=body))


def multipart(*parts: str) -> Call:
    body = "".join(f"--X\r\nContent-Disposition: form-data; name={part}\r\n" for part in parts) + "--X--\r\n"
    return Call("POST", "/", headers={"content-type": "multipart/form-data; boundary=X"}, body=body.encode())


def test_a_part_of_json_is_an_object_beside_bracketed_names() -> None:
    told = '"task"\r\nContent-Type: application/json\r\n\r\n{"title": "Bolts", "ids": [1, 2]}'
    plain = '"task[status]"\r\n\r\n{"not": "read"}'
    assert parsed(multipart(told, plain)) == {"task": {"title": "Bolts", "ids": [1, 2], "status": '{"not": "read"}'}}


def test_a_part_of_json_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(BadRequest):
        parsed(multipart('"task"\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{"title"'))


@pytest.mark.parametrize("number", [1, 2**32, 2**48 + 7, 2**63 - 1])
def test_an_id_can_be_read_back_from_its_uuid(number: int) -> None:
    assert number_of(uuid_of(number)) == number


def test_a_uuid_that_is_not_ours_carries_no_id() -> None:
    assert number_of("7b1f9c3e-8a52-4a0e-9d39-1f8f6a0f3c11") is None
    assert number_of("nonsense") is None


@pytest.mark.parametrize(
    ("value", "text"), [(47700, "47700.00"), (8.5, "8.50"), (0.125, "0.125"), (1e20, "100000000000000000000.00")]
)
def test_money_has_two_places_at_least(value: float, text: str) -> None:
    assert decimal_text(value) == text


@pytest.mark.parametrize("disposition", ['name="x"', 'name="x"; filename="a.txt"'])
def test_a_form_of_too_many_parts_is_refused_before_all_are_read(disposition: str) -> None:
    part = f"--b\r\nContent-Disposition: form-data; {disposition}\r\n\r\n1\r\n".encode()
    headers = {"content-type": "multipart/form-data; boundary=b"}
    with pytest.raises(BadRequest, match="more than"):
        parsed(Call("POST", "/", headers=headers, body=part * (MOST_FIELDS + 1) + b"--b--\r\n"))
    assert parsed(Call("POST", "/", headers=headers, body=part * 3 + b"--b--\r\n"))
