from typing import Any

from mockcore.reference.nested import Fragment, nested
from mockcore.store.records import Stored
from tests.tiny import record


class Users:
    """A source with one user."""

    def __init__(self) -> None:
        self.cache: dict[Any, Any] = {}
        self.version_cache: dict[Any, Any] = {}
        self.private_seen = 0
        self.deleted: set[int] = set()

    def find(self, kind: str, identifier: int) -> Stored | None:
        return record("users", 100, 1, name="Anna") if (kind, identifier) == ("users", 100) else None

    def shows(self, record: Any) -> bool:
        return True

    def children(self, kind: str, parent_id: int) -> list[Stored]:
        return []


def shown(value: Any, source: Any = None) -> Any:
    def body(record: Any, source: Any) -> Any:
        return dict(record.body)

    return nested(body, False, "users", value, source or Users(), record("widgets", 1, 1))


def test_an_id_or_an_object_with_an_id_is_the_record() -> None:
    assert shown(100) == shown("100") == shown({"id": 100}) == {"name": "Anna"}


def test_a_text_is_what_the_object_is_called() -> None:
    assert shown("Roofing")["name"] == "Roofing"


def test_a_record_that_is_not_there_is_shown_by_its_id() -> None:
    assert shown(7)["id"] == 7


def test_a_fragment_has_the_times_and_place_of_its_owner() -> None:
    owner = record("widgets", 1, 1)
    fragment = Fragment({"id": 3}, owner)
    assert (fragment.id, fragment.parent_id, fragment.created_at) == (3, 1, owner.created_at)
