from tests.tiny import PROJECT, Tiny
from tests.world import PROJECT as SANDBOX, World, world

__all__ = ["world"]

WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"


def test_an_origin_id_is_taken_once_in_a_company() -> None:
    tiny = Tiny()
    assert tiny.make(origin_id="erp-1")[0] == 201
    status, body, _ = tiny.make(origin_id="erp-1")
    assert (status, list(body["errors"])) == (422, ["origin_id"])


def test_a_change_leaves_what_it_does_not_name() -> None:
    tiny = Tiny()
    number = tiny.make(status="open")[1]["id"]
    assert tiny.ask("PATCH", f"{WIDGETS}/{number}", {"widget": {"name": "Fan"}})[0] == 200
    shown = tiny.ask("GET", f"{WIDGETS}/{number}")[1]
    assert (shown["name"], shown["status"]) == ("Fan", "open")


def test_nothing_is_moved_below_itself_not_even_by_several_rows_of_one_request(world: World) -> None:
    tasks, place = "/rest/v1.0/tasks", {"project_id": SANDBOX}
    bodies = [{**place, "task": {"name": name, "key": name, "start": "2026-01-20"}} for name in "abc"]
    first, second, third = (world.ask("POST", tasks, body)[1]["id"] for body in bodies)
    rows = [{"id": first, "parent_id": second}, {"id": second, "parent_id": third}, {"id": third, "parent_id": first}]
    done = world.ask("PATCH", f"{tasks}/sync", {**place, "updates": rows})[1]
    assert [row["id"] for row in done["entities"]] == [first, second]
    assert [list(row["errors"]) for row in done["errors"]] == [["parent_id"]]
