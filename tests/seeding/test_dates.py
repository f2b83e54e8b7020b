from datetime import UTC, datetime, timedelta
from random import Random

from mockcore.seeding.dates import Span, spans
from mockcore.seeding.scenario import Place

NOW = datetime(2026, 3, 2, tzinfo=UTC)
SPAN = Span(datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))


def test_records_come_in_their_order_within_the_span() -> None:
    moments = [SPAN.moment(index, 10, None, Random(index)) for index in range(10)]
    assert moments == sorted(moments)
    assert SPAN.since <= moments[0] < moments[-1] < SPAN.until


def test_what_belongs_to_another_follows_it_within_three_weeks() -> None:
    begun = datetime(2025, 6, 1, tzinfo=UTC)
    assert begun <= SPAN.moment(0, 1, "2025-06-01T00:00:00Z", Random(7)) <= begun + timedelta(days=21)


def test_a_project_spans_its_start_to_its_completion_or_to_now() -> None:
    done = Place(1, {"start_date": "2024-01-01", "completion_date": "2025-01-01"})
    running, planned = Place(2, {"start_date": "2025-01-01"}), Place(3, {})
    found = spans(Place(9, {}, projects=[done, running, planned]), NOW)
    assert {number: span.until.year for number, span in found.items()} == {1: 2025, 2: 2026}


def test_a_company_works_beside_its_projects_until_the_first_begins() -> None:
    company = Place(9, {}, projects=[Place(2, {"start_date": "2025-01-01"})], since="2020-01-01")
    assert spans(company, NOW)[9] == Span(datetime(2020, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC))
