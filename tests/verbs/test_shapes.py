from mockcore.verbs.shapes import Shape, framed


def layout(*, envelope: bool = False, nested: bool = False) -> Shape:
    return Shape(envelope, True, None, False, lambda record, source: None, ("", "", ""), nested, {})


def test_texts_are_framed_as_the_dialect_wants_them() -> None:
    assert framed([b"1", b"2"], layout()) == b"[1,2]"
    assert framed([b"1"], layout(envelope=True)) == b'{"data":[1]}'
    assert framed([b"1"], layout(nested=True)) == b"[[1]]"
