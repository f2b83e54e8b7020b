from mockcore.journal.digests import Digests
from mockcore.journal.exchange import FACTS, Exchange
from mockcore.journal.facts import facts_of, packed_facts, unpacked_facts
from tests.journal.exchanges import exchange, without_bodies
from tests.tiny import catalog


def mixed() -> list[Exchange]:
    """Plain reads with others between them."""
    reads = [exchange("GET", f"/rest/v1.0/x/{number}?page=1", number=number, at=number / 4) for number in (1, 2, 4, 6)]
    write = exchange("POST", "/rest/v1.0/x", {"name": "Ann"}, number=3, status=201)
    refused = exchange("GET", "/rest/v1.0/x", number=5, status=429)
    refused.reply.headers.append(("Retry-After", "9"))
    refused.call.quota, refused.call.fault, refused.call.lifecycle = (10, 0, 60), "busy", "deprecated"
    refused.call.findings = [{"code": "deprecated-parameter", "detail": "x"}]
    return sorted([*reads, write, refused], key=lambda one: one.number)


def test_every_fact_is_as_it_was() -> None:
    whole = mixed()
    for before, after in zip(whole, without_bodies(whole, catalog()), strict=True):
        assert {name: fact(before) for name, fact in FACTS.items()} == {name: fact(after) for name, fact in FACTS.items()}
        assert after.digest is not None


def test_facts_come_out_as_they_went_in_however_often_they_are_packed() -> None:
    once = without_bodies(mixed(), catalog())
    again = without_bodies(once, catalog())
    assert [(one.shown(), one.digest) for one in again] == [(one.shown(), one.digest) for one in once]


def test_a_short_body_that_was_sent_stays_and_what_was_waited_for() -> None:
    dropped = without_bodies(mixed(), catalog())
    assert dropped[2].request_body() == {"name": "Ann"}
    assert (dropped[4].reply.header("retry-after"), dropped[4].call.quota) == ("9", (10, 0, 60))


def test_no_token_stays() -> None:
    tokens = [exchange("GET", "/rest/v1.0/x", number=1), exchange("GET", "/rest/v1.0/x", number=2, status=401)]
    for one in tokens:
        one.call.headers = {**one.call.headers, "authorization": "Bearer hush"}
    assert b"hush" not in packed_facts([facts_of(one, Digests(catalog())) for one in tokens])
    assert without_bodies(tokens, catalog())[1].authorization == tokens[1].authorization


def test_a_line_break_in_a_path_stays_in_it() -> None:
    paths = ["/rest/a\nb", "/rest/c"]
    reads = [exchange("GET", path, number=number) for number, path in enumerate(paths)]
    assert [one.call.path for one in without_bodies(reads, catalog())] == paths


def test_a_thousand_plain_reads_take_little() -> None:
    reads = [exchange("GET", f"/rest/v1.0/projects/1/rfis/{number}", number=number) for number in range(1000)]
    digests = Digests(catalog())
    assert len(packed_facts([facts_of(one, digests) for one in reads])) < 100_000
    assert unpacked_facts(packed_facts([])) == []
