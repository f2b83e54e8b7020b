from types import SimpleNamespace
from typing import Any

from mockcore.reference.layout import laid_out
from mockcore.reference.references import References
from mockcore.reference.scalars import Scalars, column, identity, scalar_list
from tests.tiny import catalog, record


def test_an_id_may_be_stored_inside_an_object() -> None:
    tiny = catalog()
    origin = Scalars(tiny, References(tiny.references, tiny.kind_names)).resolver("holder_id", {"type": "integer"}, "widgets")
    render = laid_out({"holder_id": origin})
    source: Any = SimpleNamespace(deleted=())
    assert render(record("widgets", 1, 1, holder={"id": 9}), source) == {"holder_id": 9}


def test_a_list_of_ids_is_made_of_ids_and_objects() -> None:
    render = laid_out({"holder_ids": scalar_list("holder_ids", {"type": "integer"}, ["holders"])})
    source: Any = SimpleNamespace(deleted=())
    assert render(record("widgets", 1, 1, holders=[{"id": 3}, 4, None]), source) == {"holder_ids": [3, 4]}


def test_times_and_ids_come_from_the_record_itself() -> None:
    source: Any = SimpleNamespace(deleted=())
    widget = record("widgets", 7, 1)
    assert column("created_at", {"type": "string", "format": "date-time"})(widget, source) == widget.created_at
    assert identity("widget_id", {"type": "integer"})(widget, source) == 7
