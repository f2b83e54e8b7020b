"""What to do where a redirection URI is not registered."""

import shlex
from dataclasses import replace

from mockcore.oauth.apps import DEFAULT_APPS
from mockcore.oauth.consent import UnregisteredRedirect
from mockcore.oauth.errors import invalid_request
from mockcore.web.redirect_advice import advice

WEB = DEFAULT_APPS[1]
URI = "http://localhost:3000/callback?next='/"


def test_the_default_web_app_is_given_the_address_by_an_option_or_a_request() -> None:
    start, request = map(shlex.split, advice(UnregisteredRedirect(WEB, URI), "http://here"))
    assert start == ["mockcore", "serve", "--redirect-uris", URI]
    assert request[2:4] == ["PATCH", "http://here/_mockcore/apps/mockcore-web"]
    assert request[-1] == f'{{"redirect_uris": ["{URI}"]}}'


def test_another_app_is_given_it_by_a_request_alone() -> None:
    assert len(advice(UnregisteredRedirect(replace(WEB, uid="own"), URI), "http://here")) == 1


def test_there_is_none_for_an_address_that_no_app_may_register_and_for_another_error() -> None:
    assert advice(UnregisteredRedirect(WEB, "/callback"), "http://here") == []
    assert advice(invalid_request("No."), "http://here") == []
