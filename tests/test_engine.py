"""The engine from a call to a reply, over a document of six operations."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.tiny import ANNA, BEN, COMPANY, OTHER_PROJECT, PROJECT, Tiny

WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"


@pytest.fixture
def tiny() -> Iterator[Tiny]:
    made = Tiny()
    yield made
    made.engine.close()


def test_a_record_is_created_listed_shown_updated_and_deleted(tiny: Tiny) -> None:
    status, made, _ = tiny.make(status="open", weight=1500, holder_id=ANNA, seen_at="2026-01-01T10:00:00-08:00")
    assert status == 201
    assert made["number"] == "1"
    assert made["weight"] == "1500.00"
    assert made["holder"] == {"id": ANNA, "name": "Anna"}
    assert made["seen_at"] == "2026-01-01T18:00:00Z"
    assert made["created_at"] == "2026-01-15T15:00:00Z"
    assert made["urgent"] is False
    assert made["notes"] == []
    one = f"{WIDGETS}/{made['id']}"
    assert tiny.ask("GET", WIDGETS)[1] == [made]
    assert tiny.ask("PATCH", one, {"widget": {"name": "Valve"}})[1]["name"] == "Valve"
    assert tiny.ask("GET", one)[1]["status"] == "open"
    assert tiny.ask("DELETE", one)[:2] == (204, None)
    assert tiny.ask("GET", one)[:2] == (404, {"errors": ["Not Found"]})
    assert tiny.ask("GET", WIDGETS)[1] == []


def test_a_nested_record_is_shown_as_it_is_whatever_became_of_it(tiny: Tiny) -> None:
    one = f"{WIDGETS}/{tiny.make(holder_id=ANNA)[1]['id']}"
    world, before = tiny.engine.world, tiny.engine.world.storage.image()

    def named() -> str:
        return str(tiny.ask("GET", one)[1]["holder"]["name"])

    def rename(name: str) -> None:
        anna = world.get("users", ANNA)
        assert anna is not None
        world.update(anna, {"name": name}, at="2026-01-15T15:00:00Z")

    def rename_and_fail() -> None:
        with world.storage.transaction(write=True):
            rename("Nobody")
            assert named() == "Nobody"
            raise KeyError

    rename("Ann")
    assert named() == "Ann"
    with pytest.raises(KeyError):
        rename_and_fail()
    world.changed()
    rename("Hanna")
    assert named() == "Hanna"
    tiny.engine.replace(before)
    rename("Annie")
    assert named() == "Annie"


def test_both_dialects_show_the_same_record(tiny: Tiny) -> None:
    made = tiny.make()[1]
    status, shown, _ = tiny.ask("GET", f"/rest/v2.0/companies/{COMPANY}/projects/{PROJECT}/widgets/{made['id']}")
    assert (status, shown) == (200, {"data": {"id": str(made["id"]), "name": "Pump"}})


def test_a_flat_path_finds_the_nested_operation(tiny: Tiny) -> None:
    tiny.make()
    assert len(tiny.ask("GET", f"/rest/v1.0/widgets?project_id={PROJECT}")[1]) == 1
    status, made, _ = tiny.ask("POST", "/rest/v1.0/widgets", {"project_id": PROJECT, "widget": {"name": "Fan"}})
    assert (status, made["name"]) == (201, "Fan")


@pytest.mark.parametrize(
    ("body", "status", "fields"),
    [
        ({}, 400, "param is missing or the value is empty or invalid: widget"),
        ({"widget": {}}, 400, "param is missing or the value is empty or invalid: widget"),
        ({"widget": {"number": 1}}, 400, "param is missing or the value is empty or invalid: name"),
        ({"widget": {"name": "a", "status": "lost"}}, 422, {"status": ["is not included in the list"]}),
        ({"widget": {"name": "a", "parts_wanted": "many"}}, 422, {"parts_wanted": ["is not a number"]}),
        ({"widget": {"name": "a", "parts_wanted": 2**63}}, 400, {"parts_wanted": ["is out of range"]}),
        ({"widget": {"name": "a\x00b"}}, 400, {"name": ["must not contain NUL characters"]}),
        ({"widget": {"name": "a", "due_on": "soon"}}, 400, {"due_on": ["is not a date (YYYY-MM-DD)"]}),
        ({"widget": {"name": "a", "holder_id": 12345}}, 422, {"holder_id": ["does not exist"]}),
        ({"widget": {"name": "a", "holder_id": BEN}}, 422, {"holder_id": ["does not exist"]}),
        ({"widget": {"name": "a", "holder_ids": [ANNA, 5]}}, 422, {"holder_ids": ["does not exist"]}),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_stored(tiny: Tiny, body: Any, status: int, fields: Any) -> None:
    assert tiny.ask("POST", WIDGETS, body)[:2] == (status, {"errors": fields})
    assert tiny.ask("GET", WIDGETS)[1] == []


def test_text_is_coerced_and_an_unreadable_time_becomes_null(tiny: Tiny) -> None:
    made = tiny.make(urgent="true", weight="2.5", seen_at="whenever")[1]
    assert (made["urgent"], made["weight"], made["seen_at"]) == (True, "2.50", None)


def test_an_origin_id_is_unique_in_its_company(tiny: Tiny) -> None:
    assert tiny.make(origin_id="erp-1")[0] == 201
    assert tiny.make(origin_id="erp-1")[:2] == (422, {"errors": {"origin_id": ["has already been taken"]}})


def test_pages_are_counted_clamped_and_linked(tiny: Tiny) -> None:
    numbers = [tiny.make()[1]["id"] for _ in range(5)]
    status, first, headers = tiny.ask("GET", f"{WIDGETS}?filters[status]=closed&sort=-created_at")
    assert (status, first) == (200, [])
    _, first, headers = tiny.ask("GET", f"{WIDGETS}?view=x")
    assert [part["id"] for part in first] == numbers[:2]
    assert (headers["Total"], headers["Per-Page"]) == ("5", "2")
    page = f"http://127.0.0.1:8080{WIDGETS}?page="
    assert headers["Link"] == f'<{page}3&per_page=2&view=x>; rel="last", <{page}2&per_page=2&view=x>; rel="next"'
    _, _, headers = tiny.ask("GET", f"{WIDGETS}?page=3")
    assert headers["Link"].endswith('rel="prev"')
    assert tiny.ask("GET", f"{WIDGETS}?page=9")[:2] == (200, [])
    assert tiny.ask("GET", f"{WIDGETS}?per_page=99999")[2]["Per-Page"] == "5"


def test_filters_choose_by_value_and_by_range(tiny: Tiny) -> None:
    tiny.make(status="open")
    closed = tiny.make(status="closed")[1]["id"]
    found = tiny.ask("GET", f"{WIDGETS}?filters[status][]=closed")[1]
    assert [part["id"] for part in found] == [closed]
    assert len(tiny.ask("GET", f"{WIDGETS}?filters[created_at]=2026-01-15...2026-01-16")[1]) == 2
    assert tiny.ask("GET", f'{WIDGETS}?filters[created_at]="2026-01-16...2026-01-20"')[1] == []
    assert tiny.ask("GET", f"{WIDGETS}?filters[created_at]=yesterday")[0] == 400


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"/rest/v1.0/projects/{OTHER_PROJECT}/widgets", 403),
        ("GET", "/rest/v1.0/projects/999/widgets", 404),
        ("GET", "/rest/v1.0/nothing", 404),
        ("PUT", WIDGETS, 405),
        ("GET", f"{WIDGETS}/abc", 404),
        ("GET", f"{WIDGETS}/-1", 404),
        ("GET", f"{WIDGETS}/{2**63}", 404),
    ],
)
def test_what_is_not_there_or_not_allowed_has_its_status(tiny: Tiny, method: str, path: str, status: int) -> None:
    found, body, headers = tiny.ask(method, path)
    assert found == status
    assert "errors" in body
    assert status != 405 or headers["Allow"] == "GET, POST, HEAD, OPTIONS"


def test_a_header_that_names_another_company_is_refused(tiny: Tiny) -> None:
    assert tiny.ask("GET", WIDGETS, **{"procore-company-id": "2"})[0] == 403


def test_a_strict_server_wants_the_header_on_every_call() -> None:
    strict = Tiny(company_header="strict")
    status, body, _ = strict.ask("GET", WIDGETS)
    assert status == 400
    assert "Missing Procore-Company-Id header!" in str(body)
    assert strict.ask("GET", WIDGETS, **{"procore-company-id": str(COMPANY)})[0] == 200


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nonsense", "Basic abc"])
def test_a_call_without_a_good_token_is_unauthorised(tiny: Tiny, header: str) -> None:
    status, body, headers = tiny.ask("GET", WIDGETS, authorization=header)
    assert status == 401
    assert "token" in body["errors"][0]
    assert 'error="invalid_token"' in headers["WWW-Authenticate"]


def test_a_token_dies_with_its_time(tiny: Tiny) -> None:
    tiny.clock.advance(5_399)
    assert tiny.ask("GET", WIDGETS)[0] == 200
    tiny.clock.advance(1)
    assert tiny.ask("GET", WIDGETS)[0] == 401


def test_an_unknown_field_is_ignored_or_refused_by_setting(tiny: Tiny) -> None:
    body = {"widget": {"name": "Pump"}, "colour": "red"}
    assert tiny.ask("POST", WIDGETS, body)[0] == 201
    strict = Tiny(unknown_input="refuse")
    assert strict.ask("POST", WIDGETS, body)[:2] == (400, {"errors": {"colour": ["is not known to this operation"]}})


def test_forms_and_multipart_are_read_like_json(tiny: Tiny) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert tiny.ask("POST", WIDGETS, b"widget[name]=Pump&widget[holder_ids][]=100", **form)[1]["holders"][0]["name"] == "Anna"
    multipart = {"content-type": "multipart/form-data; boundary=b"}
    body = b'--b\r\nContent-Disposition: form-data; name="widget[name]"\r\n\r\nFan\r\n--b--\r\n'
    assert tiny.ask("POST", WIDGETS, body, **multipart)[1]["name"] == "Fan"
    assert tiny.ask("POST", WIDGETS, b"<a/>", **{"content-type": "text/xml"})[0] == 415
