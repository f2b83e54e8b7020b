import pytest

from mockcore.errors import InvalidToken, MockError, NotFound, UnknownRoute


def below(error: type[MockError]) -> list[type[MockError]]:
    return [error, *(part for child in error.__subclasses__() for part in below(child))]


@pytest.mark.parametrize("error", below(MockError)[1:])
def test_every_failure_has_a_status_a_code_and_a_sentence(error: type[MockError]) -> None:
    assert 400 <= error.status <= 504
    assert error.code == error.code.upper()
    assert error.default
    assert error.source


def test_a_refused_token_is_challenged() -> None:
    challenge = InvalidToken().headers["WWW-Authenticate"]
    assert 'error="invalid_token"' in challenge
    assert 'error_description="The access token is invalid"' in challenge


def test_a_failure_keeps_its_own_sentence() -> None:
    assert (str(NotFound()), UnknownRoute("Gone fishing.").message) == ("Not Found", "Gone fishing.")
