from mockcore.request.context import Context
from mockcore.verbs.answer import RULES, WRITING, Answer, rule


def test_a_rule_is_registered_under_each_of_its_names() -> None:
    def nothing(context: Context) -> Answer:
        return Answer()

    try:
        rule("first of two", "second of two", writes=True)(nothing)
        assert RULES["first of two"] is RULES["second of two"] is nothing
        assert {"first of two", "second of two"} <= WRITING
    finally:
        for name in ("first of two", "second of two"):
            RULES.pop(name, None)
            WRITING.discard(name)


def test_an_answer_has_the_document_s_status_and_headers_of_its_own() -> None:
    assert Answer().status is None
    assert Answer().headers is not Answer().headers
