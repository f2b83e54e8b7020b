"""A server inside the process of a test."""

from collections.abc import Iterator

import httpx
import pytest

import mockcore
from mockcore.errors import OperatorError
from mockcore.testing.running import Running


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with mockcore.running() as running:
        yield running


def test_a_record_is_created_found_by_its_name_and_gone_after_a_reset(server: Running) -> None:
    vendors = "/rest/v1.0/vendors"
    number = server.create(vendors, {"company_id": server.company_id, "vendor": {"name": "Acme Piling"}})["id"]
    assert server.find(vendors, "Acme Piling", company_id=server.company_id)["id"] == number
    server.reset()
    with pytest.raises(LookupError, match="There is no 'Acme Piling'"):
        server.find(vendors, "Acme Piling", company_id=server.company_id)


def test_a_snapshot_brings_everything_back(server: Running) -> None:
    server.reset()
    server.snapshot("before")
    server.create("/rest/v1.0/vendors", {"company_id": server.company_id, "vendor": {"name": "Fleeting"}})
    server.restore("before")
    names = [row["name"] for row in server.get("/rest/v1.0/vendors", company_id=server.company_id)]
    assert "Fleeting" not in names


def test_an_option_that_there_is_not_is_told() -> None:
    with pytest.raises(OperatorError, match="There is no option colour"), mockcore.running(colour="red"):
        pass


def test_it_is_gone_after_its_block() -> None:
    with mockcore.running() as running:
        assert running.alive
    assert not running.alive
    with pytest.raises(httpx.ConnectError):
        httpx.get(running.url)
