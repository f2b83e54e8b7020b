from collections.abc import Iterator

import pytest

from mockcore.engine import Engine
from mockcore.settings import Settings
from tests.contract.requests import Requests


@pytest.fixture(scope="module")
def demo() -> Iterator[Requests]:
    engine = Engine.open(Settings(seed="demo", check_answers="fail"))
    yield Requests(engine, 4264700, 225701)
    engine.close()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Requests]:
    engine = Engine.open(Settings(check_answers="fail"))
    yield Requests(engine, 4264590, 225100)
    engine.close()
