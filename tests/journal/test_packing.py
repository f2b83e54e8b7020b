from dataclasses import asdict

from mockcore.journal.packing import STRUCK, packed, unpacked
from tests.journal.exchanges import exchange


def test_an_exchange_comes_out_as_it_went_in_under_its_new_number() -> None:
    one = exchange("POST", "/rest/v1.0/x?a=1", {"b": 2}, at=12.5, status=201, operation="createX")
    one.call.findings = [{"code": "unknown-field", "detail": "b"}]
    one.call.reply_headers = [("Deprecation", "@1")]
    out = unpacked(7, packed(one))
    assert out.number == 7
    out.number = one.number
    assert asdict(out) == asdict(one)


def test_of_a_strike_remains_that_there_was_one() -> None:
    one = exchange("GET", "/rest/v1.0/x")
    one.call.strike = object()  # type: ignore[assignment]
    assert unpacked(1, packed(one)).call.strike == STRUCK
