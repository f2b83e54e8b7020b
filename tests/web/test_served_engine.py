"""The engine as endpoints are handed it."""

import asyncio
from types import SimpleNamespace
from typing import cast

import pytest
from fastapi import Request

from mockcore.web.served_engine import engine_of
from tests.tiny import Tiny


def request(engine: object) -> Request:
    return cast(Request, SimpleNamespace(app=SimpleNamespace(state=SimpleNamespace(engine=engine))))


def test_it_is_the_one_that_the_application_serves() -> None:
    engine = Tiny().engine
    assert asyncio.run(engine_of(request(engine))) is engine


def test_anything_else_is_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError):
        asyncio.run(engine_of(request(None)))
