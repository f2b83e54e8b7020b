from mockcore.call import Call
from mockcore.errors import NotFound, TooManyRequests
from mockcore.replies import refusal, reply
from mockcore.verbs.answer import Answer
from tests.tiny import catalog

CREATING = catalog().match("POST", "/rest/v1.0/projects/10/widgets")[0]


def test_an_answer_has_the_status_of_its_operation_unless_it_says_another() -> None:
    assert reply(CREATING, Answer(value={"id": 1})).status == 201
    assert reply(CREATING, Answer(value={"id": 1}, status=200)).body == b'{"id":1}'


def test_an_empty_answer_is_an_empty_object_or_no_body_at_all() -> None:
    assert reply(CREATING, Answer(text=b"")).body == b"{}"
    assert reply(CREATING, Answer(text=b"x", status=204)).body == b""


def test_a_failure_is_written_in_the_dialect_of_its_path() -> None:
    first, second = (refusal(Call("GET", f"/rest/{version}/nothing"), NotFound()) for version in ("v1.0", "v2.0"))
    assert first.body == b'{"errors":["Not Found"]}'
    assert second.body != first.body
    assert first.status == second.status == 404


def test_a_failure_has_headers_of_its_own() -> None:
    assert refusal(Call("GET", "/rest/v1.0/me"), TooManyRequests(seconds=7)).header("retry-after") == "7"
