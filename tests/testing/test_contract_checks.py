"""Codes that a project allows."""

import pytest

from mockcore.testing.contract_checks import check_codes


@pytest.mark.parametrize("codes", ["unknown-parameter", ["unknown-parameter", "oversized-page"], []])
def test_codes_of_findings_are_allowed_one_or_several(codes: str | list[str]) -> None:
    check_codes("mockcore_allow", codes)


def test_a_code_that_there_is_not_is_told_with_the_nearest() -> None:
    with pytest.raises(pytest.UsageError, match="did you mean unknown-parameter"):
        check_codes("mockcore_allow", "unknown-parametr")
    with pytest.raises(pytest.UsageError, match="known are"):
        check_codes("mockcore_allow", "x")
