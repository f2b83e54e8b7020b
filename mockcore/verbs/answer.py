"""What a rule gives back, and the table that finds the rule."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from mockcore.request.context import Context


@dataclass(slots=True)
class Answer:
    """A value to encode, or ready text; ``status`` None means the document's. ``headers`` come as they are."""

    value: Any = None
    text: bytes | None = None
    status: int | None = None
    headers: list[tuple[str, str]] = field(default_factory=list)
    media_type: str | None = None


Rule = Callable[[Context], Answer]
R = TypeVar("R", bound=Rule)
RULES: dict[str, Rule] = {}
WRITING: set[str] = set()


def rule(*names: str, writes: bool = False) -> Callable[[R], R]:
    """Registers the function that answers operations of those rules."""

    def register(function: R) -> R:
        for name in names:
            RULES[name] = function
            if writes:
                WRITING.add(name)
        return function

    return register
