"""What the modules of `mockcore/tools` declare, as sentences: when each rule works, and what its docstring says of it."""

import inspect
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

from mockcore import errors, tools
from mockcore.request.declare import DECLARED

WRITTEN = {"create": "created", "update": "changed", "delete": "deleted", "restore": "restored"}
MOST_OF_A_HEADING = 60
_SHOWN, _FILTERED = "shown with ", "filtered by "
_STATUSES = {
    name: str(kind.status)
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.MockError)
}


class Rule(NamedTuple):
    """What a tool's module declares about a resource, or about an action: when the function works."""

    kind: str
    action: str
    when: str
    function: Callable[..., Any]


def sections(kinds: Collection[str], actions: Collection[str]) -> Iterator[str]:
    """What is declared about these resources and actions: a heading for each module, its docstring, and its rules."""
    modules = defaultdict[str, dict[Callable[..., Any], list[Rule]]](dict)
    for rule in _declared():
        if rule.action in actions or rule.kind in kinds:
            modules[rule.function.__module__].setdefault(rule.function, []).append(rule)
    for module, functions in sorted(modules.items()):
        yield _about(sys.modules[module])
        ordered = sorted(functions.items(), key=lambda pair: pair[0].__code__.co_firstlineno)
        yield "\n".join(f"- {_occasion(rules)}: {prose(function.__doc__)}" for function, rules in ordered)


def _about(module: ModuleType) -> str:
    """The docstring of a module: its subject is the heading where it begins with one."""
    text = prose(module.__doc__)
    subject, colon, rest = text.partition(": ")
    if not colon or len(subject) > MOST_OF_A_HEADING or "." in subject:
        return f"### {module.__name__.rsplit('.', 1)[-1].replace('_', ' ').capitalize()}\n\n{text}"
    return f"### {subject}\n\n{rest[0].upper()}{rest[1:]}"


def prose(documentation: str | None) -> str:
    """A docstring as sentences in Markdown; failures are statuses."""
    text = " ".join(inspect.cleandoc(documentation or "").split())
    text = re.sub(r" ?Raises: as ``\w+``\.", "", text)
    text = re.sub(r"Raises: ([^.]*)", lambda match: f"Answers {_as_statuses(match[1])}", text)
    return re.sub(r"``(.*?)``", r"`\1`", text)


def _as_statuses(reasons: str) -> str:
    return re.sub(r"\b[A-Z]\w+\b", lambda name: _STATUSES.get(name[0], name[0]), reasons)


@cache
def _declared() -> list[Rule]:
    tools.load()
    # Which module was imported first is not to show.
    guards = sorted(DECLARED.guards.items(), key=lambda entry: entry[0][0])
    cascades = sorted(DECLARED.cascades.items(), key=lambda entry: entry[0][0])
    rules = [Rule(kind, "", WRITTEN[write], one) for (kind, write), functions in guards for one in functions]
    rules += [Rule(kind, "", WRITTEN[write], one) for (kind, write), functions in cascades for one in functions]
    rules += [Rule("", name, f"`{name}`", function) for name, function in DECLARED.actions.items()]
    for kind, functions in DECLARED.narrowings.items():
        rules += [Rule(kind, "", "listed", function) for function in functions]
    rules += [Rule(kind, "", f"{_FILTERED}`{name}`", one) for (kind, name), one in DECLARED.filters.items()]
    rules += [Rule(kind, "", f"{_SHOWN}`{name}`", one) for (kind, name), one in DECLARED.computations.items()]
    return [rule for rule in rules if inspect.getdoc(rule.function)]


def _occasion(rules: list[Rule]) -> str:
    """When a function works: ``rfis created or changed``."""
    occasions = defaultdict[str, list[str]](list)
    for kind in dict.fromkeys(rule.kind for rule in rules if not rule.action):
        occasions[_either([rule.when for rule in rules if rule.kind == kind])].append(f"`{kind}`")
    actions = [rule.when for rule in rules if rule.action]
    return "; ".join([*actions, *(f"{', '.join(kinds)} {when}" for when, kinds in occasions.items())])


def _either(choices: list[str]) -> str:
    """One of several, in words; what all begin with is said once."""
    first, *others = dict.fromkeys(choices)
    beginning = next((word for word in (_SHOWN, _FILTERED) if first.startswith(word)), "")
    named = [first, *(choice.removeprefix(beginning) for choice in others)]
    return " or ".join([", ".join(named[:-1]), named[-1]]) if others else first
