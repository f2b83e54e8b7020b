"""What an action gives is shown as the operation's document does, in the envelope of v2."""

from dataclasses import replace

from mockcore.request.context import Context
from mockcore.request.envelope import enveloped, laid_out, row_schema, shown
from mockcore.store.records import Placement, Stored
from tests.tiny import AT, COMPANY, PROJECT, Tiny

ROW = {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}
LIST = {"type": "array", "items": ROW}


def answering(schema: dict[str, object]) -> Context:
    context = Tiny().context()
    context.operation = replace(context.operation, response=schema)
    return context


def pump() -> Stored:
    return Stored.new("widgets", 7, {"name": "Pump", "price": 3}, AT, Placement(COMPANY, PROJECT))


def test_records_of_a_list_and_one_alone_are_shown_alike() -> None:
    for schema in (ROW, LIST, {"properties": {"data": LIST}}):
        context = answering(schema)
        assert row_schema(context) == ROW
        assert shown(context, pump()) == {"id": 7, "name": "Pump"}


def test_a_value_is_put_into_the_envelope_that_the_document_has() -> None:
    assert enveloped(answering({"properties": {"data": ROW, "error": {}}}), {"id": 7}) == {"data": {"id": 7}}
    assert enveloped(answering(ROW), {"id": 7}) == {"id": 7}
    assert enveloped(answering({"properties": {"data": ROW, "total": {}}}), []) == []


def test_what_an_action_gives_may_be_records_or_their_json() -> None:
    context = answering({"properties": {"data": LIST}})
    assert laid_out(context, [pump(), {"id": 8}]) == {"data": [{"id": 7, "name": "Pump"}, {"id": 8}]}
    assert laid_out(context, pump()) == {"data": {"id": 7, "name": "Pump"}}
    assert laid_out(context, None) is None
