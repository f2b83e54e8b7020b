"""What clients were seen to write and read again."""

from tests.contract.requests import Requests

PROJECT = 225100
HERE, V1 = f"/rest/v1.0/projects/{PROJECT}", "/rest/v1.0"


def test_a_project_takes_its_place_and_its_dates(sandbox: Requests) -> None:
    values = {"latitude": 34.5, "longitude": -119.25, "projected_finish_date": "2027-03-01", "actual_start_date": "2026-02-03"}
    status, shown, _ = sandbox.send("PATCH", f"{V1}/projects/{PROJECT}", {"company_id": sandbox.company_id, "project": values})
    assert (status, {name: shown[name] for name in values}) == (200, values)
    shown = sandbox.send("GET", f"{V1}/projects/{PROJECT}?company_id={sandbox.company_id}")[1]
    assert {name: shown[name] for name in values} == values


def test_the_impacts_of_a_change_item_are_those_that_were_given(sandbox: Requests) -> None:
    impact = {"estimate": {"quantity": 3, "unit_cost": "12.50", "amount": "37.50"}}
    item = {"description": "Beam", "cost_impact": impact, "revenue_impact": impact, "budget_impact": impact}
    body = {
        "change_event": {
            "title": "Steel",
            "scope": "tbd",
            "status": {"id": sandbox.existing("change_events/statuses")},
            "change_items": [item],
        }
    }
    status, made, _ = sandbox.send("POST", f"/rest/v1.1/change_events?project_id={PROJECT}", body)
    assert status == 201, made
    shown = sandbox.send("GET", f"/rest/v1.1/change_events/{made['id']}?project_id={PROJECT}")[1]["change_items"][0]
    assert {name: shown[name] for name in item} == item


def test_a_test_record_has_its_checklist_and_counts(sandbox: Requests) -> None:
    item = sandbox.existing("action_plans/plan_items")
    asked = {"plan_test_record_request": {"plan_item_id": item, "type_id": 1, "payload": {}}}
    request = sandbox.send("POST", f"{HERE}/action_plans/plan_test_record_requests", asked)[1]
    assert (request["type_id"], request["type"], request["plan_test_records_count"]) == (1, "checklist", 0)
    # A plan in draft takes no results.
    assert sandbox.send("PATCH", f"{HERE}/action_plans/plans/{request['plan_id']}", {"plan": {"status_id": 2}})[0] == 200
    payload = {"checklist_id": sandbox.existing("checklist/lists")}
    values = {"plan_item_id": item, "plan_test_record_request_id": request["id"], "type": "checklist", "payload": payload}
    record = sandbox.send("POST", f"{HERE}/action_plans/plan_test_records", {"plan_test_record": values})[1]
    assert record["payload"]["checklist_id"] == payload["checklist_id"]
    assert record["plan_id"] == request["plan_id"]
    shown = sandbox.send("GET", f"{HERE}/action_plans/plan_test_record_requests/{request['id']}")[1]
    assert shown["plan_test_records_count"] == 1
    values["type_id"] = 4
    assert sandbox.send("POST", f"{HERE}/action_plans/plan_test_records", {"plan_test_record": values})[0] == 422


def test_a_plain_text_has_no_tags(sandbox: Requests) -> None:
    rfi = sandbox.existing("rfis")
    body = {"reply": {"body": "<p>Use <b>M16</b> &amp; washers</p>"}}
    made = sandbox.send("POST", f"{HERE}/rfis/{rfi}/replies", body)[1]
    assert (made["plain_text_body"], made["rich_text_body"]) == ("Use M16 & washers", body["reply"]["body"])


def test_the_day_on_which_a_punch_item_is_due_is_its_due_date(sandbox: Requests) -> None:
    body = {"project_id": PROJECT, "punch_item": {"name": "Door", "due": "2027-05-06"}}
    made = sandbox.send("POST", f"{V1}/punch_items", body)[1]
    assert made["due_date"][:10] == "2027-05-06"
