from mockcore.clock import Clock, instant
from mockcore.sandbox_clocks import SandboxClocks

NOON, LATER = "2026-01-15T12:00:00Z", "2031-01-15T12:00:00Z"


def clocks() -> SandboxClocks:
    return SandboxClocks(Clock(NOON, frozen=True))


def with_one() -> SandboxClocks:
    both = clocks()
    own = both.copy(7)
    own.set(instant(LATER), frozen=True)
    both.put(7, own)
    return both


def test_a_sandbox_goes_by_the_servers_clock_until_it_has_its_own() -> None:
    assert clocks().of(7).stamp() == NOON
    both = with_one()
    assert [both.of(number).stamp() for number in (0, 7, 8)] == [NOON, LATER, NOON]
    both.follow_server(7)
    assert both.of(7).stamp() == NOON


def test_a_copy_is_set_without_setting_what_it_was_made_of() -> None:
    both = clocks()
    both.copy(7).advance(60)
    assert both.of(7).stamp() == NOON


def test_they_continue_elsewhere_and_from_what_was_saved() -> None:
    there, saved = clocks(), clocks()
    there.resume(with_one().state)
    saved.continue_from(with_one().saved)
    assert there.of(7).stamp() == saved.of(7).stamp() == LATER
