"""In which currency amounts are."""

from mockcore.domain.currency import CURRENCY, iso_code, of_project, of_record
from mockcore.domain.line_items import COMMITMENTS
from mockcore.request.context import Context
from mockcore.store.records import Placement, Stored
from tests.world import COMPANY, PROJECT


def configured(context: Context, project_id: int | None, code: str) -> None:
    place = Placement(COMPANY, project_id)
    context.records.insert(Stored.new(CURRENCY, context.records.next_id(), {"currency_iso_code": code}, context.now(), place))


def test_a_project_has_its_own_currency_or_the_companys_or_dollars(context: Context) -> None:
    assert of_project(context)["currency_iso_code"] == "USD"
    configured(context, None, "CAD")
    assert iso_code(context, PROJECT) == "CAD"
    configured(context, PROJECT, "EUR")
    assert (iso_code(context, PROJECT), iso_code(context, None)) == ("EUR", "CAD")


def test_a_line_is_in_the_currency_of_its_contract(context: Context) -> None:
    contract = context.put(COMMITMENTS, {"currency_iso_code": "GBP", "currency_exchange_rate": "1.25"})
    line = context.put(f"{COMMITMENTS}/line_items", {"amount": "1"}, contract.id)
    assert of_record(line, context) == {"currency_iso_code": "GBP", "base_currency_iso_code": "USD"}
    assert of_record(contract, context)["currency_exchange_rate"] == "1.25"
    assert of_record(context.put(COMMITMENTS, {}), context)["currency_iso_code"] == "USD"
