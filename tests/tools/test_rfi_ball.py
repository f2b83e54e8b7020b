"""The ball of an RFI, passed and given back over the engine."""

from typing import Any

from tests.world import PROJECT, World

RFIS = f"/rest/v1.0/projects/{PROJECT}/rfis"


class Rfi:
    """An RFI whose manager is the first person of the project and whose assignee the second."""

    def __init__(self, world: World, **values: Any) -> None:
        self.world = world
        people = {"rfi_manager_id": world.users[0], "assignee_ids": [world.users[1]]}
        body = {"rfi": {"subject": "Beams", "question": {"body": "Which?"}, **people, **values}}
        self.id = world.ask("POST", RFIS, body)[1]["id"]

    def do(self, act: str = "", **values: Any) -> int:
        return self.world.ask("PATCH", f"{RFIS}/{self.id}{act}", {"rfi": values} if values else None)[0]

    def reply(self, person: int) -> None:
        token = self.world.token
        self.world.token = self.world.engine.tokens.issue("mockcore-web", self.world.users[person], seconds=0).token
        assert self.world.ask("POST", f"{RFIS}/{self.id}/replies", {"reply": {"body": "The second"}})[0] == 201
        self.world.token = token

    def ball(self) -> list[int]:
        shown = self.world.ask("GET", f"{RFIS}/{self.id}")[1]
        return [self.world.users.index(person["id"]) for person in shown["ball_in_courts"]]


def test_the_ball_is_passed_and_survives_an_edit(world: World) -> None:
    rfi = Rfi(world)
    assert rfi.do("/advance_ball_in_court") == 200
    assert rfi.ball() == [0]
    assert rfi.do(subject="Columns") == 200
    assert rfi.ball() == [0]
    assert rfi.do("/advance_ball_in_court") == 200
    assert rfi.ball() == [1]
    assert rfi.do(accepted=True) == 200
    assert rfi.ball() == []
    assert rfi.do("/advance_ball_in_court") == 409
    assert rfi.do("/forward_for_review", forwardee_ids=[world.users[2]]) == 409


def test_a_reply_gives_the_ball_back_to_whoever_forwarded_it_then_to_the_manager(world: World) -> None:
    rfi = Rfi(world)
    assert rfi.do("/forward_for_review", forwardee_ids=[world.users[2]]) == 200
    assert rfi.do(subject="Columns") == 200
    assert rfi.ball() == [2]
    rfi.reply(2)
    assert rfi.ball() == [1]
    rfi.reply(1)
    assert rfi.ball() == [0]


def test_assignees_whose_reply_is_required_hold_the_ball_until_all_have_replied(world: World) -> None:
    rfi = Rfi(world, assignee_ids=world.users[1:3], required_assignee_ids=world.users[1:3])
    rfi.reply(1)
    assert rfi.ball() == [2]
    rfi.reply(2)
    assert rfi.ball() == [0]
