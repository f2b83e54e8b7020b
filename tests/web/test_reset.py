"""Reset over HTTP."""

from collections.abc import Iterator

import httpx
import pytest

from tests.conftest import RunningServer


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client


def test_reset_returns_the_world_to_its_seed(server: RunningServer, http: httpx.Client) -> None:
    form = {
        "grant_type": "client_credentials",
        "client_id": server.client_id,
        "client_secret": server.client_secret,
    }

    def headers() -> dict[str, str]:
        token = http.post("/oauth/token", data=form).json()["access_token"]
        return {"Authorization": f"Bearer {token}", "Procore-Company-Id": str(server.company_id)}

    vendors = f"/rest/v1.0/vendors?company_id={server.company_id}"
    name = {"vendor": {"name": "Fleeting Concrete"}}
    assert http.post(vendors, json=name, headers=headers()).status_code == 201
    assert "Fleeting Concrete" in http.get(vendors, headers=headers()).text
    assert http.post("/_mockcore/reset").json() == {"status": "ok"}
    assert "Fleeting Concrete" not in http.get(vendors, headers=headers()).text
