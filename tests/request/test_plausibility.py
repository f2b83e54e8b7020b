"""What is only implausible is noted, and refused by nobody."""

from typing import Any

import pytest

from mockcore.request.context import Context
from mockcore.request.plausibility import doubt_values
from tests.domain.conftest import context

__all__ = ["context"]


def doubts(context: Context, kind: str, values: dict[str, Any], old: dict[str, Any]) -> list[str]:
    before = len(context.call.findings)
    doubt_values(context, context.catalog.kind(kind), values, old)
    return [finding["detail"] for finding in context.call.findings[before:]]


@pytest.mark.parametrize(("hours", "doubted"), [("24.0", []), ("28.0", ["num_hours: 28.0"]), (None, []), ("many", [])])
def test_a_day_has_24_hours(context: Context, hours: Any, doubted: list[str]) -> None:
    assert doubts(context, "manpower_logs", {"num_hours": hours}, {}) == doubted


def test_an_end_before_the_start_that_there_is_is_doubted(context: Context) -> None:
    old = {"start_date": "2026-03-01", "completion_date": "2026-04-01"}
    assert doubts(context, "projects", {"completion_date": "2026-02-01"}, old) == [
        "completion_date: 2026-02-01 is before start_date: 2026-03-01"
    ]
    assert doubts(context, "projects", {"completion_date": "2026-03-01"}, old) == []
    assert doubts(context, "projects", {"name": "Mill"}, {**old, "completion_date": "2026-02-01"}) == []
