from tests.tiny import PROJECT, Tiny

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
