import pytest

from mockcore.oauth import codes
from mockcore.oauth.errors import OAuthError
from mockcore.oauth.tokens import Tokens

HOME = "http://localhost/callback"


def redeemed(tokens: Tokens, code: str, client_id: str = "app", redirect_uri: str = HOME, **more: str) -> tuple[str, str]:
    access, refresh = codes.redeem({"code": code, "redirect_uri": redirect_uri, **more}, client_id, tokens)
    return access.token, refresh


def refused(tokens: Tokens, code: str, **changes: str) -> str:
    with pytest.raises(OAuthError) as told:
        redeemed(tokens, code, **changes)
    return told.value.error


def test_a_code_is_good_for_one_pair_of_its_person(tokens: Tokens) -> None:
    code = codes.issue(tokens, "app", 100, HOME)
    access, _ = redeemed(tokens, code)
    grant = tokens.access(access)
    assert grant is not None
    assert (grant.client_id, grant.user_id) == ("app", 100)


def test_a_second_use_ends_the_tokens_of_the_first(tokens: Tokens) -> None:
    code = codes.issue(tokens, "app", 100, HOME)
    access, refresh = redeemed(tokens, code)
    assert refused(tokens, code) == "invalid_grant"
    assert (tokens.access(access), tokens.rotate(refresh, "app")) == (None, None)


def test_a_second_use_ends_also_what_was_refreshed_since(tokens: Tokens) -> None:
    code = codes.issue(tokens, "app", 100, HOME)
    pair = tokens.rotate(redeemed(tokens, code)[1], "app")
    assert pair is not None
    tokens.clock.advance(3_600)
    assert refused(tokens, code) == "invalid_grant"
    assert (tokens.access(pair[0].token), tokens.rotate(pair[1], "app")) == (None, None)


def test_another_app_neither_redeems_a_code_nor_ends_its_tokens(tokens: Tokens) -> None:
    code = codes.issue(tokens, "app", 100, HOME)
    assert refused(tokens, code, client_id="other") == "invalid_grant"
    access, _ = redeemed(tokens, code)
    assert refused(tokens, code, client_id="other") == "invalid_grant"
    assert tokens.access(access) is not None


def test_a_code_lives_ten_minutes(tokens: Tokens) -> None:
    first, second = (codes.issue(tokens, "app", 100, HOME) for _ in range(2))
    tokens.clock.advance(599)
    redeemed(tokens, first)
    tokens.clock.advance(1)
    assert refused(tokens, second) == "invalid_grant"


def test_a_mistake_does_not_use_the_code_up(tokens: Tokens) -> None:
    code = codes.issue(tokens, "app", 100, HOME, ("v" * 43, "plain"))
    assert refused(tokens, code, redirect_uri=HOME + "/") == "invalid_grant"
    assert refused(tokens, code, code_verifier="w" * 43) == "invalid_grant"
    assert refused(tokens, code) == "invalid_request"
    assert redeemed(tokens, code, code_verifier="v" * 43)


def test_workers_redeem_each_others_codes_once(workers: tuple[Tokens, Tokens]) -> None:
    one, two = workers
    code = codes.issue(one, "app", 100, HOME)
    access, _ = redeemed(two, code)
    assert refused(one, code) == "invalid_grant"
    assert (one.access(access), two.access(access)) == (None, None)
