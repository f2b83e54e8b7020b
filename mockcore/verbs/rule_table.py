"""Imports every module that registers rules, and looks rules up."""

from mockcore.verbs import bulk, derived, exports, histories, lists, one, own_account, trees
from mockcore.verbs.answer import RULES, WRITING, Rule

MODULES = (bulk, own_account, derived, exports, histories, lists, one, trees)


def rule_named(name: str) -> Rule:
    """The function of a rule. Raises: KeyError."""
    return RULES[name]


def writes(name: str) -> bool:
    """Whether the rule may change the store."""
    return name in WRITING
