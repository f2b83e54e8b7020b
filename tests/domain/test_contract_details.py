"""The details of a contract, by the line that they are of."""

from mockcore.domain.contract_details import DETAILS, of_contract
from mockcore.domain.line_items import COMMITMENTS
from mockcore.request.context import Context


def test_the_details_of_a_contract_are_grouped_by_line(context: Context) -> None:
    contract, other = (context.put(COMMITMENTS, {}) for _ in range(2))
    first, second, third = (context.put(DETAILS, {"line_item_id": line}, contract.id) for line in (1, 2, 1))
    context.put(DETAILS, {"line_item_id": 1}, other.id)
    assert of_contract(context, contract) == {1: [first, third], 2: [second]}
