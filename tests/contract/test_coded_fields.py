"""Fields of names, types, codes, priorities, states, numbers and units hold no sentence, in any list of any seed."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from mockcore.engine import Engine
from mockcore.settings import Settings
from tests.contract.requests import Requests, unwrapped
from tests.sweep import sample

CODES = re.compile(
    r"(.*_)?(type|code|priority|status|state|category|number|unit|uom|kind|abbreviation|severity|stage|scope|prefix|reason"
    r"|role|trade|division|revision)"
)
NAMES = re.compile(r"(.*_)?(name|title|subject|label|cost_code)")
# The description of a section of the specifications is its title.
PROSE = re.compile(r"(.*_)?(description|body|comments?|notes?|text|question|details)")
# A sentence is longer, ends in a full stop or asks for something. Titles of specifications have up to nine words.
LONGEST_CODE, LONGEST_NAME = 5, 9
REQUEST = re.compile(r"\b(please|lorem|ipsum|TODO)\b", re.IGNORECASE)
STOP = re.compile(r"(?<!Inc)(?<!Ltd)(?<!Corp)(?<!Co)(?<!No)\.$")
NUMBERED = re.compile(r"^\d\d( \d\d)+ - ")
# One text in several forms, and what a field is said to repeat.
FORMS = re.compile(r"(rich|plain|formatted|html|text|body|description|question|_|s$)")


def sentence(name: str, value: str) -> bool:
    """Whether a field of a code or a name holds a sentence."""
    longest = LONGEST_NAME if NAMES.fullmatch(name) else LONGEST_CODE if CODES.fullmatch(name) else None
    # A section of the specifications is called by its number and its title.
    value = NUMBERED.sub("", value)
    return longest is not None and bool(len(value.split()) > longest or REQUEST.search(value) or STOP.search(value))


def fields(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Each text of an answer with the name of its field."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from fields(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, name)
    elif isinstance(value, str):
        yield name, value


def repeated(row: dict[str, Any]) -> list[str]:
    """The fields of a record that say one sentence under two names of different meaning."""
    names = defaultdict[str, set[str]](set)
    for name, value in row.items():
        if isinstance(value, str) and len(value.split()) > 3 and PROSE.fullmatch(name) and "section" not in name:
            names[value].add(FORMS.sub("", name))
    return [value for value, fields in names.items() if len(fields) > 1]


def rows(requests: Requests, size: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each record of a sample of the lists, with the path."""
    lists = [part for part in requests.operations if part.method == "GET" and part.rule == "list"]
    for operation in sample([part for part in lists if part.path.startswith("/rest/")], size):
        target = requests.target(operation)
        answer = unwrapped(requests.send("GET", f"{target}{'&' if '?' in target else '?'}per_page=100")[1])
        yield from ((operation.path, row) for row in answer if isinstance(row, dict)) if isinstance(answer, list) else ()


def faults(requests: Requests, size: int) -> list[str]:
    out = []
    for path, row in rows(requests, size):
        out += [f"{path} {name}: {value}" for name, value in fields(row) if sentence(name, value)]
        out += [f"{path} says twice: {value}" for value in repeated(row)]
    return sorted(set(out))


def test_no_code_or_name_of_the_sandbox_is_a_sentence(sandbox: Requests) -> None:
    assert faults(sandbox, 40) == []


def test_no_code_or_name_of_the_demo_is_a_sentence(demo: Requests) -> None:
    assert faults(demo, 50) == []


@pytest.mark.sweep
def test_no_code_or_name_of_a_large_world_is_a_sentence(tmp_path: Any) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("{like: large, scale: 0.02}")
    engine = Engine.open(Settings(seed=str(file)))
    try:
        assert faults(Requests(engine, 4264800, 226001), 10_000) == []
    finally:
        engine.close()


def test_what_a_sentence_is() -> None:
    assert sentence("status", "Please review and answer")
    assert sentence("name", "Not in our scope, please reassign")
    assert sentence("priority", "Grout missing at base in Room 235")
    assert sentence("type", "Done.")
    assert not sentence("name", "Cascade Electric, Inc.")
    assert not sentence("description", "Please answer.")
