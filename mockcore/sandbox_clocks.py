"""Clocks of sandboxes that have one of their own; for the others it is the server's."""

from typing import Any

from mockcore.clock import Clock


class SandboxClocks:
    """``own`` are the clocks by the company of their sandbox."""

    def __init__(self, server: Clock) -> None:
        self._server = server
        self.own: dict[int, Clock] = {}

    def of(self, sandbox: int) -> Clock:
        """The clock that a sandbox goes by; 0 is the server."""
        return self.own.get(sandbox, self._server)

    def copy(self, sandbox: int) -> Clock:
        """A clock that shows what the sandbox's shows, and can be set without setting that."""
        return _resumed(self.of(sandbox).state)

    def put(self, sandbox: int, clock: Clock) -> None:
        """Lets a sandbox go by that clock."""
        self.own[sandbox] = clock

    def follow_server(self, sandbox: int) -> None:
        """Lets a sandbox go by the server's clock again."""
        self.own.pop(sandbox, None)

    @property
    def state(self) -> list[Any]:
        """All there is to know of them, for another process."""
        return [[sandbox, clock.state] for sandbox, clock in self.own.items()]

    def resume(self, state: list[Any]) -> None:
        """The clocks of a ``state``."""
        self.own = {sandbox: _resumed(clock) for sandbox, clock in state}

    @property
    def saved(self) -> list[Any]:
        """Their ``state`` as of this moment, from which ``continue_from`` continues."""
        return [[sandbox, clock.saved] for sandbox, clock in self.own.items()]

    def continue_from(self, saved: list[Any]) -> None:
        """The clocks as they were ``saved``, as if no time had passed."""
        self.own = {sandbox: Clock() for sandbox, _ in saved}
        for sandbox, clock in saved:
            self.own[sandbox].continue_from(clock)


def _resumed(state: dict[str, Any]) -> Clock:
    clock = Clock()
    clock.resume(state)
    return clock
