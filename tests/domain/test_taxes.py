"""What tax codes add to lines."""

from decimal import Decimal

from mockcore.domain.line_items import COMMITMENTS
from mockcore.domain.taxes import CODES, codes_of, tax_on, taxes_on
from mockcore.request.context import Context

LINES = f"{COMMITMENTS}/line_items"


def test_taxes_are_rounded_line_by_line_and_a_line_without_a_code_has_none(context: Context) -> None:
    code = context.put(CODES, {"code": "VAT", "rate1": 10})
    rows = [context.put(LINES, {"amount": amount, "tax_code_id": code.id}) for amount in ("0.05", "0.05")]
    assert taxes_on(context, [*rows, context.put(LINES, {"amount": "100"})]) == Decimal("0.02")
    assert codes_of(context, LINES, context.project_id) == {row.id: code.id for row in rows}


def test_the_tax_is_a_share_of_the_amount_and_of_no_code_there_is_none(context: Context) -> None:
    code = context.put(CODES, {"code": "VAT", "rate1": 8.25})
    assert tax_on(context, Decimal(200), code.id) == Decimal("16.50")
    assert tax_on(context, Decimal(200), None) == 0
