import pytest

from mockcore.errors import Reason


@pytest.mark.parametrize(
    "reason", [Reason.BLANK, Reason.TAKEN, Reason.NOT_LISTED, f"{Reason.TOO_SMALL} 0", Reason.NOT_A_NUMBER]
)
def test_a_value_that_can_be_read_breaks_a_rule(reason: str) -> None:
    assert Reason.breaks_a_rule(reason)


@pytest.mark.parametrize("reason", [Reason.MISSING, Reason.NOT_AN_OBJECT, Reason.NOT_AN_INTEGER])
def test_what_is_missing_or_cannot_be_read_does_not(reason: str) -> None:
    assert not Reason.breaks_a_rule(reason)
