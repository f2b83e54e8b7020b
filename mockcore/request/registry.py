"""What behaviours have declared: tables from targets to functions, filled by the decorators in ``contract``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Guard = Callable[..., None]
Cascade = Callable[..., None]
Action = Callable[..., Any]
Computation = Callable[..., Any]


@dataclass(slots=True)
class Behaviours:
    """Everything declared: (resource, rule) → guards and cascades, operation → action, (resource, field) → computation."""

    guards: dict[tuple[str, str], list[Guard]] = field(default_factory=dict)
    cascades: dict[tuple[str, str], list[Cascade]] = field(default_factory=dict)
    actions: dict[str, Action] = field(default_factory=dict)
    computations: dict[tuple[str, str], Computation] = field(default_factory=dict)

    moving: set[str] = field(default_factory=set)
    filters: dict[tuple[str, str], Callable[..., Any]] = field(default_factory=dict)
    narrowings: dict[str, list[Callable[..., None]]] = field(default_factory=dict)

    def unknown(self, kinds: set[str], operations: set[str]) -> list[str]:
        """Declared targets that the document does not have."""
        named = {key[0] for key in (*self.guards, *self.cascades, *self.computations, *self.filters)} | set(self.narrowings)
        return sorted(named - kinds) + sorted(set(self.actions) - operations)


DECLARED = Behaviours()
