from mockcore.journal.digests import PLAIN, SHORT_BYTES, Digests
from mockcore.reference.catalog import Catalog
from tests.journal.exchanges import exchange, without_bodies

CATALOG = Catalog.load()
DIGESTS = Digests(CATALOG)
VENDOR = "/rest/v1.0/vendors"


def operation(method: str, path: str) -> str:
    return str(next(entry["id"] for entry in CATALOG.entries if (entry["method"], entry["path"]) == (method, path)))


def test_a_call_that_says_and_is_told_little_costs_nothing() -> None:
    show, creation = operation("GET", f"{VENDOR}/{{id}}"), operation("POST", VENDOR)
    assert DIGESTS.of(exchange("GET", f"{VENDOR}/5?company_id=7", operation=show, answer={"id": 5})) is PLAIN
    assert DIGESTS.of(exchange("POST", VENDOR, {"vendor": {}}, operation=creation, status=201)) is PLAIN


def test_of_a_list_the_ids_stay() -> None:
    listing = operation("GET", VENDOR)
    digest = DIGESTS.of(exchange("GET", VENDOR, operation=listing, answer=[{"id": 5, "x": {"id": 1}}, {"id": 6}]))
    assert (sorted(digest.ids.split()), digest.cut) == ([b"5", b"6"], False)


def test_of_a_long_body_its_breaches_stay_and_what_tells_it_apart() -> None:
    creation = operation("POST", VENDOR)
    body = {"company_id": 7, "vendor": {"name": "x" * SHORT_BYTES, "colour": "red"}}
    whole = exchange("POST", VENDOR, body, operation=creation, status=201)
    (dropped,) = without_bodies([whole], CATALOG)
    assert (dropped.call.body, dropped.body_digest) == (b"", whole.body_digest)
    assert dropped.digest is not None
    assert dropped.digest.breaches == (("unknown-field", "vendor.colour"),)


def test_of_a_token_request_stays_what_is_compared_and_how_long_it_lasts() -> None:
    media = {"content-type": "application/x-www-form-urlencoded"}
    sent = b"grant_type=refresh_token&refresh_token=r1&client_secret=hush"
    digest = DIGESTS.of(exchange("POST", "/oauth/token", sent, headers=media, answer={"expires_in": 5400}))
    assert (digest.form, digest.lifetime_seconds) == ({"grant_type": "refresh_token", "refresh_token": "r1"}, 5400)
