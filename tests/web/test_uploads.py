"""Uploads as the storage service receives them."""

import hashlib

import httpx

from tests.conftest import RunningServer

FORM = {"grant_type": "client_credentials", "client_id": "mockcore-dmsa", "client_secret": "mockcore-dmsa-secret"}


def test_a_unified_upload_is_sent_in_parts_to_the_addresses_it_names(server: RunningServer) -> None:
    data = b"drawing"
    digest = hashlib.sha256(data).hexdigest()
    asked = {"file_name": "a.pdf", "file_size": len(data), "content_type": "application/pdf", "sha256": digest}
    with httpx.Client(base_url=server.url, timeout=30) as http:
        bearer = {"Authorization": f"Bearer {http.post('/oauth/token', data=FORM).json()['access_token']}"}
        here = "/rest/v2.1/companies/4264590/uploads"
        body = {**asked, "segments": [{"size": len(data), "sha256": digest}]}
        upload = http.post(here, json=body, headers=bearer).json()["data"]
        url = upload["segments"][0]["url"]
        assert http.put(url, content=data, headers=bearer).status_code == 400
        assert http.put(url.replace("part=0", "part=1"), content=data).status_code == 400
        assert http.put(f"{server.url}/_mockcore/storage/unknown", content=data).status_code == 404
        answer = http.put(url, content=data)
        one = f"{here}/{upload['upload_id']}"
        done = http.patch(one, json={"part_etags": [answer.headers["etag"]]}, headers=bearer)
        shown = http.get(one, headers=bearer).json()["data"]
    assert (answer.status_code, done.status_code, shown["status"]) == (200, 200, "available")
