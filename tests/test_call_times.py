import pytest

from mockcore.call import Call
from mockcore.clock import instant
from mockcore.engine import Engine
from mockcore.errors import BadRequest
from mockcore.settings import Settings
from tests.tiny import Tiny

LATER = instant("2031-01-15T12:00:00Z")


@pytest.fixture
def engine() -> Engine:
    """One in which the company 7 has a clock of its own."""
    engine = Tiny().engine
    clock = engine.clocks.copy(7)
    clock.set(LATER, frozen=True)
    engine.clocks.put(7, clock)
    return engine


def year(engine: Engine, call: Call) -> int:
    before = engine.clock.epoch()
    with engine.times.entered(call):
        shown = engine.clock.now().year
    assert engine.clock.epoch() - before < 60
    return shown


def test_a_call_of_a_sandbox_is_answered_at_its_time(engine: Engine) -> None:
    token = engine.tokens.issue("mockcore-dmsa-7", None).token
    assert year(engine, Call("GET", "/", headers={"procore-company-id": "7"})) == 2031
    assert year(engine, Call("GET", "/", headers={"authorization": f"Bearer {token}"})) == 2031
    assert year(engine, Call("POST", "/oauth/token", client_id="mockcore-dmsa-7")) == 2031


def test_other_calls_are_answered_at_the_servers(engine: Engine) -> None:
    now, token = engine.clock.now().year, engine.tokens.issue("mockcore-dmsa", None).token
    assert year(engine, Call("GET", "/", headers={"procore-company-id": "8"})) == now
    assert year(engine, Call("GET", "/", headers={"authorization": f"Bearer {token}"})) == now
    assert year(engine, Call("GET", "/", headers={"authorization": "Bearer x", "mockcore-now": "2040-01-01"})) == now


def test_a_time_by_header_comes_first_where_it_is_taken() -> None:
    engine = Engine.open(Settings(clock_header=True))
    try:
        assert year(engine, Call("GET", "/", headers={"mockcore-now": "2040-01-01"})) == 2040
        with pytest.raises(BadRequest):
            engine.times.entered(Call("GET", "/", headers={"mockcore-now": "soon"}))
    finally:
        engine.close()
