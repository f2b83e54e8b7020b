"""Values as JSON Schema and forms write them, in each place of a request, and what the document says of itself for them."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from mockcore.reference.catalog import Catalog
from mockcore.reference.schema import component_name
from tests.contract.requests import Requests

COMPANY, PROJECT = 4264590, 225100
V1, STRICT = "/rest/v1.0", {"prefer": "handling=strict"}
HERE = f"{V1}/projects/{PROJECT}"
DOCUMENT = orjson.loads(Catalog.load().document_json())
READERS = ("get", "head")
IDS = {"ids", "ids_only"}


def resolved(part: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in part:
        section, name = part["$ref"].split("/")[-2], component_name(part["$ref"])
        part = DOCUMENT["components"][section][name]
    return part


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in DOCUMENT["paths"].items():
        for method in ("get", "put", "post", "patch", "delete"):
            if method in item:
                yield method, path, item[method]


def needs_something(schema: dict[str, Any]) -> bool:
    schema = resolved(schema)
    return schema.get("type") == "array" or bool(schema.get("required")) or any(map(needs_something, schema.get("allOf", ())))


def multipart(*parts: tuple[str, str]) -> tuple[bytes, str]:
    lines = "".join(f"--x\r\nContent-Disposition: form-data; {name}\r\n\r\n{value}\r\n" for name, value in parts)
    return f"{lines}--x--\r\n".encode(), "multipart/form-data; boundary=x"


@pytest.mark.parametrize("number", ["12.0", "12.00", "12"])
def test_an_integer_with_a_fraction_of_nothing_is_that_integer(sandbox: Requests, number: str) -> None:
    assert sandbox.send("GET", f"{V1}/meetings?project_id={PROJECT}.0", **STRICT)[0] == 200
    assert sandbox.send("GET", f"{HERE}/rfis?page={number}&filters[id]={number}", **STRICT)[0] == 200
    assert sandbox.send("GET", f"{V1}/projects/{PROJECT}.0/rfis", **STRICT)[0] == 200
    assert sandbox.send("GET", f"{HERE}/rfis/{number}", **STRICT)[0] == 404


@pytest.mark.parametrize("number", ["12.5", "12.", ".0", "1e1"])
def test_what_is_no_integer_is_refused(sandbox: Requests, number: str) -> None:
    assert sandbox.send("GET", f"{HERE}/rfis?page={number}", **STRICT)[0] == 400
    assert sandbox.send("GET", f"{HERE}/rfis/{number}", **STRICT)[0] == 404


def test_a_row_of_a_bulk_action_may_be_named_so_too(sandbox: Requests) -> None:
    gone = {"triggers": [12.0], "company_id": COMPANY}
    assert sandbox.send("DELETE", f"{V1}/webhooks/hooks/12/triggers/bulk", gone, **STRICT)[0] == 404
    assert sandbox.send("DELETE", f"{V1}/webhooks/hooks/12/triggers/bulk", {**gone, "triggers": [1.5]})[0] in (400, 404)


@pytest.mark.parametrize("name", ["0", "12", "nothing"])
def test_a_name_in_the_path_is_one_of_those_that_there_are(sandbox: Requests, name: str) -> None:
    assert sandbox.send("GET", f"{V1}/companies/{COMPANY}/filters/{name}")[0] == 400
    assert sandbox.send("GET", f"{V1}/companies/{COMPANY}/filters/status")[0] == 200


@pytest.mark.parametrize(("amount", "taken"), [(1e299, 200), (1.1e300, 400), (-1.1e300, 400)])
def test_a_number_too_large_for_sums_is_refused_before_any_row_is_touched(sandbox: Requests, amount: float, taken: int) -> None:
    body = {"company_id": COMPANY, "updates": [{"id": 0, "estimated_budget": amount}]}
    status, answer, _ = sandbox.send("PATCH", f"{V1}/projects/sync?company_id={COMPANY}", body, **STRICT)
    assert status == taken, answer


@pytest.mark.parametrize(("row", "status"), [(1e299, 404), (1.1e300, 400)])
def test_nor_is_it_taken_in_a_map_whose_keys_are_the_clients(sandbox: Requests, row: float, status: int) -> None:
    body = {"configurable_field_set": {"name": "Wide", "fields": {"any": {"row": row}}}}
    assert sandbox.send("PATCH", f"{V1}/companies/{COMPANY}/configurable_field_sets/7", body, **STRICT)[0] == status


CONFIGURATION = "specification_configuration"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"specification_by_area": "true", "specification_section_revisions_ordered_by_letter_first": "false"}, 200),
        ({"specification_by_area": "maybe", "specification_section_revisions_ordered_by_letter_first": "false"}, 400),
        ({"specification_by_area": "true"}, 400),
        ({}, 400),
    ],
)
def test_an_object_spread_over_a_query_is_compared_as_one(sandbox: Requests, fields: dict[str, str], status: int) -> None:
    path = f"/rest/v2.1/companies/{COMPANY}/projects/{PROJECT}/{CONFIGURATION}"
    query = "&".join(f"{CONFIGURATION}[{name}]={value}" for name, value in fields.items())
    assert sandbox.send("GET", f"{path}?{query}", **STRICT)[0] == status


@pytest.mark.parametrize(("size", "status"), [("null", 201), ("12", 201), ("none", 400)])
@pytest.mark.parametrize("strict", [STRICT, {}], ids=["strict", "lenient"])
def test_null_in_a_form_is_nothing_where_nothing_is_allowed(
    sandbox: Requests, size: str, status: int, strict: dict[str, str]
) -> None:
    body, media = multipart(('name="size"', size), ('name="response_filename"', "null"))
    answered, upload, _ = sandbox.send("POST", f"{HERE}/uploads", body, **{"content-type": media}, **strict)
    # Read strictly it is not of the type; read leniently it is a number that is none.
    assert answered == (422 if status == 400 and not strict else status)
    assert status == 400 or 'filename="null"' in upload["fields"]["Content-Disposition"]


@pytest.mark.parametrize(("part", "status"), [('name="attachments"; filename="a.txt"', 404), ('name="observation"', 400)])
def test_a_list_of_one_file_is_a_list(sandbox: Requests, part: str, status: int) -> None:
    body, media = multipart((part, "text"), ('name="project_id"', str(PROJECT)), ('name="observation[name]"', "Loose"))
    target = f"{V1}/observations/items/7"
    assert sandbox.send("PATCH", target, body, **{"content-type": media}, **STRICT)[0] == status


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("submittal", '{"attachments": [], "private": true}', 404),
        ("submittal", '{"attachments": "AAA"}', 400),
        ("submittal", '{"private": "true"}', 400),
        ("submittal[private]", "true", 404),
        ("submittal[private]", "maybe", 400),
        ("submittal[attachments]", "AAA", 404),
    ],
)
def test_json_in_a_field_of_a_form_is_of_the_types_that_it_has_there(
    sandbox: Requests, name: str, value: str, status: int
) -> None:
    body, media = multipart((f'name="{name}"', value))
    assert sandbox.send("PATCH", f"{HERE}/submittals/7", body, **{"content-type": media}, **STRICT)[0] == status


def test_a_parameter_that_the_query_must_have_is_not_looked_for_in_the_body(sandbox: Requests) -> None:
    body = {"project_id": PROJECT, "updates": []}
    assert sandbox.send("PATCH", f"{V1}/tasks/sync", body, **STRICT)[0] == 400
    assert sandbox.send("PATCH", f"{V1}/tasks/sync?project_id={PROJECT}", body, **STRICT)[0] == 200
    assert sandbox.send("PATCH", f"{V1}/tasks/sync", body)[0] == 200


def test_an_object_without_names_that_are_known_says_nothing(sandbox: Requests) -> None:
    target = f"{HERE}/rfis/export?table_configuration_for_export[]=null&table_configuration_for_export[]=1"
    assert sandbox.send("GET", target, **STRICT)[0] == 200


def test_a_list_of_ids_of_the_second_dialect_is_of_texts(sandbox: Requests) -> None:
    path = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/coordination_issues"
    status, answer, _ = sandbox.send("GET", f"{path}?view=ids_only")
    if not answer["data"]:
        made = sandbox.send("POST", f"{V1}/coordination_issues?project_id={PROJECT}", {"coordination_issue": {"title": "Pipe"}})
        assert made[0] == 201, made
        status, answer, _ = sandbox.send("GET", f"{path}?view=ids_only")
    assert (status, {type(part) for part in answer["data"]}) == (200, {str})


def test_custom_fields_are_read_back_in_one_form_however_they_were_written(sandbox: Requests) -> None:
    definitions = sandbox.send("GET", f"/rest/v1.1/companies/{COMPANY}/custom_field_definitions")[1]
    by_type = {row["data_type"]: row["id"] for row in definitions}
    text, number, flag = (by_type[kind] for kind in ("string", "number", "boolean"))
    given = {f"custom_field_{text}": "A", f"custom_field_{number}": {"data_type": "decimal", "value": 2}, "stranger": [1]}
    event = {"title": "Rock", "event_scope": "in_scope", f"custom_field_{flag}": True, "custom_field_99": "of nobody"}
    event["change_event_status_id"] = sandbox.existing("change_events/statuses")
    status, made, _ = sandbox.send("POST", f"{V1}/change_events?project_id={PROJECT}", {"change_event": event})
    assert status == 201, made
    target, body = f"/rest/v1.1/change_events/{made['id']}?project_id={PROJECT}", {"change_event": {"custom_fields": given}}
    shown = sandbox.send("PATCH", target, body)[1]
    assert shown["custom_fields"] == {
        f"custom_field_{text}": {"data_type": "string", "value": "A"},
        f"custom_field_{number}": {"data_type": "decimal", "value": 2},
        f"custom_field_{flag}": {"data_type": "boolean", "value": True},
    }


def test_the_document_says_of_each_list_that_can_be_of_ids_that_it_may_be() -> None:
    wrong, lists = [], 0
    for method, path, operation in operations():
        views = [resolved(part) for part in operation.get("parameters", ())]
        views = [part for part in views if part["name"] in ("view", "serializer_view")]
        schema = operation["responses"].get("200", {}).get("content", {}).get("application/json", {}).get("schema", {})
        schema = resolved(schema)
        schema = resolved(schema.get("properties", {}).get("data", schema))
        if (
            method == "get"
            and schema.get("type") == "array"
            and any(IDS & set(resolved(v["schema"]).get("enum", ())) for v in views)
        ):
            lists += 1
            kinds = {part.get("type") for part in schema["items"].get("anyOf", ())}
            wrong += [] if kinds & {"integer", "number", "string"} else [path]
    assert wrong == []
    assert lists >= 10


def test_the_document_says_of_each_body_that_must_hold_something_that_it_must_be_there() -> None:
    wrong = []
    for method, path, operation in operations():
        body = resolved(operation.get("requestBody", {}))
        schemas = [media.get("schema", {}) for media in body.get("content", {}).values()]
        if schemas and method not in READERS and not body.get("required") and all(map(needs_something, schemas)):
            wrong.append(f"{method} {path}")
    assert wrong == []


@pytest.mark.parametrize("version", ["v1.0", "v1.1"])
def test_files_are_added_to_the_punch_item_that_the_query_names(sandbox: Requests, version: str) -> None:
    item = sandbox.send("POST", f"{V1}/punch_items", {"project_id": PROJECT, "punch_item": {"name": "Door"}})[1]["id"]
    adding = f"/rest/{version}/punch_items/add_punch_item_attachments?project_id={PROJECT}&id="
    for file in ("a.txt", "b.txt"):
        body, media = multipart((f'name="attachments[]"; filename="{file}"', "text"))
        status, told, _ = sandbox.send("POST", f"{adding}{item}", body, **{"content-type": media})
        assert (status, told["filename"]) == (200, file)
    shown = sandbox.send("GET", f"{V1}/punch_items/{item}?project_id={PROJECT}")[1]
    assert [part["filename"] for part in shown["attachments"]] == ["a.txt", "b.txt"]
    assert sandbox.send("POST", f"{adding}-1", body, **{"content-type": media})[0] == 404
    body, media = multipart(('name="attachments[]"', "text"))
    assert sandbox.send("POST", f"{adding}{item}", body, **{"content-type": media})[0] == 422


def test_an_adjustment_that_its_client_has_numbered_0_is_still_a_text_in_the_second_dialect(sandbox: Requests) -> None:
    made = sandbox.send("POST", f"{HERE}/budget_changes", {"status": "draft", "title": "Steel"})[1]["data"]
    rows = {"adjustment_line_items": [{"id": 0, "type": "budget_change", "amount": 1}]}
    assert sandbox.send("PATCH", f"{HERE}/budget_changes/{made['id']}", rows)[0] == 200
    path = f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/budget_changes/adjustment_line_items"
    assert "0" in [part["id"] for part in sandbox.send("GET", path)[1]["data"]]


def test_uploads_are_signed_whatever_their_names_end_in(sandbox: Requests) -> None:
    signed = {sandbox.send("POST", f"{HERE}/uploads", {})[1]["fields"]["x-amz-signature"] for _ in range(40)}
    assert len(signed) == 40
    assert {len(signature) for signature in signed} == {64}


def test_a_line_that_a_sync_makes_on_its_own_belongs_to_nothing(sandbox: Requests) -> None:
    row = {"updates": [{"quantity": 12}]}
    status, answer, _ = sandbox.send("PATCH", f"{HERE}/direct_costs/line_items/sync", row)
    assert (status, [line["holder"] for line in answer["entities"]]) == (200, [None])
