"""Subcontractor invoices of a commitment: the latest, their items, and what they come to together."""

import pytest

from mockcore.domain.contract_details import DETAIL_ITEMS
from mockcore.domain.line_items import COMMITMENTS
from mockcore.domain.requisitions import (
    CHANGE_ITEMS,
    CONTRACT_ITEMS,
    REQUISITIONS,
    add_item,
    all_items,
    bill_items,
    check_open,
    invoiced,
    invoices,
    is_latest,
)
from mockcore.errors import Conflict, Unprocessable
from mockcore.request.context import Context
from mockcore.store.record import Stored


@pytest.fixture
def commitment(context: Context) -> Stored:
    return context.put(COMMITMENTS, {})


def invoice(context: Context, commitment: Stored, number: int, status: str = "draft") -> Stored:
    return context.put(REQUISITIONS, {"commitment_id": commitment.id, "number": number, "status": status})


def test_only_the_latest_of_a_commitment_is_open(context: Context, commitment: Stored) -> None:
    second, first = invoice(context, commitment, 2), invoice(context, commitment, 1)
    assert [record.id for record in invoices(context, commitment)] == [first.id, second.id]
    assert (is_latest(context, first), is_latest(context, second)) == (False, True)
    check_open(context, second)
    with pytest.raises(Conflict, match="followed by a later one"):
        check_open(context, first)


def test_an_approved_one_is_closed_until_its_status_changes(context: Context, commitment: Stored) -> None:
    latest = invoice(context, commitment, 1, "approved")
    with pytest.raises(Conflict, match="is approved: "):
        check_open(context, latest)
    check_open(context, latest, {"status": "draft"})


def test_rows_of_work_name_an_item_by_its_id_its_line_or_its_detail(context: Context, commitment: Stored) -> None:
    latest = invoice(context, commitment, 1)
    change = add_item(context, latest, CHANGE_ITEMS, {"line_item_id": 1}, None)
    line = add_item(context, latest, CONTRACT_ITEMS, {"line_item_id": 2}, None)
    detail = add_item(context, latest, DETAIL_ITEMS, {"line_item_id": 3, "detail_line_item_id": 4}, None)
    rows = [{"id": change.id}, {"line_item_id": 2}, {"detail_line_item_id": 4}]
    bill_items(context, latest, [{**row, "work_completed_this_period": str(index)} for index, row in enumerate(rows)])
    work = {item.id: item.body["work_completed_this_period"] for item in all_items(latest, context)}
    assert work == {line.id: "1.00", detail.id: "2.00", change.id: "0.00"}
    with pytest.raises(Unprocessable):
        bill_items(context, latest, [{"id": 0}])


def test_approved_invoices_are_invoiced_and_each_begins_where_the_last_one_ended(context: Context, commitment: Stored) -> None:
    first = invoice(context, commitment, 1, "approved")
    item = add_item(context, first, CONTRACT_ITEMS, {"scheduled_value": "100", "work_completed_this_period": "40"}, None)
    second = invoice(context, commitment, 2)
    following = add_item(context, second, CONTRACT_ITEMS, {"scheduled_value": "100"}, item)
    assert following.body["work_completed_from_previous_application"] == "40.00"
    assert following.body["previous_progress_id"] == item.id
    assert invoiced(context, commitment) == 40
