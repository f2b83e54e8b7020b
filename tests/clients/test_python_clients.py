"""Python clients of PyPI, each as its users call it, and one that is generated from our document."""

import json
import os
import ssl
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

import mockcore
from mockcore.testing.running import Running
from tests.conftest import environment

HERE = Path(__file__).parent
DEMO_PROJECT = 225701
WEB = {"client_id": "mockcore-web", "client_secret": "mockcore-web-secret"}

pytestmark = pytest.mark.pypi


@pytest.fixture(scope="module")
def demo() -> Iterator[Running]:
    with mockcore.running(seed="demo") as server:
        yield server


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Running]:
    with mockcore.running(tls=True) as server:
        yield server


def told(
    story: str, *arguments: object, folder: str = "sdks", path: tuple[Path, ...] = (), **more: str
) -> subprocess.CompletedProcess[str]:
    """A story of the folder `python`, told with the packages of a folder of `python_modules`."""
    places = [HERE / "python_modules" / folder, *path]
    with tempfile.TemporaryDirectory() as elsewhere:  # one of them writes logs where it is
        return subprocess.run(
            [sys.executable, HERE / "python" / story, *map(str, arguments)],
            cwd=elsewhere,
            env=environment(PYTHONPATH=os.pathsep.join(map(str, places)), **more),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


def steps(story: subprocess.CompletedProcess[str]) -> list[str]:
    assert story.returncode == 0, story.stdout[-3000:] + story.stderr[-3000:]
    return story.stdout.split()


def refresh_token(server: Running) -> str:
    """What an app keeps of a person who signed in."""
    trusting = ssl.create_default_context(cafile=server.ca_file)

    def post(path: str, form: dict[str, str]) -> dict[str, str]:
        data, headers = urllib.parse.urlencode(form).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
        if path.startswith("/_mockcore"):
            data, headers = json.dumps(form).encode(), {"Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(server.url + path, data, headers), context=trusting) as answer:
            found: dict[str, str] = json.load(answer)
            return found

    asked = {"client_id": WEB["client_id"], "redirect_uri": "http://localhost"}
    code = post("/_mockcore/authorize", {**asked, "login": "sandbox+demo@example.com"})["code"]
    return post("/oauth/token", {**asked, **WEB, "grant_type": "authorization_code", "code": code})["refresh_token"]


def test_propycore_reads_a_project_and_keeps_documents(demo: Running) -> None:
    told_by = told("propycore_story.py", demo.url, demo.client_id, demo.client_secret, demo.company_id, DEMO_PROJECT)
    failures = ["NotFoundClientError", "NotFoundItemError", "ProcoreException"]
    assert steps(told_by) == ["token", "places", "tools", "directory", "money", "documents", *failures]


def test_pyprocore_reads_typed_models_of_a_project(demo: Running) -> None:
    settings = {
        "PROCORE_CLIENT_ID": demo.client_id,
        "PROCORE_CLIENT_SECRET": demo.client_secret,
        "PROCORE_LOGIN_URL": demo.url,
        "PROCORE_API_BASE": demo.url,
        "PROCORE_COMPANY_ID": str(demo.company_id),
        "PROCORE_AUTH_MODE": "client_credentials",
        "PROCORE_TOKEN_STORE_BACKEND": "memory",
    }
    assert steps(told("pyprocore_story.py", DEMO_PROJECT, **settings)) == ["28", "pages", "one", "missing"]


def test_a_client_generated_from_our_document_writes_and_reads(demo: Running, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("post_hooks: []\n")
    options = ["--config", tmp_path / "config.yaml", "--meta", "none", "--fail-on-warning"]
    for tool in ("tasks", "rfi"):
        place = ["--url", f"{demo.url}/openapi/{tool}.json", "--output-path", tmp_path / tool]
        made = subprocess.run(
            [sys.executable, "-m", "openapi_python_client", "generate", *place, *options],
            env=environment(PYTHONPATH=str(HERE / "python_modules" / "sdks")),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert made.returncode == 0, made.stdout + made.stderr
    story = told("generated_story.py", demo.url, demo.token(), demo.company_id, DEMO_PROJECT, path=(tmp_path,))
    assert steps(story) == ["tasks", "rfis"]


def test_procore_of_fyle_finds_its_hosts_here(sandbox: Running) -> None:
    place = {"PROCORE_AT": sandbox.url.removeprefix("https://"), "SSL_CERT_FILE": str(sandbox.ca_file)}
    arguments = *WEB.values(), refresh_token(sandbox), sandbox.company_id
    story = told("procore_story.py", *arguments, path=(HERE / "hosts",), **place)
    assert steps(story) == ["token", "companies", "projects", "refusal", "stranger"]


@pytest.mark.parametrize("authenticator", ["once", "published"])
def test_tap_procore_whose_hosts_are_fixed_reads_every_stream(sandbox: Running, authenticator: str, tmp_path: Path) -> None:
    config = {**WEB, "refresh_token": refresh_token(sandbox), "redirect_uri": "http://localhost", "is_sandbox": True}
    (tmp_path / "config.json").write_text(json.dumps(config))
    place = {"PROCORE_AT": sandbox.url.removeprefix("https://"), "SSL_CERT_FILE": str(sandbox.ca_file)}
    arguments = authenticator, "--config", tmp_path / "config.json"
    story = told("tap_procore_story.py", *arguments, folder="singer", path=(HERE / "hosts",), **place)
    lines = [json.loads(line) for line in story.stdout.splitlines()]
    found = {line["stream"] for line in lines if line["type"] == "RECORD"}
    if authenticator == "once":
        assert story.returncode == 0, story.stderr[-3000:]
        assert found == {"companies", "projects", "folders", "files", "users"}
    else:
        assert found == {"companies"}
        assert "invalid_grant" in story.stderr
