import pytest

from mockcore.errors import MethodNotAllowed, UnknownRoute
from mockcore.reference.router import build, match, methods

PATHS = [("GET", "/r/{id}"), ("DELETE", "/r/{id}"), ("GET", "/r/{id}.pdf"), ("GET", "/r"), ("POST", "/r")]
TREE = build(((number, *pair) for number, pair in enumerate(PATHS)))


@pytest.mark.parametrize(
    ("path", "operation", "value"),
    [
        ("/r/7", 0, "7"), ("/r/7/", 0, "7"), ("/r/{}", 0, "{}"), ("/r/{}.pdf", 2, "{}"),
        ("/r/a%20b", 0, "a b"), ("/r/7.txt", 0, "7.txt"),
    ],
)  # fmt: skip
def test_a_segment_is_the_value_of_its_parameter_whatever_it_is(path: str, operation: int, value: str) -> None:
    found = match(TREE, "GET", path)
    assert (found.operation, found.values) == (operation, [value])


@pytest.mark.parametrize("path", ["/", "/s", "/r/7/x", "/{}"])
def test_a_path_that_no_operation_has_is_unknown(path: str) -> None:
    with pytest.raises(UnknownRoute):
        match(TREE, "GET", path)
    assert methods(TREE, path) is None


def test_a_method_that_the_path_lacks_is_answered_with_those_it_has() -> None:
    with pytest.raises(MethodNotAllowed) as refused:
        match(TREE, "PUT", "/r/7")
    assert refused.value.headers == {"Allow": "DELETE, GET, HEAD, OPTIONS"}
    assert methods(TREE, "/r") == ["GET", "POST", "HEAD", "OPTIONS"]
