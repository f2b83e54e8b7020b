"""What a state forbids, over REST: an act is 409 with a sentence, a status that cannot follow is 422 on its field."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.tools.financials.test_budget import Budget
from tests.tools.financials.test_budget_changes import CHANGES
from tests.tools.financials.test_change_orders import changed, commitment, made as ordered
from tests.tools.financials.test_contracts import WORK_ORDERS, contract
from tests.tools.financials.test_direct_costs import COSTS, made as cost
from tests.tools.financials.test_payment_applications import application
from tests.tools.financials.test_requisitions import INVOICES, change, invoice
from tests.tools.test_action_plans import HERE, THERE, made, plan
from tests.world import PROJECT, World, approved

V1 = "/rest/v1.0"
Act = tuple[str, str, Any]


def of_project(**body: Any) -> dict[str, Any]:
    return {"project_id": PROJECT, **body}


def line_of_an_approved_commitment(world: World) -> Act:
    lines = contract(world)["lines"]
    approved(world, int(lines.split("/")[-2]))
    return "POST", lines, of_project(line_item={"amount": "1"})


def deletion_of_a_complete_contract(world: World) -> Act:
    number = contract(world)["id"]
    approved(world, number)
    world.ask("PATCH", f"{WORK_ORDERS}/{number}", of_project(work_order_contract={"status": "Complete"}))
    return "DELETE", f"{WORK_ORDERS}/{number}?project_id={PROJECT}", None


def line_of_an_approved_order(world: World) -> Act:
    order = ordered(world, "potential_change_orders", commitment(world), status="pending")["id"]
    changed(world, "potential_change_orders", order, status="approved")
    return "POST", f"{V1}/potential_change_orders/{order}/line_items", of_project(line_item={"amount": "1"})


def deletion_of_a_synced_cost(world: World) -> Act:
    return "DELETE", f"{COSTS}/{cost(world, origin_id='ERP-1')['id']}", None


def deletion_of_an_approved_invoice(world: World) -> Act:
    number = invoice(world, approved(world, contract(world)["id"]))["id"]
    assert change(world, number, status="approved")[0] == 200
    return "DELETE", f"{INVOICES}/{number}?project_id={PROJECT}", None


def deletion_of_an_earlier_application(world: World) -> Act:
    number = contract(world, f"{V1}/prime_contract")["id"]
    first, _ = application(world, number), application(world, number)
    return "DELETE", f"{V1}/payment_applications/{first['id']}?project_id={PROJECT}", None


def amount_of_a_locked_budget(world: World) -> Act:
    line = Budget(world).line
    world.ask("POST", f"{V1}/projects/{PROJECT}/budget/lock")
    return "PATCH", f"{V1}/budget_line_items/{line}", of_project(budget_line_item={"original_budget_amount": 1})


def deletion_of_an_approved_budget_change(world: World) -> Act:
    number = world.ask("POST", CHANGES, {"status": "approved", "title": "More"})[1]["data"]["id"]
    return "DELETE", f"{CHANGES}/{number}", None


def invoice_of_a_draft(world: World) -> Act:
    number = contract(world)["id"]
    return "POST", INVOICES, of_project(commitment_id=number, requisition={"commitment_id": number})


ACTS: list[tuple[Callable[[World], Act], str]] = [
    (line_of_an_approved_commitment, "The commitment is Approved: "),
    (deletion_of_a_complete_contract, "The commitment is Complete: "),
    (line_of_an_approved_order, "The potential change order is approved: "),
    (deletion_of_a_synced_cost, "The direct cost is synced with an ERP system: "),
    (deletion_of_an_approved_invoice, "The invoice is approved: "),
    (deletion_of_an_earlier_application, "The payment application is followed by a later one: "),
    (amount_of_a_locked_budget, "The budget is locked: "),
    (deletion_of_an_approved_budget_change, "The budget change is approved: "),
    (invoice_of_a_draft, "The commitment is Draft: it must be Approved or Complete"),
]


@pytest.mark.parametrize(("arrange", "sentence"), ACTS)
def test_an_act_that_a_state_forbids_is_told_the_state_and_what_is_allowed(
    world: World, arrange: Callable[[World], Act], sentence: str
) -> None:
    method, path, body = arrange(world)
    status, answer = world.ask(method, path, body)
    newer = "/rest/v2" in path
    message = answer["error"]["message"] if newer else answer["errors"]
    assert (status, message[: len(sentence)], message[-1]) == (409, sentence, ".")
    assert not newer or answer["error"]["code"] == "CONFLICT"
    assert world.ask(method, path, body)[0] == 409


def closed_rfi(world: World) -> Act:
    rfi = {
        "subject": "Bolts",
        "question": {"body": "Which?"},
        "rfi_manager_id": world.users[0],
        "assignee_ids": world.users[:1],
    }
    number = world.ask("POST", f"{V1}/projects/{PROJECT}/rfis", {"rfi": rfi})[1]["id"]
    one = f"{V1}/projects/{PROJECT}/rfis/{number}"
    assert world.ask("PATCH", one, {"rfi": {"accepted": True}})[1]["status"] == "closed"
    return "PATCH", one, {"rfi": {"draft": True}}


def closed_punch_item(world: World) -> Act:
    item = world.ask("POST", f"{V1}/punch_items", of_project(punch_item={"name": "Paint"}))[1]["id"]
    world.ask("PATCH", f"{V1}/punch_items/{item}", of_project(punch_item={"workflow_status": "closed"}))
    return "PATCH", f"{V1}/punch_items/{item}", of_project(punch_item={"workflow_status": "in_dispute"})


def closed_observation(world: World) -> Act:
    types = f"{V1}/projects/{PROJECT}/observation_types"
    kind = made(world, types, "observation_type", name="Rail", category="Safety")["id"]
    item = world.ask("POST", f"{V1}/observations/items", of_project(observation={"name": "Rail", "type_id": kind}))[1]["id"]
    one = f"{V1}/observations/items/{item}"
    world.ask("PATCH", one, of_project(observation={"status": "closed"}))
    return "PATCH", one, of_project(observation={"status": "not_accepted"})


def plan_under_way(world: World) -> Act:
    one = f"{HERE}/plans/{plan(world)['id']}"
    world.ask("POST", f"{one}/publish")
    return "POST", f"{one}/publish", None


def template_that_is_a_draft(world: World) -> Act:
    kind = made(world, f"{THERE}/plan_types", "plan_type", name="Quality")["id"]
    number = made(world, f"{THERE}/plan_templates", "plan_template", title="Glass", plan_type_id=kind)["id"]
    return "POST", f"{THERE}/plan_templates/{number}/revise", None


STATUSES: list[tuple[Callable[[World], Act], str, str, str]] = [
    (closed_rfi, "status", "closed", "open or recycled"),
    (closed_punch_item, "workflow_status", "closed", ""),
    (closed_observation, "status", "closed", "initiated"),
    (plan_under_way, "status", "in_progress", "in_revision or completed"),
    (template_that_is_a_draft, "status", "draft", "published"),
]


@pytest.mark.parametrize(("arrange", "field", "state", "following"), STATUSES)
def test_a_status_that_cannot_follow_is_refused_on_its_field(
    world: World, arrange: Callable[[World], Act], field: str, state: str, following: str
) -> None:
    status, answer = world.ask(*arrange(world))
    assert (status, list(answer["errors"])) == (422, [field])
    assert answer["errors"][field][0].startswith(f"cannot change from {state} to ")
    assert f"from {state} it changes to {following}" in answer["errors"][field][0]
