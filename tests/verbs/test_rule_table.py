import pytest

from mockcore.verbs.rule_table import rule_named, writes


def test_rules_of_every_module_are_there() -> None:
    names = ("list", "create", "bulk_update", "count", "export", "me", "change_history", "find_or_create_by_path")
    assert all(callable(rule_named(name)) for name in names)


def test_reading_is_told_from_writing() -> None:
    assert [writes(name) for name in ("list", "show", "create", "sync")] == [False, False, True, True]


def test_a_rule_that_nothing_answers_is_an_error() -> None:
    with pytest.raises(KeyError):
        rule_named("no such rule")
