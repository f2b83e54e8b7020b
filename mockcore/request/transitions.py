"""The steps that a status may take, as a tool's module declares them: checked at every update, shown in the docs."""

from collections.abc import Mapping
from typing import Any, NoReturn

from mockcore.errors import Unprocessable
from mockcore.request.declare import DECLARED

Steps = Mapping[str, tuple[str, ...]]


class Transitions:
    """The steps that a status of a resource may take, from one value to those that may follow, and where this is known from.

    Source: decisions, Steps of a status.
    """

    def __init__(self, kind: str, field: str, initial: str, steps: Steps, source: str) -> None:
        self.kind, self.field, self.initial, self.source = kind, field, initial, source
        self.allowed = steps

    def check(self, old: str | None, new: str, name: str | None = None) -> None:
        """Raises: Unprocessable naming the field when the step is not allowed; values of no step pass."""
        if old is not None and old != new and old in self.allowed and new not in self.allowed[old]:
            self.refuse(old, new, name)

    def refuse(self, old: str, new: str, name: str | None = None) -> NoReturn:
        """Raises: Unprocessable naming the field, with the status that there is and those that may follow."""
        following = " or ".join(self.allowed.get(old, ())) or "nothing"
        sentence = f"cannot change from {old} to {new}: from {old} it changes to {following}"
        raise Unprocessable(fields={name or self.field: [sentence]})

    def follow(self, values: Mapping[str, Any], old: Mapping[str, Any]) -> None:
        """Holds the values of an update to the steps. Raises: as ``check``."""
        status = values.get(self.field)
        if isinstance(status, str):
            self.check(old.get(self.field), status)


def transitions(kind: str, field: str, *, initial: str, steps: Steps, source: str) -> Transitions:
    """Declares the steps of a field of the resource, which every update is held to after its ``@before`` hooks.

    An enumeration of which nothing is declared takes any step.
    """
    declared = Transitions(kind, field, initial, steps, source)
    DECLARED.transitions.setdefault(kind, []).append(declared)
    return declared
