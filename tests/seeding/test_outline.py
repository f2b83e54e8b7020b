from mockcore.reference.references import References
from mockcore.seeding.outline import SERVER_OWNED, outline
from tests.tiny import catalog


def test_what_the_server_owns_is_not_drawn_and_references_are_apart() -> None:
    tiny = catalog()
    widget = outline(tiny.kind("widgets"), References(tiny.references, tiny.kind_names))
    drawn = set(widget.schema["properties"])
    assert {"name", "status"} <= drawn
    assert not drawn & SERVER_OWNED
    assert ("holder_id", "users", False) in widget.references
