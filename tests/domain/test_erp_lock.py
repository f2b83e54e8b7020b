"""A record with an origin_id stays as it is; what names its origin may change."""

import pytest

from mockcore.domain.erp_lock import keep_synced
from mockcore.errors import Conflict
from mockcore.request.context import Context

SYNCED = {"origin_id": "ERP-7", "amount": "1.00"}


def test_a_synced_record_is_neither_changed_nor_deleted(context: Context) -> None:
    record = context.put("contract_payments", SYNCED)
    for values in ({"amount": "2.00"}, {}):
        with pytest.raises(Conflict, match=r"^The contract payment is synced with an ERP system: "):
            keep_synced(context, values, record)


def test_the_same_value_and_another_origin_are_accepted(context: Context) -> None:
    record = context.put("contract_payments", SYNCED)
    keep_synced(context, {"amount": "1.00", "origin_id": "ERP-8", "origin_data": "row 8"}, record)


def test_a_record_without_an_origin_is_free(context: Context) -> None:
    keep_synced(context, {"amount": "2.00"}, context.put("contract_payments", {"amount": "1.00"}))
    keep_synced(context, {"amount": "2.00"}, None)
