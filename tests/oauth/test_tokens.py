from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mockcore.oauth import tokens as module
from mockcore.oauth.tokens import Tokens
from mockcore.store.sqlite.database import Database
from tests.oauth.conftest import standing


def refreshed(tokens: Tokens) -> tuple[str, str]:
    with tokens.storage.transaction(write=True):
        access, refresh = tokens.begin("app", 100, "code")
    return access.token, refresh


def test_an_access_token_tells_its_app_and_person_for_ninety_minutes(tokens: Tokens) -> None:
    token = tokens.issue("app", 100).token
    grant = tokens.access(token)
    assert grant is not None
    assert (grant.client_id, grant.user_id, grant.expires_at - grant.created_at) == ("app", 100, 5_400)
    tokens.clock.advance(5_399)
    assert tokens.access(token) is not None
    tokens.clock.advance(1)
    assert tokens.access(token) is None


def test_an_app_without_a_person_and_a_token_without_end(tokens: Tokens) -> None:
    grant = tokens.issue("app", None, seconds=0)
    tokens.clock.advance(10**9)
    tokens.forget()
    assert tokens.access(grant.token) == grant


@pytest.mark.parametrize(("moved", "left"), [(-(10**8), 5_400), (-1, 5_400), (0, 5_400), (5_000, 400), (9_000, 0)])
def test_no_setting_of_the_clock_makes_a_lifetime_negative_or_longer(tokens: Tokens, moved: int, left: int) -> None:
    grant = tokens.issue("app", 100)
    tokens.clock.advance(moved)
    assert grant.seconds_left(tokens.clock.epoch()) == left


def test_a_token_never_shows_where_a_grant_is_written_out(tokens: Tokens) -> None:
    grant = tokens.issue("app", 100)
    assert grant.token not in repr(grant)


def test_a_verified_token_costs_no_second_look_at_the_database(tokens: Tokens) -> None:
    token = tokens.issue("app", 100).token
    tokens.forget()
    assert tokens.access(token) is not None
    told: list[str] = []
    tokens.storage.connection.set_trace_callback(told.append)
    assert tokens.access(token) is not None
    assert told == []


def test_only_so_many_tokens_are_remembered_and_the_others_still_count(tokens: Tokens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 3)
    issued = [tokens.issue("app", number).token for number in range(1, 6)]
    assert len(tokens._cache) == 3
    assert [grant.user_id for grant in map(tokens.access, issued) if grant] == [1, 2, 3, 4, 5]
    assert len(tokens._cache) == 3


def test_a_refresh_token_is_used_once_and_takes_its_access_token_along(tokens: Tokens) -> None:
    access, refresh = refreshed(tokens)
    assert (len(refresh), set(refresh) <= set("0123456789abcdef")) == (64, True)
    tokens.clock.advance(10**9)
    pair = tokens.rotate(refresh, "app")
    assert pair is not None
    assert (pair[0].user_id, tokens.access(pair[0].token)) == (100, pair[0])
    assert tokens.access(access) is None
    assert tokens.rotate(refresh, "app") is None
    assert tokens.rotate(pair[1], "app") is not None


def test_a_refresh_token_of_another_app_is_refused_and_lives_on(tokens: Tokens) -> None:
    _, refresh = refreshed(tokens)
    assert tokens.rotate(refresh, "other") is None
    assert tokens.rotate(refresh, "app") is not None


@pytest.mark.parametrize("which", [0, 1])
def test_revoking_either_of_a_pair_ends_both(tokens: Tokens, which: int) -> None:
    pair = refreshed(tokens)
    tokens.revoke(pair[which], "app")
    for _ in range(2):
        assert (tokens.access(pair[0]), tokens.rotate(pair[1], "app")) == (None, None)
        tokens.forget()


def test_revoking_what_is_unknown_or_another_apps_changes_nothing(tokens: Tokens) -> None:
    pair = refreshed(tokens)
    for token, app in ((pair[0], "other"), (pair[1], "other"), ("nothing", "app"), ("", "")):
        tokens.revoke(token, app)
    assert tokens.access(pair[0]) is not None
    assert tokens.rotate(pair[1], "app") is not None


def test_a_world_that_begins_anew_has_a_new_key(tokens: Tokens) -> None:
    blank = Database()
    blank.create_tables()
    token = tokens.issue("app", 100).token
    tokens.storage.load(blank.image())
    tokens.forget()
    assert tokens.access(token) is None
    assert tokens.access(tokens.issue("app", 100).token) is not None
    assert tokens.access(token) is None


def test_a_file_that_is_opened_again_knows_its_tokens(tmp_path: Path) -> None:
    path = str(tmp_path / "world.db")
    first = Database(path)
    first.create_tables()
    token = Tokens(first, standing()).issue("app", 100).token
    first.close()
    assert Tokens(Database(path), standing()).access(token) is not None


def test_workers_accept_each_others_tokens_and_revocations(workers: tuple[Tokens, Tokens]) -> None:
    one, two = workers
    access, refresh = refreshed(one)
    assert two.access(access) is not None
    assert one.access(two.issue("app", 7).token) is not None
    one.revoke(refresh, "app")
    assert two.access(access) is None


def test_a_reset_by_one_worker_ends_the_tokens_at_the_other(workers: tuple[Tokens, Tokens]) -> None:
    one, two = workers
    token = one.issue("app", 100).token
    assert two.access(token) is not None
    blank = Database()
    blank.create_tables()
    one.storage.load(blank.image())
    one.forget()
    assert two.access(token) is None
    assert one.access(two.issue("app", 100).token) is not None


def test_of_two_workers_that_refresh_at_once_exactly_one_wins(workers: tuple[Tokens, Tokens]) -> None:
    for _ in range(10):
        _, refresh = refreshed(workers[0])
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(Tokens.rotate, workers, [refresh] * 2, ["app"] * 2))
        assert sum(answer is not None for answer in answers) == 1
