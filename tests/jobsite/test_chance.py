"""Small draws by key."""

from mockcore.jobsite.chance import share, whole


def test_a_key_draws_the_same_and_other_keys_others() -> None:
    assert share("rfi", 1) == share("rfi", 1)
    assert len({share("rfi", number) for number in range(100)}) == 100


def test_shares_lie_between_none_and_all_and_are_spread() -> None:
    shares = [share("spread", number) for number in range(1_000)]
    assert 0 <= min(shares) < 0.02
    assert 0.98 < max(shares) < 1


def test_whole_numbers_reach_both_ends() -> None:
    assert {whole(2, 5, "days", number) for number in range(100)} == {2, 3, 4, 5}
