"""Strict handling: what the document does not allow is refused instead of converted."""

from typing import Any

import pytest

from tests.tiny import PROJECT, Tiny

WIDGETS = f"/rest/v1.0/projects/{PROJECT}/widgets"
STRICT = {"prefer": "handling=strict"}


@pytest.fixture
def api() -> Tiny:
    return Tiny()


def made(api: Tiny, headers: dict[str, str], **widget: Any) -> tuple[int, Any]:
    return api.ask("POST", WIDGETS, {"widget": {"name": "Bolt", **widget}}, **headers)[:2]


CONVERTED = [
    {"parts_wanted": "12"},
    {"weight": "1.5"},
    {"urgent": "true"},
    {"urgent": 1},
    {"origin_id": 7},
    {"status": "OPEN"},
    {"holder_ids": "100"},
    {"parts_wanted": None},
]


@pytest.mark.parametrize("widget", CONVERTED, ids=repr)
def test_what_is_converted_otherwise_is_refused(api: Tiny, widget: dict[str, Any]) -> None:
    status, answer = made(api, STRICT, **widget)
    assert (status, list(answer["errors"])) == (400, [f"widget.{next(iter(widget))}"])
    assert made(api, {}, **widget)[0] == 201


@pytest.mark.parametrize("widget", [{"seen_at": "yesterday"}, {"due_on": ""}], ids=repr)
def test_a_text_that_is_not_of_its_format_is_well_formed_but_refused(api: Tiny, widget: dict[str, Any]) -> None:
    assert made(api, STRICT, **widget)[0] == 422
    assert made(api, {}, **widget)[0] == 201


@pytest.mark.parametrize(
    "widget", [{"parts_wanted": 12}, {"weight": 1.5}, {"seen_at": "2026-01-15T15:00:00Z"}, {"colour": "red"}], ids=repr
)
def test_what_the_document_allows_is_taken(api: Tiny, widget: dict[str, Any]) -> None:
    assert made(api, STRICT, **widget)[0] == 201


@pytest.mark.parametrize("query", ["page=two", "filters[created_at]=soon", "per_page=2.5"])
def test_a_query_is_compared_too(api: Tiny, query: str) -> None:
    assert api.ask("GET", f"{WIDGETS}?{query}", **STRICT)[0] in (400, 422)


@pytest.mark.parametrize("query", ["page=2", "filters[created_at]=2026-01-15", "filters[status]=open", "sort=name", "other=1"])
def test_a_query_as_the_document_has_it_is_taken(api: Tiny, query: str) -> None:
    assert api.ask("GET", f"{WIDGETS}?{query}", **STRICT)[0] == 200


def test_the_answer_says_that_it_was_strict(api: Tiny) -> None:
    assert api.ask("GET", WIDGETS, **STRICT)[2]["Preference-Applied"] == "handling=strict"
    assert "Preference-Applied" not in api.ask("GET", WIDGETS, prefer="handling=lenient, wait=10")[2]


def test_a_form_may_write_numbers_as_text(api: Tiny) -> None:
    form = {"content-type": "application/x-www-form-urlencoded", **STRICT}
    taken, _, _ = api.ask("POST", WIDGETS, b"widget[name]=Bolt&widget[parts_wanted]=12&widget[urgent]=true", **form)
    refused, _, _ = api.ask("POST", WIDGETS, b"widget[name]=Bolt&widget[parts_wanted]=dozen", **form)
    assert (taken, refused) == (201, 400)


@pytest.mark.parametrize(
    ("widget", "expected"), [('{"name": "Bolt", "parts_wanted": 12}', 201), ('{"name": "Bolt", "parts_wanted": "12"}', 400)]
)
def test_a_part_of_a_form_that_is_json_has_the_types_of_json(api: Tiny, widget: str, expected: int) -> None:
    part = (
        f'--x\r\nContent-Disposition: form-data; name="widget"\r\nContent-Type: application/json\r\n\r\n{widget}\r\n--x--\r\n'
    )
    form = {"content-type": "multipart/form-data; boundary=x"}
    assert api.ask("POST", WIDGETS, part.encode(), **form, **STRICT)[0] == expected
    assert api.ask("POST", WIDGETS, part.encode(), **form)[0] == 201


def test_a_server_can_be_strict_for_every_call() -> None:
    api = Tiny(input="strict")
    assert made(api, {}, parts_wanted="12")[0] == 400
    assert made(api, {}, parts_wanted=12)[0] == 201
