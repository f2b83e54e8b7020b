"""What a contract comes to with its change orders and payments."""

from mockcore.domain.change_orders import PACKAGES
from mockcore.domain.contract_payments import PAYMENTS
from mockcore.domain.contract_sums import sums
from mockcore.domain.line_items import COMMITMENTS
from mockcore.request.context import Context


def test_approved_change_orders_revise_the_sum_and_the_others_do_not(context: Context) -> None:
    contract = context.put(COMMITMENTS, {"status": "Approved"})
    context.put(f"{COMMITMENTS}/line_items", {"amount": "1000"}, contract.id)
    for status, amount in (("approved", "100"), ("pending", "20"), ("draft", "3"), ("rejected", "7")):
        context.put(PACKAGES, {"contract_id": contract.id, "status": status, "grand_total": amount})
    context.put(PAYMENTS, {"contract_id": contract.id, "amount": "250"})
    figures = sums(contract, context)
    assert (figures.lines, figures.revised) == (1000, 1100)
    assert (figures.approved, figures.pending, figures.draft) == (100, 20, 3)
    assert (figures.invoiced, figures.paid) == (0, 250)


def test_the_sums_follow_a_write(context: Context) -> None:
    contract = context.put(COMMITMENTS, {})
    assert sums(contract, context).lines == 0
    context.put(f"{COMMITMENTS}/line_items", {"amount": "5"}, contract.id)
    assert sums(contract, context).lines == 5
