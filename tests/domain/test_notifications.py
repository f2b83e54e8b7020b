"""Records are notified of once."""

from mockcore.domain.notifications import notified
from mockcore.request.context import Context


def test_what_was_not_sent_is_shown_and_is_sent_from_then_on(context: Context) -> None:
    contract = context.put("commitments", {"title": "Concrete"})
    assert [record.body["title"] for record in notified(context, "commitments") if record.id == contract.id] == ["Concrete"]
    record = context.records.get("commitments", contract.id)
    assert record is not None
    assert record.body["date_notified"] == context.now()
    assert notified(context, "commitments") == []
