"""Objects are laid out from what is stored: every property in its order, the rest as unset."""

from types import SimpleNamespace
from typing import Any

from mockcore.reference.layout import Stated, laid_out

# Where nothing is deleted.
SOURCE: Any = SimpleNamespace(deleted=())


def shown(parts: Any, **body: Any) -> Any:
    return laid_out(parts)(SimpleNamespace(body=body), SOURCE)  # type: ignore[arg-type]


def told(value: Any, record: Any, source: Any) -> Any:
    return value


def test_what_is_not_stored_is_shown_as_unset_in_the_order_of_the_document() -> None:
    parts = {"b": Stated("", ("b",), str), "a": Stated([], ("a",), list), "c": lambda record, source: 7}
    assert list(shown(parts, a=[1], z=9).items()) == [("b", ""), ("a", [1]), ("c", 7)]


def test_an_unset_list_is_never_shared_between_records() -> None:
    render = laid_out({"a": Stated([], ("a",), list)})
    first: Any = render(SimpleNamespace(body={}), SOURCE)  # type: ignore[arg-type]
    first["a"].append(1)
    assert render(SimpleNamespace(body={}), SOURCE) == {"a": []}  # type: ignore[arg-type]


def test_its_own_attribute_wins_over_those_that_stand_for_it() -> None:
    parts = {"title": Stated(None, ("title", "subject"), str.upper, told)}
    assert shown(parts, subject="b", title="a") == {"title": "A"}
    assert shown(parts, subject="b") == {"title": "b"}
    assert shown(parts, subject="b", title=None) == {"title": "b"}


def test_the_first_attribute_that_has_a_value_makes_a_property_wherever_it_stands_in_the_record() -> None:
    parts = {"user": Stated(None, ("user", "user_id", "user_ids"), make=told)}
    assert shown(parts, user_ids=[3], user_id=2) == {"user": 2}
    assert shown(parts, user_id=2, user=1) == {"user": 1}
    assert shown(parts, user=None, user_ids=[3], user_id=None) == {"user": [3]}


def test_a_single_reference_stands_for_a_list_of_one() -> None:
    parts = {"users": Stated([], ("users", "user_ids", "user_id"), make=told, single="user_id")}
    assert shown(parts, user_id=2) == {"users": [2]}
    assert shown(parts, user_id=2, user_ids=[3, 4]) == {"users": [3, 4]}


def test_a_value_of_a_plain_type_is_shown_as_it_is() -> None:
    parts = {"n": Stated(None, ("n",), str, plain=frozenset({int}))}
    assert shown(parts, n=1) == {"n": 1}
    assert shown(parts, n=True) == {"n": "True"}


def test_a_stored_null_is_unset() -> None:
    assert shown({"a": Stated(0, ("a",), int)}, a=None) == {"a": 0}
