from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import RunningServer

FORM = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}


@pytest.fixture
def api(server: RunningServer) -> Iterator[httpx.Client]:
    """A client with a token, over a world as it was seeded."""
    with httpx.Client(base_url=server.url, timeout=30) as client:
        client.post("/_mockcore/reset")
        token = client.post("/oauth/token", data=FORM).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        yield client
