from mockcore.errors import Reason
from mockcore.reference.input.refusal import empty, refusal


def test_broken_rules_are_422() -> None:
    error = refusal({"name": [Reason.BLANK], "status": [Reason.NOT_LISTED]})
    assert (error.status, error.fields["name"]) == (422, ["can't be blank"])


def test_what_is_missing_or_malformed_is_400_whatever_else_is_wrong() -> None:
    assert refusal({"name": [Reason.BLANK], "vendor_id": [Reason.NOT_AN_INTEGER]}).status == 400
    assert refusal({"name": [Reason.MISSING]}).status == 400


def test_what_has_no_content_is_empty_and_a_number_or_false_has_some() -> None:
    assert all(map(empty, (None, "", " ", {}, [])))
    assert not any(map(empty, (0, False, "x", [None], {"name": None})))
