"""Facts, one by name."""

from mockcore.store.facts import fact, set_fact
from tests.tiny import blank


def test_a_fact_is_what_was_set_last() -> None:
    storage = blank()
    assert fact(storage, "name") is None
    set_fact(storage, "name", "first")
    set_fact(storage, "name", "last")
    set_fact(storage, "other", "another")
    assert (fact(storage, "name"), fact(storage, "other")) == ("last", "another")


def test_a_fact_is_undone_with_its_transaction() -> None:
    storage = blank()
    set_fact(storage, "name", "before")
    try:
        with storage.transaction(write=True):
            set_fact(storage, "name", "undone")
            raise KeyError
    except KeyError:
        assert fact(storage, "name") == "before"
