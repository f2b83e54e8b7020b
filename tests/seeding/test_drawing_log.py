from datetime import UTC, datetime
from typing import Any

from mockcore.fake import Fake
from mockcore.reference.catalog import Catalog
from mockcore.seeding.drawing_log import complete
from mockcore.seeding.world_records import WorldRecords
from mockcore.store.records import Records
from tests.tiny import blank

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def completed(revisions: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    records = WorldRecords(Records(blank()), Catalog.load(), Fake("test"), NOW)
    drawings = [records.add("drawings", {"title": title}, 1, 10) for title in ("Plan", "Section")]
    logged = [records.add("drawing_revisions", {}, 1, 10) for _ in range(revisions)]
    complete(records.add, {"drawings": drawings, "drawing_revisions": logged}, 1, 10)
    return [drawing.body for drawing in drawings], [revision.body for revision in logged]


def test_each_drawing_is_of_a_discipline_by_its_name() -> None:
    assert [drawing["discipline"] for drawing in completed(0)[0]] == ["Architectural", "Architectural"]


def test_the_last_revision_of_a_drawing_is_in_force() -> None:
    _, revisions = completed(3)
    assert [revision["current"] for revision in revisions] == [False, True, True]
    assert [(revision["title"], revision["revision_number"]) for revision in revisions] == [
        ("Plan", "0"), ("Section", "0"), ("Plan", "1"),
    ]  # fmt: skip
