"""The documentation site as it is served: files of one folder or zip file, and nothing else."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import mockcore
from mockcore.web import docs_site

HOME = "/_mockcore/docs"


@pytest.fixture(params=["folder", "zip file"])
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A small site, beside a file that is none of it."""
    folder = tmp_path / "docs"
    (folder / "howto").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>front</h1>")
    (folder / "howto" / "sunset.html").write_text("<h1>sunset</h1>")
    (folder / "look.css").write_text("h1 {}")
    (tmp_path / "secret.html").write_text("secret")
    place = folder if request.param == "folder" else Path(shutil.make_archive(str(folder), "zip", folder))
    monkeypatch.setattr(docs_site, "docs_directory", lambda: place)
    return place


@pytest.fixture
def http(site: Path) -> Iterator[httpx.Client]:
    with mockcore.running(control_token="s3cret") as server, httpx.Client(base_url=server.url) as client:
        yield client


def test_pages_and_what_they_load_are_served_by_their_kind_without_a_token(http: httpx.Client) -> None:
    kinds = {name: http.get(f"{HOME}/{name}") for name in ("", "index.html", "howto/sunset.html", "look.css", "look.css?v=1")}
    assert {answer.status_code for answer in kinds.values()} == {200}
    assert kinds[""].text == "<h1>front</h1>"
    assert {answer.headers["content-type"] for answer in list(kinds.values())[:3]} == {"text/html; charset=utf-8"}
    assert kinds["look.css"].headers["content-type"].startswith("text/css")
    assert "script-src 'self';" in kinds[""].headers["content-security-policy"]


def test_the_address_without_a_slash_leads_to_the_one_with_it(http: httpx.Client) -> None:
    answer = http.get(HOME)
    assert (answer.status_code, answer.headers["location"]) == (307, f"{HOME}/")


def test_a_page_that_the_browser_has_is_not_sent_again(http: httpx.Client) -> None:
    first = http.get(f"{HOME}/")
    again = http.get(f"{HOME}/", headers={"If-None-Match": first.headers["etag"]})
    assert (first.headers["cache-control"], again.status_code, again.content) == ("no-cache", 304, b"")
    assert http.head(f"{HOME}/").headers["content-length"] == str(len(first.content))


@pytest.mark.parametrize(
    "name", ["nothing.html", "howto", "howto/", "%2e%2e/secret.html", "..%2fsecret.html", "a%00b", "x" * 5000]
)
def test_what_is_no_page_of_the_site_is_a_404(http: httpx.Client, name: str) -> None:
    answer = http.send(httpx.Request("GET", httpx.URL(str(http.base_url)).copy_with(raw_path=f"{HOME}/{name}".encode())))
    assert (answer.status_code, "secret" in answer.text) == (404, False)


def test_nothing_is_written_there(http: httpx.Client) -> None:
    assert http.post(f"{HOME}/index.html").status_code == 405


def test_below_a_prefix_the_redirect_keeps_it(site: Path) -> None:
    with mockcore.running(root_path="/procore") as server:
        assert httpx.get(f"{server.url}/_mockcore/docs").headers["location"] == f"/procore{HOME}/"
        assert httpx.get(f"{server.url}/_mockcore/docs/howto/sunset.html").text == "<h1>sunset</h1>"


def test_a_checkout_without_the_site_says_how_to_make_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(docs_site, "docs_directory", lambda: tmp_path / "nowhere")
    with mockcore.running() as server:
        answer = httpx.get(f"{server.url}{HOME}/")
    assert (answer.status_code, "make docs" in answer.text) == (503, True)
