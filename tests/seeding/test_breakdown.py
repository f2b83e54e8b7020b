from typing import Any

from mockcore.domain.work_breakdown import DEFAULTS, PATTERNS, SEGMENTS
from mockcore.seeding.breakdown import begin, complete
from mockcore.store.records import Stored
from tests.tiny import record


class Added(list[tuple[str, int | None]]):
    """Which records were added, by resource and project."""

    def add(self, kind: str, body: dict[str, Any], company_id: int, project_id: int | None) -> Stored:
        self.append((kind, project_id))
        return record(kind, len(self), company_id, **body)


def test_a_company_begins_with_the_default_segments_and_a_pattern() -> None:
    added = Added()
    begin(added.add, 1)
    assert added == [(SEGMENTS, None)] * len(DEFAULTS) + [(PATTERNS, None)]


def test_a_project_has_a_pattern_and_without_lines_no_codes() -> None:
    added = Added()
    complete(added.add, lambda kind, company_id, project_id: [], {}, 1, 10)
    assert added == [(PATTERNS, 10)]
