from mockcore.call import Call
from mockcore.errors import NotFound, TooManyRequests
from mockcore.gates.quotas import Limits
from mockcore.gates.rate_limits import count_failure
from mockcore.settings import Settings
from tests.tiny import PROJECT, Tiny

WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"


def test_a_call_over_the_quota_is_refused() -> None:
    tiny = Tiny(rate_limit_spike=2)
    assert [tiny.ask("GET", WIDGETS)[0] for _ in range(3)] == [200, 200, 429]


def test_a_failure_counts_for_the_caller_unless_it_has_been_counted() -> None:
    limits, call = Limits(Settings(rate_limit_hourly=2)), Call("GET", "/rest/v1.0/nothing", client_id="app")
    failure = NotFound()
    assert count_failure(call, failure, limits) is failure
    first = call.quota
    assert count_failure(call, failure, limits) is failure
    assert call.quota == first


def test_a_failure_over_the_quota_becomes_the_refusal_of_the_quota() -> None:
    limits = Limits(Settings(rate_limit_hourly=0))
    call = Call("GET", "/rest/v1.0/nothing")
    assert isinstance(count_failure(call, NotFound(), limits), TooManyRequests)
    assert call.quota is not None
    assert call.quota[1] == 0
