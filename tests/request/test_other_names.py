"""Attributes that answers call otherwise, and uploads that bodies name by their ids."""

from dataclasses import replace
from typing import Any

import pytest

from mockcore.errors import Unprocessable
from mockcore.request.other_names import settle
from tests.tiny import Tiny


def settled(values: dict[str, Any], **kind: Any) -> dict[str, Any]:
    context = Tiny().context("POST")
    settle(context, replace(context.catalog.kind("widgets"), **kind), values, None)
    return values


def test_an_attribute_is_stored_under_the_name_that_shows_it() -> None:
    assert settled({"due": "2026-01-15", "name": "Pump"}, written={"due": "due_date"}) == {
        "name": "Pump",
        "due_date": "2026-01-15",
    }


def test_nested_rows_get_ids_and_leave_with_their_mark() -> None:
    rows = settled({"rows_attributes": [{"text": "a"}, {"text": "b", "_destroy": True}]}, written={"rows_attributes": "rows"})
    assert [row["text"] for row in rows["rows"]] == ["a"]
    assert isinstance(rows["rows"][0]["id"], int)


def test_an_upload_that_is_not_there_is_named() -> None:
    with pytest.raises(Unprocessable) as refused:
        settled({"image_upload_uuid": "01J"}, uploads=["image_upload_uuid"])
    assert refused.value.fields == {"image_upload_uuid": ["does not exist"]}
