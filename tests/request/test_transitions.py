"""The allowed changes of a status."""

import pytest

from mockcore.errors import Unprocessable
from mockcore.request.transitions import Transitions


def test_a_status_follows_its_transitions() -> None:
    status = Transitions("draft", draft=("open",), open=("closed",))
    status.check(None, "closed")
    status.check("open", "open")
    status.check("draft", "open")
    with pytest.raises(Unprocessable) as refused:
        status.check("draft", "closed", "state")
    assert refused.value.fields == {"state": ["cannot change from draft to closed: from draft it changes to open"]}
