"""The values in a query string."""

from typing import Any
from urllib.parse import parse_qsl

import pytest

from mockcore.errors import BadRequest, Reason
from mockcore.reference.input.query_values import MAX_FIELDS, MissingScope, declared_query, query_values
from tests.reference.input.documents import LIST, with_query

INTEGER, DATE = {"type": "integer"}, {"type": "string", "format": "date"}


def test_a_query_is_read_by_its_parameters_and_what_is_not_declared_is_noted() -> None:
    values, unknown = query_values(LIST, "page=2&filter[status][]=open&filters[status][]=closed&colour=red")
    assert values == {"page": 2, "filters[status]": ["open", "closed"], "colour": "red"}
    assert unknown == ["colour"]


def test_a_page_that_is_no_number_is_refused_by_its_name() -> None:
    with pytest.raises(BadRequest) as refused:
        query_values(LIST, "page=two")
    assert refused.value.fields == {"page": [Reason.NOT_AN_INTEGER]}


@pytest.mark.parametrize(
    ("schema", "query", "value"),
    [
        (INTEGER, "x=12", 12),
        (INTEGER, "x=1&x=2", 2),
        (INTEGER, "x=12.0", 12),
        ({"type": "integer", "enum": [1, 2]}, "x=2", 2),
        ({"type": "array", "items": INTEGER}, "x[]=1&x[]=2", [1, 2]),
        ({"type": "array", "items": INTEGER}, "x=1,2", [1, 2]),
        ({"type": "boolean"}, "x=true", True),
        (DATE, "x=2026-01-01...2026-01-31", "2026-01-01...2026-01-31"),
        ({"type": "object"}, "x=7", "7"),
    ],
)  # fmt: skip
def test_a_value_is_of_the_type_that_the_document_says(schema: Any, query: str, value: Any) -> None:
    values, _ = query_values(with_query(x=schema), query)
    assert values == {"x": value}


@pytest.mark.parametrize(("query", "value"), [("sort=-name", "-name"), ("sort=name&sort=id", ["name", "id"])])
def test_a_list_is_sorted_by_one_name_or_by_several(query: str, value: Any) -> None:
    assert query_values(LIST, query)[0] == {"sort": value}


@pytest.mark.parametrize("query", ["a=1&&b", "a=b=c&a=", "=x", "&", "b+c=%41&a", "%5B%5D=é"])
def test_a_query_means_what_the_standard_library_reads(query: str) -> None:
    texts = dict(parse_qsl(query, keep_blank_values=True))
    assert query_values(with_query(), query)[0] == {name.removesuffix("[]"): text for name, text in texts.items()}


@pytest.mark.parametrize("query", ["a=%FF", "&".join(["a=1"] * (MAX_FIELDS + 1))])
def test_a_query_that_cannot_be_read_is_refused(query: str) -> None:
    with pytest.raises(BadRequest):
        query_values(LIST, query)


def test_what_must_be_there_and_is_not_is_named() -> None:
    operation = with_query("company_id", "vendor_id", company_id=INTEGER, vendor_id=INTEGER)
    assert declared_query(operation).required == ["company_id", "vendor_id"]
    with pytest.raises(BadRequest) as refused:
        query_values(operation, "")
    assert not isinstance(refused.value, MissingScope)
    assert refused.value.fields == {"company_id": [Reason.MISSING], "vendor_id": [Reason.MISSING]}
    with pytest.raises(MissingScope) as missing:
        query_values(operation, "vendor_id=7")
    assert (missing.value.names, missing.value.values) == (["company_id"], {"vendor_id": 7})


@pytest.mark.parametrize("query", ["company_id=1", "project_id=2", "company_id=1&project_id=2"])
def test_of_company_and_project_one_tells_the_other(query: str) -> None:
    operation = with_query("company_id", "project_id", company_id=INTEGER, project_id=INTEGER)
    assert query_values(operation, query)[1] == []
    with pytest.raises(MissingScope) as missing:
        query_values(operation, "")
    assert sorted(missing.value.names) == ["company_id", "project_id"]
