"""Files over HTTP: to be stored, never run."""

import httpx
import pytest

from tests.conftest import RunningServer

FORM = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}


@pytest.mark.parametrize("name", ['a"b.txt', "a\r\nX-Evil: 1\r\n.txt", "é.pdf"])
def test_a_name_stays_within_its_header(server: RunningServer, name: str) -> None:
    with httpx.Client(base_url=server.url, timeout=30) as http:
        token = http.post("/oauth/token", data=FORM).json()["access_token"]
        asked = {"response_filename": name, "response_content_type": f"text/plain{name}"}
        bearer = {"Authorization": f"Bearer {token}"}
        upload = http.post("/rest/v1.0/projects/225100/uploads", json=asked, headers=bearer).json()
        assert http.put(upload["url"], content=b"text").status_code == 200
        answer = http.get(upload["url"].replace("/storage/", "/files/"))
    assert (answer.status_code, answer.content) == (200, b"text")
    assert "x-evil" not in answer.headers


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml"])
def test_a_page_that_somebody_uploads_is_no_page_of_ours(server: RunningServer, kind: str) -> None:
    with httpx.Client(base_url=server.url, timeout=30) as http:
        token = http.post("/oauth/token", data=FORM).json()["access_token"]
        asked = {"response_filename": "Übersicht.html", "response_content_type": kind}
        upload = http.post(
            "/rest/v1.0/projects/225100/uploads", json=asked, headers={"Authorization": f"Bearer {token}"}
        ).json()
        assert http.put(upload["url"], content=b"<script>alert(1)</script>").status_code == 200
        answer = http.get(upload["url"].replace("/storage/", "/files/"))
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"] == (
        "attachment; filename=\"?bersicht.html\"; filename*=UTF-8''%C3%9Cbersicht.html"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox;")
