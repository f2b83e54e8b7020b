"""A token of a running server."""

import pytest

from mockcore.errors import OperatorError
from mockcore.token_request import access_token
from tests.conftest import RunningServer


def test_the_default_app_is_asked_for_without_its_secret(server: RunningServer) -> None:
    assert access_token(f"{server.url}/").count(".") == 2
    assert access_token(server.url, server.client_id, server.client_secret).count(".") == 2


def test_a_refusal_says_what_the_server_says(server: RunningServer) -> None:
    with pytest.raises(OperatorError, match="refused with 401"):
        access_token(server.url, "nobody", "x")


def test_no_server_is_one_sentence() -> None:
    with pytest.raises(OperatorError, match="No server answers at http"):
        access_token("http://127.0.0.1:9")
