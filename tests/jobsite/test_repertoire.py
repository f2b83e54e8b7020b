"""What orders may name."""

import pytest

from mockcore.errors import BadRequest
from mockcore.jobsite.repertoire import check


@pytest.mark.parametrize(
    ("tools", "rates", "sentence"),
    [
        (["rfis"], {}, "did you mean rfi?"),
        (None, {"notes_log": 1.0}, "did you mean notes_logs?"),
        (None, {"rfi": -1.0}, "goes from 0 to 100"),
        (None, {"rfi": float("nan")}, "goes from 0 to 100"),
    ],
)
def test_what_nobody_does_is_refused(tools: list[str] | None, rates: dict[str, float], sentence: str) -> None:
    with pytest.raises(BadRequest) as refusal:
        check(tools, rates)
    assert sentence in str(refusal.value.fields)
