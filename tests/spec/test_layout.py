"""Objects are laid out from what is stored: every property in its order, the rest as unset."""

from types import SimpleNamespace
from typing import Any

from mockcore.spec.layout import Stated, laid_out


def shown(parts: Any, **body: Any) -> Any:
    return laid_out(parts)(SimpleNamespace(body=body), SimpleNamespace(memo={}))  # type: ignore[arg-type]


def titled(record: Any, source: Any) -> Any:
    return record.body.get("title") or record.body.get("subject")


def test_what_is_not_stored_is_shown_as_unset_in_the_order_of_the_document() -> None:
    parts = {"b": Stated("", ("b",), str), "a": Stated([], ("a",), list), "c": lambda record, source: 7}
    assert list(shown(parts, a=[1], z=9).items()) == [("b", ""), ("a", [1]), ("c", 7)]


def test_an_unset_list_is_never_shared_between_records() -> None:
    render = laid_out({"a": Stated([], ("a",), list)})
    first: Any = render(SimpleNamespace(body={}), SimpleNamespace(memo={}))  # type: ignore[arg-type]
    first["a"].append(1)
    assert render(SimpleNamespace(body={}), SimpleNamespace(memo={})) == {"a": []}  # type: ignore[arg-type]


def test_its_own_attribute_wins_over_those_that_stand_for_it() -> None:
    parts = {"title": Stated(None, ("title", "subject"), str.upper, titled)}
    assert shown(parts, subject="b", title="a") == {"title": "A"}
    assert shown(parts, subject="b") == {"title": "b"}
    assert shown(parts, subject="b", title=None) == {"title": "b"}


def test_a_stored_null_is_unset() -> None:
    assert shown({"a": Stated(0, ("a",), int)}, a=None) == {"a": 0}
