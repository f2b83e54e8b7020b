"""How a tool's module declares what Procore does beyond create, show, update and delete.

A module registers functions beside their definition: ``@before`` guards or completes a write, ``@after`` cascades,
``@action`` answers an operation itself, ``@computed`` gives a field. Unknown targets are refused at start-up.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from mockcore.errors import Unprocessable
from mockcore.request.registry import DECLARED

F = TypeVar("F", bound=Callable[..., Any])


def before(kind: str, *rules: str) -> Callable[[F], F]:
    """Runs before a create, update or delete of the resource, with the attributes and the record, if there is one."""

    def register(function: F) -> F:
        for rule in rules:
            DECLARED.guards.setdefault((kind, rule), []).append(function)
        return function

    return register


def after(kind: str, *rules: str) -> Callable[[F], F]:
    """Runs after it, with the record as stored."""

    def register(function: F) -> F:
        for rule in rules:
            DECLARED.cascades.setdefault((kind, rule), []).append(function)
        return function

    return register


def action(*operations: str) -> Callable[[F], F]:
    """Answers operations, named ``PATCH rfis/{}/forward_for_review`` (no version, no scope), instead of their rule."""

    def register(function: F) -> F:
        for name in operations:
            DECLARED.actions[name] = function
        return function

    return register


def narrow(kind: str) -> Callable[[F], F]:
    """Adds conditions to the resource's lists, with the context and what is wanted."""

    def register(function: F) -> F:
        DECLARED.narrowings.setdefault(kind, []).append(function)
        return function

    return register


def filtered(kind: str, *names: str) -> Callable[[F], F]:
    """Gives the conditions of a filter that is no field of the resource, from the context and the values asked for."""

    def register(function: F) -> F:
        for name in names:
            DECLARED.filters[kind, name] = function
        return function

    return register


def computed(kind: str, *names: str, moving: bool = False) -> Callable[[F], F]:
    """Gives the value of fields that are not stored; ``moving``: it changes with time, without any write."""

    def register(function: F) -> F:
        if moving:
            DECLARED.moving.add(kind)
        for name in names:
            DECLARED.computations[kind, name] = function
        return function

    return register


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
            raise Unprocessable(fields={name: [f"cannot change from {old} to {new}"]})
