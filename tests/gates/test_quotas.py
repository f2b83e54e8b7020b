import pytest

from mockcore.clock import Clock
from mockcore.errors import BadRequest, TooManyRequests
from mockcore.gates.quotas import Limits, checked
from mockcore.settings import Settings


def limits(**given: int) -> tuple[Limits, Clock]:
    clock = Clock("2026-01-15T12:00:00Z", frozen=True)
    return Limits(Settings(**given)), clock  # type: ignore[arg-type]


def test_the_window_that_is_nearer_is_told_and_binds() -> None:
    quota, clock = limits(rate_limit_hourly=5, rate_limit_spike=3)
    now = clock.epoch()
    assert [quota.take("a", clock.epoch()) for _ in range(3)] == [(3, 2, now + 10), (3, 1, now + 10), (3, 0, now + 10)]
    with pytest.raises(TooManyRequests) as refused:
        quota.take("a", clock.epoch())
    assert (refused.value.quota, refused.value.headers) == ((3, 0, now + 10), {"Retry-After": "10"})
    clock.advance(10)
    assert [quota.take("a", clock.epoch()) for _ in range(2)] == [(5, 1, now + 3600), (5, 0, now + 3600)]
    with pytest.raises(TooManyRequests) as refused:
        quota.take("a", clock.epoch())
    assert refused.value.headers == {"Retry-After": "3590"}
    clock.advance(3590)
    assert quota.take("a", clock.epoch())[1] == 2


def test_each_app_and_company_has_its_own() -> None:
    quota, clock = limits(rate_limit_hourly=1)
    quota.take("app 1", clock.epoch())
    quota.take("app 2", clock.epoch())
    with pytest.raises(TooManyRequests):
        quota.take("app 1", clock.epoch())


def test_off_counts_and_refuses_nothing() -> None:
    quota, clock = limits()
    assert [quota.take("a", clock.epoch())[:2] for _ in range(2)] == [(1_000_000, 999_999), (1_000_000, 999_998)]


def test_a_clock_set_back_begins_the_windows_again() -> None:
    quota, clock = limits(rate_limit_hourly=1)
    quota.take("a", clock.epoch())
    clock.advance(-86_400)
    assert quota.take("a", clock.epoch())[1] == 0


@pytest.mark.parametrize("change", [{"preset": "large"}, {"hourly": -1}, {"spike": True}, {"minutely": 5}, {"hourly": "10"}])
def test_quotas_that_cannot_be_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(BadRequest):
        checked(change)


def test_a_sandbox_may_have_quotas_of_its_own() -> None:
    quota, clock = limits()
    quota.choose("off", 2, None, sandbox=7)
    assert [quota.take("app 7", clock.epoch(), 7)[0] for _ in range(2)] == [2, 2]
    with pytest.raises(TooManyRequests):
        quota.take("app 7", clock.epoch(), 7)
    assert quota.take("app 8", clock.epoch(), 8)[0] == 1_000_000
    another, _ = limits()
    another.continue_from(quota.saved)
    with pytest.raises(TooManyRequests):
        another.take("app 7", clock.epoch(), 7)
    quota.follow_server(7)
    assert quota.take("app 7", clock.epoch(), 7)[:2] == (1_000_000, 999_999)
