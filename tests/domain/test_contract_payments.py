"""The payments of one contract are not those of another."""

from mockcore.domain.contract_payments import PAYMENTS, payments
from mockcore.domain.line_items import COMMITMENTS
from mockcore.request.context import Context


def test_the_payments_of_a_contract_are_those_that_name_it(context: Context) -> None:
    contract, other = (context.put(COMMITMENTS, {}) for _ in range(2))
    payment = context.put(PAYMENTS, {"contract_id": contract.id, "amount": "1"})
    assert payments(context, contract) == [payment]
    assert payments(context, other) == []
