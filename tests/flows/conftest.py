from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import RunningServer

COMPANY = 4264590
FORM = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}


@pytest.fixture
def api(server: RunningServer) -> Iterator[httpx.Client]:
    """A client with a token, over a world as it was seeded."""
    with httpx.Client(base_url=server.url, timeout=30) as client:
        client.post("/_mockcore/reset")
        token = client.post("/oauth/token", data=FORM).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    """A client that names its company, over a world as it was seeded and is again afterwards."""
    with httpx.Client(base_url=server.url, timeout=30) as client:
        client.post("/_mockcore/reset").raise_for_status()
        sign_in(client)
        yield client
        client.post("/_mockcore/reset").raise_for_status()


def sign_in(client: httpx.Client) -> None:
    token = client.post("/oauth/token", data=FORM).json()["access_token"]
    client.headers.update({"Authorization": f"Bearer {token}", "Procore-Company-Id": str(COMPANY)})
