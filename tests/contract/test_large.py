"""The lists of a large contractor, made smaller, answer as the document says: nothing that chance left out is missed."""

from collections.abc import Iterator

import pytest

from mockcore.engine import Engine
from mockcore.settings import Settings
from tests.contract.requests import Requests

COMPANY, PROJECTS = 4264802, (226201, 226207)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    file = tmp_path_factory.mktemp("seed") / "own.yaml"
    file.write_text("{like: large, scale: 0.02}")
    engine = Engine.open(Settings(seed=str(file), check_answers="fail"))
    yield engine
    engine.close()


@pytest.mark.parametrize("project_id", PROJECTS)
def test_every_list_of_a_project_of_the_large_world_is_what_the_document_says(large: Engine, project_id: int) -> None:
    requests = Requests(large, COMPANY, project_id)
    wrong, rows = [], 0
    for operation in requests.operations:
        if operation.method != "GET" or operation.rule != "list" or not operation.path.startswith("/rest/"):
            continue
        status, answer, _ = requests.ask(operation)
        found = answer.get("data") if isinstance(answer, dict) else answer
        rows += len(found) if isinstance(found, list) else 0
        if status >= 500:
            wrong.append(f"{operation.path}: {str(answer)[:200]}")
    assert wrong == []
    assert rows > 1_000
