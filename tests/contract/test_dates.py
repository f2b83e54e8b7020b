"""A filter's date or range of dates that cannot be read is a malformed parameter, in whatever list."""

import pytest

from mockcore.reference.input.query_values import _is_dated
from mockcore.reference.operation import Operation
from tests.contract.requests import Requests
from tests.sweep import sample

READ = ("2026-01-01", "2026-01-01T00:00:00Z")
UNREAD = ("soon", "2026-13-45", "2026-01-01...later")


def dated(requests: Requests) -> list[tuple[Operation, str]]:
    operations = (operation for operation in requests.operations if operation.method == "GET")
    return [(operation, one.name) for operation in operations for one in operation.query if _is_dated(one.name, one.schema)]


def asked(requests: Requests, operation: Operation, name: str, value: str) -> int:
    target = requests.target(operation)
    return requests.send("GET", f"{target}{'&' if '?' in target else '?'}{name}={value}")[0]


def wrong(requests: Requests, size: int) -> list[tuple[str, str, str]]:
    out = []
    for operation, name in sample(dated(requests), size):
        out += [(operation.id, name, value) for value in UNREAD if asked(requests, operation, name, value) != 400]
        out += [(operation.id, name, value) for value in READ if asked(requests, operation, name, value) in (400, 422)]
    return out


def test_a_date_in_some_queries_is_read_or_refused(sandbox: Requests) -> None:
    assert wrong(sandbox, 20) == []


@pytest.mark.sweep
def test_a_date_in_every_query_is_read_or_refused(sandbox: Requests) -> None:
    assert wrong(sandbox, 10_000) == []
    assert len(dated(sandbox)) > 400
