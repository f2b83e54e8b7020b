"""Daily logs over the engine."""

from tests.world import PROJECT, World

LOGS = f"/rest/v1.0/projects/{PROJECT}"


def test_a_day_has_one_header_that_can_be_completed(world: World) -> None:
    target = f"{LOGS}/daily_log_headers?log_date=2026-01-02"
    made = world.ask("GET", target)[1]
    done = world.ask("PATCH", target, {"daily_log_header": {"completed": True}})[1]
    assert (done["id"], done["completed"]) == (made["id"], True)
    listed = world.ask("GET", f"{LOGS}/daily_log_headers/index?start_date=2026-01-01&end_date=2026-01-02")[1]
    assert listed == [done]


def test_entries_add_up_are_copied_and_rejected(world: World) -> None:
    made = world.ask("POST", f"{LOGS}/manpower_logs", {"manpower_log": {"num_workers": 4, "num_hours": 8}})[1]
    assert world.ask("GET", f"{LOGS}/manpower_logs/daily_totals")[1] == {"total_workers": 4, "total_man_hours": 32.0}
    given = {"from_date": made["date"], "to_date": "2030-01-01", "log_types": ["manpower_log"]}
    assert world.ask("POST", f"{LOGS}/daily_logs/clones", given)[0] == 200
    itself = {**given, "to_date": given["from_date"]}
    assert world.ask("POST", f"{LOGS}/daily_logs/clones", itself)[0] == 422
    copies = world.ask("GET", f"{LOGS}/manpower_logs?log_date=2030-01-01")[1]
    assert [part["num_workers"] for part in copies] == [4]
    rows = {"updates": {"manpower_log": [{"id": made["id"], "status": "pending"}, {"id": 1, "status": "pending"}]}}
    told = world.ask("PATCH", f"{LOGS}/daily_logs/bulk_updates/bulk_update", rows)[1][0]["manpower_log"]
    assert [row["success"] for row in told] == [True, False]


def test_what_was_delivered_is_told_with_the_line_and_contract_that_it_is_of(world: World) -> None:
    supplier = world.ask("GET", f"{LOGS}/vendors")[1][0]
    contract = {"project_id": PROJECT, "purchase_order_contract": {"title": "Brick", "vendor_id": supplier["id"]}}
    number = world.ask("POST", "/rest/v1.0/purchase_order_contracts", contract)[1]["id"]
    path = f"/rest/v1.0/purchase_order_contracts/{number}/line_items?project_id={PROJECT}"
    line = world.ask("POST", path, {"line_item": {"description": "Brick ties", "amount": 10}})[1]["id"]
    log = world.ask("POST", f"{LOGS}/productivity_logs", {"productivity_log": {"line_item_id": line, "quantity_used": 4}})[1]
    told = [log[name] for name in ("company", "contract", "line_item_description")]
    assert told == [supplier["name"], "Brick", "Brick ties"]
    assert log["line_item_holder"]["id"] == number
    again = world.ask("POST", f"{LOGS}/productivity_logs", {"productivity_log": {"line_item_id": line, "quantity_used": 2}})[1]
    later = world.ask("POST", f"{LOGS}/productivity_logs", {"productivity_log": {"line_item_id": line}})[1]
    assert [entry["previously_used"] for entry in (log, again, later)] == ["0.0", "4.0", "6.0"]


def test_all_types_of_some_days_are_one_object_with_what_the_lists_have(world: World) -> None:
    made = world.ask("POST", f"{LOGS}/manpower_logs", {"manpower_log": {"date": "2026-01-14", "num_workers": 4}})[1]

    shown = world.ask("GET", f"{LOGS}/daily_logs?start_date=2026-01-14&end_date=2026-01-14")[1]

    assert [row["id"] for row in shown["manpower_logs"]] == [made["id"]]
    assert shown["visitor_logs"] == []


def test_the_days_of_all_types_are_named_and_thirteen_weeks_at_most(world: World) -> None:
    assert world.ask("GET", f"{LOGS}/daily_logs")[0] == 400
    assert world.ask("GET", f"{LOGS}/daily_logs?start_date=2026-01-01&end_date=2026-04-02")[0] == 200
    assert world.ask("GET", f"{LOGS}/daily_logs?start_date=2026-01-01&end_date=2026-04-03")[0] == 400
    assert world.ask("GET", f"{LOGS}/daily_logs?start_date=soon&end_date=2026-04-03")[0] == 400


def test_a_day_has_its_photos_and_timecards_too(world: World) -> None:
    card = {"timecard_entry": {"hours": "8", "lunch_time": "0", "time_in": "07:00", "time_out": "15:00", "date": "2026-01-07"}}
    status, entry = world.ask("POST", f"{LOGS}/timecard_entries", card)
    assert status == 201, entry
    day = world.ask("GET", f"{LOGS}/daily_logs?start_date=2026-01-07&end_date=2026-01-07")[1]
    assert [row["id"] for row in day["timecard_entries"]] == [entry["id"]]
    assert day["images"] == []


def test_a_completed_day_takes_no_entries_and_keeps_those_that_it_has(world: World) -> None:
    logs, day = f"{LOGS}/notes_logs", "2026-06-01"
    body = {"notes_log": {"comment": "Rain", "date": day}}
    entry = world.ask("POST", logs, body)[1]["id"]
    other = world.ask("POST", logs, {"notes_log": {"comment": "Sun", "date": "2026-06-02"}})[1]["id"]
    headers = f"{LOGS}/daily_log_headers?log_date={day}"
    assert world.ask("PATCH", headers, {"daily_log_header": {"completed": True}})[1]["completed_by"] is not None
    sentence = f"The daily log is completed for {day}: reopen the day before its entries are added, changed or deleted."
    copies = {"from_date": "2026-06-02", "to_date": day, "log_types": ["notes_log"]}
    for method, path, values in (
        ("POST", logs, body),
        ("PATCH", f"{logs}/{entry}", {"notes_log": {"comment": "Hail"}}),
        ("PATCH", f"{logs}/{other}", {"notes_log": {"date": day}}),
        ("DELETE", f"{logs}/{entry}", None),
        ("POST", f"{LOGS}/daily_logs/clones", copies),
    ):
        assert world.ask(method, path, values) == (409, {"errors": sentence})
    assert world.ask("GET", f"{logs}/{entry}")[1]["permissions"] == {"can_update": False, "can_delete": False}
    again = world.ask("PATCH", headers, {"daily_log_header": {"completed": False}})[1]
    assert (again["completed_at"], again["completed_by"]) == (None, None)
    assert world.ask("PATCH", f"{logs}/{entry}", {"notes_log": {"comment": "Hail"}})[0] == 200


def test_an_entry_waits_unseen_until_a_manager_approves_it(world: World) -> None:
    entry = world.ask("POST", f"{LOGS}/notes_logs", {"notes_log": {"comment": "Rain", "date": "2026-06-01"}})[1]["id"]
    world.ask("PATCH", f"{LOGS}/notes_logs/{entry}", {"notes_log": {"status": "pending"}})

    def listed(status: str) -> list[int]:
        path = f"{LOGS}/notes_logs?log_date=2026-06-01&filters[status]={status}"
        return [row["id"] for row in world.ask("GET", path)[1]]

    assert (listed("approved"), listed("pending"), listed("all")) == ([], [entry], [entry])
    path = f"{LOGS}/daily_logs/bulk_updates/bulk_update"
    body = {"updates": {"notes_log": [{"id": entry, "status": "approved"}]}}
    manager, subcontractor = (
        world.token,
        next(row["id"] for row in world.ask("GET", f"{LOGS}/users")[1] if row["name"] == "Test Subcontractor"),
    )
    world.token = world.engine.tokens.issue("mockcore-dmsa", subcontractor, seconds=0).token
    assert world.ask("PATCH", path, body)[0] == 403
    world.token = manager
    assert world.ask("PATCH", path, body)[1][0]["notes_log"][0]["success"] is True
    assert (listed("approved"), listed("pending")) == ([entry], [])
