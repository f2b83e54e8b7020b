from mockcore.journal.exchange import MOST_BODY_BYTES, MOST_TEXT_BYTES, OVERHEAD_BYTES
from tests.journal.exchanges import exchange


def test_it_is_shown_without_its_secrets() -> None:
    shown = exchange("POST", "/rest/v1.0/x?access_token=abc", {"password": "secret", "name": "Ann"}).shown()
    assert shown["request"]["headers"]["authorization"] == "Bearer ***"
    assert shown["request"]["body"] == {"password": "***", "name": "Ann"}
    assert shown["query"] == "access_token=***"


def test_what_is_not_set_is_shown_as_none_and_active() -> None:
    shown = exchange("GET", "/rest/v1.0/x").shown()
    assert (shown["operation"], shown["fault"], shown["lifecycle"], shown["deprecated"]) == (None, None, "active", False)
    assert shown["response"]["headers"]["x-request-id"] == "id-1"


def test_very_large_bodies_lose_their_end() -> None:
    large = exchange("POST", "/rest/v1.0/x", b"x" * (MOST_TEXT_BYTES + 5), answer="y" * (MOST_BODY_BYTES + 5))
    size = large.cut()
    assert (len(large.call.body), len(large.reply.body)) == (MOST_TEXT_BYTES, MOST_BODY_BYTES)
    assert MOST_TEXT_BYTES + MOST_BODY_BYTES + OVERHEAD_BYTES < size == large.size


def test_small_bodies_stay_whole() -> None:
    small = exchange("POST", "/rest/v1.0/x", b"abc")
    assert OVERHEAD_BYTES + 3 < small.cut() < OVERHEAD_BYTES + 300
    assert small.call.body == b"abc"
