from mockcore.verbs.shapes import Shape, framed, variant
from tests.tiny import catalog

COMPACT = {"type": "object", "properties": {"id": {"type": "integer"}}}
NORMAL = {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}


def layout(*, envelope: bool = False, nested: bool = False) -> Shape:
    return Shape(envelope, True, None, False, lambda record, source: None, ("", "", ""), nested, {})


def test_a_view_chooses_among_the_alternatives_and_none_means_the_richest() -> None:
    operation = catalog().named("listWidgets")
    both = {"anyOf": [COMPACT, NORMAL]}
    assert variant(operation, both, "compact") == COMPACT
    assert variant(operation, both, "") == NORMAL
    assert variant(operation, both, "ids_only") == {"type": "integer"}


def test_texts_are_framed_as_the_dialect_wants_them() -> None:
    assert framed([b"1", b"2"], layout()) == b"[1,2]"
    assert framed([b"1"], layout(envelope=True)) == b'{"data":[1]}'
    assert framed([b"1"], layout(nested=True)) == b"[[1]]"
