"""What a request brings: parameters wherever they stand, the time, and what the caller may."""

import pytest

from mockcore.errors import Forbidden
from mockcore.oauth.access_levels import Permit
from tests.tiny import PROJECT, Tiny


def test_a_parameter_is_taken_from_the_path_before_the_query_and_the_body() -> None:
    context = Tiny().context(query="page=3")
    context.inputs.attributes = {"page": 5, "name": "Pump", "project_id": 99}
    assert [context.parameter(name) for name in ("project_id", "page", "name", "colour")] == [PROJECT, 3, "Pump", None]


def test_the_time_stands_still_during_a_request() -> None:
    tiny = Tiny()
    context = tiny.context()
    before = context.now()
    tiny.clock.advance(60)
    assert (before, context.now()) == ("2026-01-15T15:00:00Z", before)


def test_deleting_needs_its_own_level() -> None:
    tiny = Tiny()
    tiny.context(permit=Permit(3, 3, 3)).may_delete()
    with pytest.raises(Forbidden):
        tiny.context(permit=Permit(2, 2, 3)).may_delete()
