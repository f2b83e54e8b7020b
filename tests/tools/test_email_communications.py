"""Emails about records over the engine."""

from tests.world import PROJECT, World

EMAILS = f"/rest/v1.0/project/{PROJECT}/email_communications"
ABOUT = f"topic_type=Project&topic_id={PROJECT}"


def test_a_communication_has_the_email_that_began_it_and_those_sent_after_it(world: World) -> None:
    email = {"body": "Which colour?", "distribution_ids": world.users[1:2]}
    status, begun = world.ask("POST", f"{EMAILS}?{ABOUT}", {"communication": {"subject": "Doors"}, "email": email})
    assert (status, begun["subject"], [row["body"] for row in begun["emails"]]) == (201, "Doors", ["Which colour?"])
    assert [person["id"] for person in begun["emails"][0]["distribution"]] == world.users[1:2]
    path = f"{EMAILS}/{begun['id']}"
    more = world.ask("POST", f"{path}/emails?{ABOUT}", {"email": {**email, "body": "Blue"}})[1]
    assert [row["body"] for row in more["emails"]] == ["Which colour?", "Blue"]
    assert world.ask("GET", path)[1]["emails"] == more["emails"]
    assert world.ask("POST", f"{path}/emails?{ABOUT}", {"email": {"distribution_ids": [987654321]}})[0] == 422


def test_emails_are_listed_by_what_they_are_about(world: World) -> None:
    world.ask("POST", f"{EMAILS}?{ABOUT}", {"communication": {"subject": "Doors"}, "email": {"body": "Which?"}})
    assert world.ask("GET", f"{EMAILS}/emails?{ABOUT}")[1]["total"] == 1
    assert world.ask("GET", f"{EMAILS}/emails?topic_type=Project&topic_id=5")[1]["emails"] == []
