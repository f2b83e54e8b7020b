"""What is remembered of records goes when one of them is written, or the second passes that it rests on."""

import pytest

from mockcore.store import record_caches
from mockcore.store.record_caches import RecordCaches


def test_whoever_remembers_something_of_a_resource_hears_of_its_writes_alone() -> None:
    caches, heard = RecordCaches(), []
    caches.remembered(lambda: heard.append("users"), "users", "vendors")
    caches.changed("rfis")
    assert heard == []
    caches.changed("vendors")
    caches.changed()
    assert heard[:1] == ["users"]
    assert len(heard) > 1


def test_every_write_is_another_generation_and_drops_texts() -> None:
    caches = RecordCaches()
    caches.texts["one"] = b"{}"
    caches.version_cache["one"] = 1
    caches.changed("rfis")
    assert (caches.generation, caches.texts, caches.version_cache) == (1, {}, {"one": 1})
    caches.changed()
    assert (caches.generation, caches.version_cache) == (2, {})


def test_texts_are_of_one_second_and_results_by_version_until_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_caches, "MOST_VERSIONS", 1)
    caches = RecordCaches()
    caches.at(1)
    caches.texts["one"], caches.version_cache["one"] = b"{}", 1
    caches.at(1)
    assert caches.texts
    caches.at(2)
    assert (caches.texts, caches.version_cache) == ({}, {"one": 1})
    caches.version_cache["two"] = 2
    caches.at(3)
    assert caches.version_cache == {}
