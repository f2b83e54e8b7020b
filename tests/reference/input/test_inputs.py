"""What a request says, by the place where it says it."""

from mockcore.reference.input.inputs import Inputs


def test_what_one_request_says_is_not_said_by_the_next() -> None:
    first = Inputs(path={"id": 7})
    first.unknown.append("colour")
    first.context["company_id"] = 1
    assert Inputs() == Inputs({}, {}, {}, None, {}, [])
