"""What the server adds to a new record, and references that must lead somewhere."""

import pytest

from mockcore.errors import Unprocessable
from mockcore.reference.coercion import Upload
from mockcore.request.filling import attachment, check_references, completed, stored_values
from tests.tiny import ANNA, BEN, Tiny
from tests.world import COMPANY, PROJECT, World


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


WORK = ("/rest/v1.0/companies/4264590/users", "/rest/v1.0/projects/225100/work_classifications")


def test_a_person_of_the_company_has_no_classification_of_a_project(world: World) -> None:
    theirs = world.ask("POST", WORK[1], {"work_classification": {"name": "Night", "abbreviation": "N"}})[1]["id"]
    person = {"first_name": "Ada", "last_name": "L", "email_address": "ada@example.org", "work_classification_id": theirs}
    assert world.ask("POST", WORK[0], {"user": person}) == (422, {"errors": {"work_classification_id": ["does not exist"]}})


def test_an_object_that_names_a_record_by_its_id_is_looked_up() -> None:
    context = Tiny().context("POST")
    check_references(context, "widgets", {"holder": {"id": ANNA}})
    with pytest.raises(Unprocessable) as refusal:
        check_references(context, "widgets", {"holder": {"id": 999}})
    assert refusal.value.fields == {"holder": ["id does not exist"]}


def test_the_query_of_a_write_names_what_is_there(world: World) -> None:
    actions = f"/rest/v1.0/projects/{PROJECT}/incidents/actions"
    incident = world.ask("POST", f"/rest/v1.0/projects/{PROJECT}/incidents", {"incident": {"title": "Fall"}})[1]["id"]
    types = world.ask("GET", f"/rest/v1.0/companies/{COMPANY}/incidents/action_types")[1]
    body = {"incident_action": {"incident_id": incident, "action_type_id": types[0]["id"], "description": "Fence"}}
    number = world.ask("POST", f"{actions}?incident_id={incident}", body)[1]["id"]
    refusal = 422, {"errors": {"incident_id": ["does not exist"]}}
    assert world.ask("PATCH", f"{actions}/{number}?incident_id=77", body) == refusal
    assert world.ask("PATCH", f"{actions}/{number}?incident_id={incident}", body)[0] == 200
