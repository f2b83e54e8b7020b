"""The allowed changes of a status, as a tool's module declares them."""

from collections.abc import Mapping
from typing import NoReturn

from mockcore.errors import Unprocessable


class Transitions:
    """The allowed changes of a status: ``Transitions("draft", draft=("open",), open=("closed",))``."""

    def __init__(self, initial: str, **allowed: tuple[str, ...]) -> None:
        self.initial = initial
        self.allowed: Mapping[str, tuple[str, ...]] = allowed

    def check(self, old: str | None, new: str, name: str = "status") -> None:
        """Raises: Unprocessable naming the field when the change is not allowed."""
        if old is None or old == new:
            return
        if new not in self.allowed.get(old, ()):
            self.refuse(old, new, name)

    def refuse(self, old: str, new: str, name: str = "status") -> NoReturn:
        """Raises: Unprocessable naming the field, with the status that there is and those that may follow."""
        following = " or ".join(self.allowed.get(old, ())) or "nothing"
        raise Unprocessable(fields={name: [f"cannot change from {old} to {new}: from {old} it changes to {following}"]})
