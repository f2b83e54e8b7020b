"""The signature of a party of an action plan: made of a picture or a text, and withdrawn."""

from tests.tools.test_action_plans import HERE, plan
from tests.world import World


def test_a_party_signs_and_withdraws(world: World) -> None:
    approver = plan(world)["plan_approvers"][0]["id"]
    one = f"{HERE}/plan_approvers/{approver}/signature"
    assert world.ask("GET", one)[0] == 404
    status, signed = world.ask("POST", one, {"signature": {"attachment_string": "data:image/png;base64,aGk="}})
    assert (status, world.ask("GET", one)[1]["id"]) == (201, signed["id"])
    assert [world.ask("DELETE", one)[0] for _ in range(2)] == [204, 404]


def test_a_signature_may_be_plain_text_but_not_nothing(world: World) -> None:
    approver = plan(world)["plan_approvers"][0]["id"]
    one = f"{HERE}/plan_approvers/{approver}/signature"
    assert world.ask("POST", one, {"signature": {"attachment_string": "Anna Smith!"}})[0] == 201
    assert world.ask("POST", one, {"signature": {"attachment_string": ""}})[1] == {"errors": {"attachment": ["can't be blank"]}}
