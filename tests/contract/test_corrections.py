"""What schemathesis is told of lists in forms, of nulls in answers, and of one record at several paths."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from tools.contract_corrections import deleted, matched, readings

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


def test_another_record_a_refused_deletion_and_another_method_delete_nothing() -> None:
    newer = ITEM.replace("v1.0", "v1.1")
    assert not gone(Sent("before", newer, 6))
    assert not gone(Sent("before", newer, 5, status=403))
    assert not gone(Sent("before", newer, 5, method="PATCH"))
    assert not gone(Sent("before", newer.replace("punch_items", "rfis"), 5))


def test_a_link_finds_no_nulls_in_a_list() -> None:
    assert matched([{"id": None}, {"id": 7}, {}], "/*/id") == [7]


def test_one_field_may_be_a_list_of_one() -> None:
    assert readings("{}") == ["{}", {}, ["{}"], [{}]]
    assert readings("AAA") == ["AAA", ["AAA"]]
