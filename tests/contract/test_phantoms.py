"""Where there is no record, an answer says null: no object with the id 0, nor one without a word in it."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.requests import Requests, unwrapped
from tests.sweep import sample

# A text where a file belongs is shown as the name of one.
FILES = {"attachment", "attachments", "fillable_pdf", "images", "recording", "data"}
# Objects that a client gives without an id, which the answers have.
GIVEN = {"document_container_metadata"}


def phantoms(value: Any, name: str = "") -> Iterator[str]:
    """The names of objects in an answer whose id is 0."""
    if isinstance(value, dict):
        if name and value.get("id", 1) in (0, "0", ""):
            yield name
        for inner, member in value.items():
            yield from phantoms(member, inner)
    elif isinstance(value, list):
        for member in value[:5]:
            yield from phantoms(member, name)


def shown(requests: Requests, size: int) -> set[tuple[str, str]]:
    reading = [operation for operation in requests.operations if operation.method == "GET"]
    out = set()
    for operation in sample(reading, size):
        status, answer, _ = requests.ask(operation)
        if status == 200:
            out |= {(operation.id, name) for name in phantoms(unwrapped(answer)) if name not in FILES | GIVEN}
    return out


def made(requests: Requests) -> set[tuple[str, str]]:
    out = set()
    for operation in requests.operations:
        if operation.rule == "create":
            status, answer, _ = requests.ask(operation, body=requests.body(operation, full=False))
            if status < 300:
                out |= {(operation.id, name) for name in phantoms(unwrapped(answer)) if name not in FILES | GIVEN}
    return out


def test_some_answers_show_no_phantoms(demo: Requests) -> None:
    assert shown(demo, 60) == set()


@pytest.mark.sweep
def test_no_answer_shows_a_phantom_of_what_there_is(demo: Requests, sandbox: Requests) -> None:
    assert shown(demo, 10_000) == set()
    assert shown(sandbox, 10_000) == set()


@pytest.mark.sweep
def test_no_answer_shows_a_phantom_of_what_is_made_with_little(sandbox: Requests) -> None:
    assert made(sandbox) == set()
