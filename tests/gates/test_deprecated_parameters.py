"""Parameters that are deprecated, or whose time is over."""

from typing import Any

import pytest

from mockcore.errors import BadRequest
from mockcore.gates.admission import Admission
from mockcore.gates.deprecated_parameters import announce
from mockcore.reference.lifecycle import DEPRECATED, parsed_all
from tests.tiny import Tiny


def listing(query: str, **row: Any) -> Admission:
    """A list of widgets, with an announcement for its parameter sort."""
    tiny = Tiny()
    text = {"name": "no-sort", "parameter": "sort", "operations": ["listWidgets"], "source": "ours", **row}
    tiny.engine.timeline.replace(parsed_all([text], tiny.engine.catalog.nameable))
    context = tiny.admission(query=query)
    context.notice = tiny.engine.timeline.notice(context.operation, context.call.path, tiny.clock.epoch())
    return context


def test_a_deprecated_parameter_is_noted_on_the_call() -> None:
    context = listing("sort=name", deprecated="2026-01-01")
    announce(context)
    assert context.call.lifecycle == DEPRECATED
    assert context.call.findings == [{"code": "deprecated-parameter", "detail": "sort"}]
    assert "Deprecation" in dict(context.call.reply_headers)


def test_a_call_without_it_is_told_nothing() -> None:
    context = listing("page=1", deprecated="2026-01-01")
    announce(context)
    assert (list(context.call.findings), list(context.call.reply_headers)) == ([], [])


def test_after_its_sunset_it_is_refused_by_its_name() -> None:
    with pytest.raises(BadRequest) as refused:
        announce(listing("sort=name", sunset="2026-01-01"))
    assert refused.value.fields == {"sort": ["was sunset on 2026-01-01."]}
