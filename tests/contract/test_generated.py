"""Generated requests, right and wrong ones, for every operation: the answers are what the document says.

`make contract` does the same with many more requests over HTTP.
"""

import pytest

from mockcore.reference.catalog import Catalog
from tests.conftest import RunningServer
from tests.contract.generated import Generated
from tests.contract.requests import Requests

OAUTH = "authentication"
TOOLS = [slug for slug, _ in Catalog.load().tools() if slug != OAUTH]
POSITIVE, NEGATIVE = 1, 2


@pytest.mark.parametrize("tool", TOOLS)
def test_generated_requests_are_answered_as_the_document_says(
    sandbox: Requests, tool: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(Generated(sandbox, tool, monkeypatch))


def test_generated_requests_for_tokens_are_answered_as_the_document_says(
    sandbox: Requests, server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    check(Generated(sandbox, OAUTH, monkeypatch, server.url))


def check(made: Generated) -> None:
    wrong, sent, operations = [], 0, 0
    for operation in made.operations():
        operations += 1
        for case in made.cases(operation, POSITIVE, NEGATIVE):
            sent += 1
            wrong += made.faults(case)
    assert not wrong, "\n\n".join(wrong)
    assert sent >= 2 * operations > 0
