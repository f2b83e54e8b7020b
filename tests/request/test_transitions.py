"""The allowed changes of a status."""

import pytest

from mockcore.errors import Unprocessable
from mockcore.request.transitions import Transitions


def test_a_status_follows_its_transitions() -> None:
    steps = {"draft": ("open",), "open": ("closed",), "closed": ()}
    status = Transitions("rfis", "state", "draft", steps, "assumed")
    status.check(None, "closed")
    status.check("open", "open")
    status.check("draft", "open")
    with pytest.raises(Unprocessable) as refused:
        status.check("draft", "closed")
    assert refused.value.fields == {"state": ["cannot change from draft to closed: from draft it changes to open"]}
    with pytest.raises(Unprocessable) as final:
        status.follow({"state": "open"}, {"state": "closed"})
    assert final.value.fields == {"state": ["cannot change from closed to open: from closed it changes to nothing"]}
