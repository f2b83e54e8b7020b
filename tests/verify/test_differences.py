"""What counts as a difference between two answers."""

from typing import Any

import pytest

from mockcore.verify.differences import differences
from mockcore.verify.exchange import NOT_JSON, Answer

JSON = {"content-type": "application/json; charset=utf-8"}


def found(here: Any, there: Any) -> list[tuple[str, str, str, str]]:
    pairs = differences(Answer(200, JSON, here), Answer(200, JSON, there))
    return [(one.where, one.sort, one.here, one.there) for one in pairs]


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ([{"id": 1, "name": "a"}], [{"id": 700, "name": "b"}, {"id": 701, "name": "c"}]),
        ([], [{"id": 1}]),
        ({"vendor": None}, {"vendor": {"id": 1}}),
        ({"at": "2024-01-01T00:00:00Z"}, {"at": "2026-11-25T09:30:00Z"}),
        ({"note": "2024-01-01"}, {"note": "closed"}),
        ({"cost": 5}, {"cost": 5.25}),
        ({"custom_fields": {"custom_field_12": {"value": 1}}}, {"custom_fields": {"custom_field_99": {"value": "x"}}}),
        ([{"a": 1}, {"a": 1, "b": 2}], [{"b": 1}, {"a": 2}]),
    ],
)
def test_values_ids_nulls_and_how_many_there_are_make_no_difference(here: Any, there: Any) -> None:
    assert found(here, there) == []


@pytest.mark.parametrize(
    ("here", "there", "told"),
    [
        ({"id": 1, "name": "a"}, {"id": 1}, ("body.name", "missing", "string", "none")),
        ({"id": 1}, {"id": 1, "status": "open"}, ("body.status", "additional", "none", "string")),
        ([{"a": {"b": 1}}], [{"a": {"b": "1"}}], ("body[].a.b", "type", "number", "string")),
        ({"due": "2024-01-01"}, {"due": "2024-01-01T00:00:00Z"}, ("body.due", "type", "date", "date-time")),
        ({"cost": "5.00"}, {"cost": 5.0}, ("body.cost", "type", "decimal", "number")),
        ([{"id": 1}], {"data": [{"id": "1"}]}, ("body", "type", "array", "object")),
        ({"ids": [1]}, {"ids": ["x"]}, ("body.ids[]", "type", "number", "string")),
    ],
)
def test_fields_and_types_do(here: Any, there: Any, told: tuple[str, ...]) -> None:
    assert found(here, there) == [told]


def test_another_status_is_told_alone() -> None:
    told = differences(Answer(200, JSON, {"id": 1}), Answer(404, {}, {"errors": "Not Found"}))
    assert [(one.where, one.here, one.there) for one in told] == [("status", "200", "404")]


def test_headers_that_are_sent_by_one_only_are_told() -> None:
    here = {**JSON, "total": "3", "per-page": "100", "x-rate-limit-limit": "3600"}
    told = differences(Answer(200, here, []), Answer(200, {"content-type": "text/html", "total": "9"}, NOT_JSON))
    assert [(one.where, one.here, one.there) for one in told] == [
        ("header content-type", "application/json", "text/html"),
        ("header per-page", "sent", "none"),
        ("header x-rate-limit-limit", "sent", "none"),
        ("body", "JSON", "not JSON"),
    ]


def test_the_pages_of_a_link_are_compared_where_both_have_several() -> None:
    paged = {**JSON, "total": "30", "per-page": "10"}
    both = {**paged, "link": '<https://here/rest/v1.0/a?page=2>; rel="next", <https://here/rest/v1.0/a?page=3>; rel="last"'}
    one = {**paged, "link": '<https://there/rest/v1.0/a?page=2>; rel="next"'}
    assert [(x.where, x.here, x.there) for x in differences(Answer(200, both, []), Answer(200, one, []))] == [
        ("header link", "last, next", "next")
    ]
    assert differences(Answer(200, both, []), Answer(200, {**JSON, "total": "3", "per-page": "10"}, [])) == []
