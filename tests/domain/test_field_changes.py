"""Each change of a field of a record, by whom and when."""

from mockcore.domain.field_changes import field_changes
from mockcore.domain.references import name_of
from mockcore.request.context import Context


def test_a_field_is_listed_with_its_old_and_new_value_once_for_each_change(context: Context) -> None:
    line = context.put("budget_line_items", {"quantity": 1, "uom": "ea"})
    context.change(line, {"quantity": 2})
    context.change(line, {"quantity": 3, "uom": "ls"})
    changes = list(field_changes(context, line))
    assert [(change.field, change.old, change.new) for change in changes] == [
        ("quantity", 1, 2),
        ("quantity", 2, 3),
        ("uom", "ea", "ls"),
    ]
    assert {(change.at, change.user_id, change.user_name) for change in changes} == {
        (context.now(), context.user_id, name_of(context, "users", context.user_id))
    }


def test_a_new_record_has_no_changed_fields(context: Context) -> None:
    assert list(field_changes(context, context.put("budget_line_items", {"quantity": 1}))) == []
