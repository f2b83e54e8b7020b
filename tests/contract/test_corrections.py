"""What schemathesis is told of lists in forms, of nulls in answers, of one record at several paths, and of what paths name."""

from collections import deque
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from schemathesis.resources.repository import ResourceRepository

from scripts.contract_corrections import _analyzed as uncorrected, analyzed, deleted, matched, readings, stored

ITEM = "/rest/v1.0/punch_items/{id}"


@dataclass
class Sent:
    id: str
    path: str
    number: int
    method: str = "DELETE"
    status: int = 204
    path_parameters: dict[str, Any] = field(init=False)
    operation: Any = field(init=False)

    def __post_init__(self) -> None:
        self.path_parameters, self.operation = {"id": self.number}, SimpleNamespace(method=self.method)


class Scenario:
    def __init__(self, *sent: Sent) -> None:
        self.sent = sent

    def find_all_cases(self) -> tuple[Sent, ...]:
        return self.sent

    def find_response(self, case_id: str) -> Any:
        return next(SimpleNamespace(status_code=one.status) for one in self.sent if one.id == case_id)


def gone(prior: Sent) -> bool:
    case: Any = Sent("now", ITEM, 5)
    return deleted(Scenario(prior, case), case)


def test_a_record_that_another_version_has_deleted_is_gone() -> None:
    assert gone(Sent("before", ITEM, 5))
    assert gone(Sent("before", ITEM.replace("v1.0", "v1.1"), 5))
    assert gone(Sent("before", ITEM.replace("v1.0/", "v1.1/projects/225100/"), 5))


def test_another_record_a_refused_deletion_and_another_method_delete_nothing() -> None:
    newer = ITEM.replace("v1.0", "v1.1")
    assert not gone(Sent("before", newer, 6))
    assert not gone(Sent("before", newer, 5, status=403))
    assert not gone(Sent("before", newer, 5, method="PATCH"))
    assert not gone(Sent("before", newer.replace("punch_items", "rfis"), 5))


def test_a_link_finds_no_nulls_in_a_list() -> None:
    assert matched([{"id": None}, {"id": 7}, {}, {"id": ""}], "/*/id") == [7]


def test_what_an_answer_leaves_empty_names_nothing() -> None:
    repository = ResourceRepository([])
    about = {"resource_name": "Group", "source_operation": "POST /groups", "status_code": 201, "context": {}}
    repository._resource_buckets["Group"], repository._context_order["Group"] = {}, deque()
    for data in ({"id": 7, "layer_id": "", "owner": None, "shown": False}, {"layer_id": ""}):
        stored(repository, data=data, **about)
    assert [instance.data for instance in repository.iter_instances("Group")] == [{"id": 7, "shown": False}]


def test_one_field_may_be_a_list_of_one() -> None:
    assert readings("{}") == ["{}", {}, ["{}"], [{}]]
    assert readings("AAA") == ["AAA", ["AAA"]]


def described(path: str, *attributes: str) -> Any:
    """A document with that path below a list of records with those attributes."""
    collection = path.split("/{", 1)[0]
    record = {"type": "object", "properties": {name: {"type": "string"} for name in attributes}}
    answer = {"description": "", "content": {"application/json": {"schema": {"type": "array", "items": record}}}}
    named = {"name": path.rsplit("{", 1)[1].split("}", 1)[0], "in": "path", "required": True, "schema": {"type": "string"}}
    paths = {
        collection: {"get": {"responses": {"200": answer}}},
        path: {"get": {"parameters": [named], "responses": {"200": {"description": ""}}}},
    }
    return schemathesis.openapi.from_dict({"openapi": "3.1.0", "info": {"title": "", "version": "1"}, "paths": paths})


def bound(schema: Any, analysis: Any) -> list[str]:
    """The attributes from which path parameters are taken."""
    return [slot.resource_field for node in analysis(schema).operations.values() for slot in node.inputs]


@pytest.mark.parametrize("path", ["/pumps/{pump_id}", "/pumps/status/{pump_id}", "/pumps/{pump_id}/current_project"])
def test_below_its_collection_a_parameter_is_the_id_of_a_record_that_has_an_attribute_of_that_name_too(path: str) -> None:
    schema = described(path, "id", "pump_id")
    assert bound(schema, uncorrected) == ["pump_id"]
    assert bound(schema, analyzed) == ["id"]


def test_without_an_id_a_record_is_known_by_the_attribute_of_the_parameters_name() -> None:
    assert bound(described("/pumps/{pump_id}", "pump_id"), analyzed) == ["pump_id"]
