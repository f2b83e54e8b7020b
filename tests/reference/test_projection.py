from typing import Any

from mockcore.reference.projection import Projector
from mockcore.store.records import Stored
from tests.tiny import catalog, record


class Found:
    """A source with the records of a test."""

    def __init__(self, *records: Stored) -> None:
        self.cache: dict[Any, Any] = {}
        self.version_cache: dict[Any, Any] = {}
        self.private_seen = 0
        self.deleted: set[int] = set()
        self._records = {(record.kind, record.id): record for record in records}

    def find(self, kind: str, identifier: int) -> Stored | None:
        return self._records.get((kind, identifier))

    def shows(self, record: Any) -> bool:
        return True

    def creator_of(self, record: Any) -> int | None:
        return None

    def children(self, kind: str, parent_id: int) -> list[Stored]:
        return []


PERSON = {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}
WIDGET = {"type": "object", "properties": {"id": {"type": "integer"}, "title": {"type": "string"}, "holder": PERSON}}


def shown(widget: Stored, *others: Stored) -> Any:
    return Projector(catalog()).object(WIDGET, "widgets")(widget, Found(*others))


def test_a_name_that_is_not_stored_is_taken_from_one_that_is() -> None:
    assert shown(record("widgets", 7, 1, name="Pump"))["title"] == "Pump"


def test_a_reference_is_shown_as_the_record_that_it_names() -> None:
    anna = record("users", 100, 1, name="Anna")
    assert shown(record("widgets", 7, 1, holder_id=100), anna)["holder"] == {"id": 100, "name": "Anna"}


def test_what_has_no_value_is_shown_unset() -> None:
    assert set(shown(record("widgets", 7, 1))) == {"id", "title", "holder"}


def test_one_schema_of_a_resource_is_rendered_by_one_function() -> None:
    projector = Projector(catalog())
    assert projector.object(WIDGET, "widgets") is projector.object(dict(WIDGET), "widgets")
