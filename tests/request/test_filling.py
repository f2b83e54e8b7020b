"""What the server adds to a new record, and references that must lead somewhere."""

import pytest

from mockcore.errors import Unprocessable
from mockcore.reference.coercion import Upload
from mockcore.request.filling import attachment, check_references, completed, stored_values
from tests.tiny import ANNA, BEN, Tiny


def test_a_new_record_gets_a_number_a_first_status_and_defaults() -> None:
    tiny = Tiny()
    context = tiny.context("POST")
    kind = context.catalog.kind("widgets")
    bodies = [completed(context, kind, {"name": name}, {}) for name in ("Pump", "Valve")]
    assert [body["number"] for body in bodies] == ["1", "2"]
    assert {(body["status"], body["urgent"]) for body in bodies} == {("open", False)}


def test_what_the_caller_says_stays() -> None:
    context = Tiny().context("POST")
    body = completed(context, context.catalog.kind("widgets"), {"number": "A-7", "status": "closed", "urgent": True}, {})
    assert (body["number"], body["status"], body["urgent"]) == ("A-7", "closed", True)


def test_a_reference_leads_to_what_the_request_may_see() -> None:
    context = Tiny().context("POST")
    check_references(context, "widgets", {"holder_id": ANNA, "holder_ids": [ANNA]})
    for attributes in ({"holder_id": 5}, {"holder_id": BEN}, {"holder_ids": [ANNA, BEN]}):
        with pytest.raises(Unprocessable) as refused:
            check_references(context, "widgets", attributes)
        assert list(refused.value.fields.values()) == [["does not exist"]]


def test_a_reference_inside_a_value_is_checked_too() -> None:
    with pytest.raises(Unprocessable) as refused:
        check_references(Tiny().context("POST"), "widgets", {"notes": [{"holder_id": 5}]})
    assert refused.value.fields == {"notes": ["holder_id does not exist"]}


def test_a_file_becomes_an_attachment_with_an_address() -> None:
    context = Tiny().context("POST")
    file = attachment(context, Upload("plan.pdf", "application/pdf", b"text"))
    assert (file["filename"], file["size"], file["content_type"]) == ("plan.pdf", 4, "application/pdf")
    blob = context.records.blob(file["url"].rpartition("/")[2])
    assert blob is not None
    assert blob[2] == b"text"


def test_a_file_among_the_values_is_stored_as_an_attachment() -> None:
    context = Tiny().context("POST")
    kind = context.catalog.kind("widgets")
    values = stored_values(context, kind, {"name": "Pump", "notes": [Upload("a.txt", "text/plain", b"x")]})
    assert (values["name"], values["notes"][0]["filename"]) == ("Pump", "a.txt")
