from datetime import UTC, datetime
from typing import Any

from mockcore.domain.line_items import COMMITMENTS
from mockcore.seeding.billing import OWN, complete
from mockcore.store.records import Stored
from mockcore.tools.financials.requisitions import CONTRACT_ITEMS, REQUISITIONS
from tests.tiny import record

NOW = datetime(2026, 1, 15, tzinfo=UTC)


def test_invoices_of_a_contract_are_numbered_and_have_an_item_for_each_line() -> None:
    added: list[tuple[str, int | None]] = []

    def add(
        kind: str,
        body: dict[str, Any],
        company_id: int,
        project_id: int | None,
        *,
        parent_id: int | None = None,
        at: str | None = None,
    ) -> Stored:
        added.append((kind, parent_id))
        return record(kind, 99, company_id)

    line = record(f"{COMMITMENTS}/line_items", 2, 1, amount="10.00")
    invoices = [record(REQUISITIONS, number, 1) for number in (3, 4)]
    for below in (line, *invoices):
        below.parent_id = 1
    complete(add, {COMMITMENTS: [record(COMMITMENTS, 1, 1)], f"{COMMITMENTS}/line_items": [line], REQUISITIONS: invoices}, NOW)
    assert [(invoice.body["number"], invoice.body["previous_requisition_id"]) for invoice in invoices] == [(1, None), (2, 3)]
    assert added == [(CONTRACT_ITEMS, 3), (CONTRACT_ITEMS, 4)]
    assert CONTRACT_ITEMS in OWN
