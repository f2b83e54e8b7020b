"""A call on its way in."""

from mockcore.gates.admission import NOBODY
from tests.tiny import OTHER, OTHER_PROJECT, Tiny


def test_nobody_calls_before_the_token_is_read() -> None:
    context = Tiny().admission()
    assert context.grant is NOBODY
    assert (NOBODY.user_id, NOBODY.client_id) == (None, "")


def test_rules_get_the_very_context_that_passed_the_gates() -> None:
    tiny = Tiny()
    tiny.make(name="Valve")
    context = tiny.admission()
    answer = context.act(context)
    assert b'"Valve"' in (answer.text or b"")


def test_what_the_gates_look_up_is_that_of_the_server() -> None:
    tiny = Tiny()
    services = tiny.admission().services
    assert services.tokens is tiny.engine.tokens
    assert services.places.company_of(OTHER_PROJECT) == OTHER
