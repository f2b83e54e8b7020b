from tests.tiny import PROJECT, Tiny

WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"


def test_a_record_is_shown_as_it_was_created_and_changed() -> None:
    tiny = Tiny()
    number = tiny.make(status="open")[1]["id"]
    tiny.ask("PATCH", f"{WIDGETS}/{number}", {"widget": {"status": "closed"}})
    status, shown, _ = tiny.ask("GET", f"{WIDGETS}/{number}")
    assert (status, shown["name"], shown["status"]) == (200, "Pump", "closed")


def test_a_record_that_is_not_there_is_not_found() -> None:
    assert Tiny().ask("GET", f"{WIDGETS}/999")[0] == 404
