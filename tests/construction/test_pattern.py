from random import Random

import pytest

from mockcore.construction.pattern import UnmatchablePattern, matching


@pytest.mark.parametrize("pattern", [r"^[A-Z]{3}-\d{4}$", r"^-?\d+(\.\d{1,2})?$", r"^(open|closed)$", r"^#[0-9a-f]{6}$"])
def test_a_text_is_found_for_the_patterns_that_schemas_use(pattern: str) -> None:
    assert matching(pattern, Random(1))


def test_a_pattern_without_a_match_is_refused_by_name() -> None:
    with pytest.raises(UnmatchablePattern):
        matching(r"^(?=b)a$", Random(1))
