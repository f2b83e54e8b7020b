"""What others start of ours: the image, by compose.yaml and as a service of a CI job, and our own workflows."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from mockcore.cli import app
from tests.conftest import RunningServer, environment
from tests.pages.blocks import ROOT, blocks

GITHUB, GITLAB = (
    yaml.safe_load(block.text)["jobs" if "jobs:" in block.text else "tests"]
    for block in blocks(ROOT / "docs" / "howto" / "ci-services.md")
    if block.language == "yaml"
)
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SERVICE: dict[str, Any] = GITHUB["tests"]["services"]["mockcore"]
HEALTH = re.search(r'--health-cmd "([^"]+)"', SERVICE["options"])


def exposed() -> str:
    """The port on which the image listens."""
    port = re.search(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE)
    assert port
    return port[1]


def health(port: int) -> int:
    """The status of the health command of the example, run where the command `mockcore` is."""
    assert HEALTH
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    changes = {"PATH": path, "MOCKCORE_PORT": str(port)}
    return subprocess.run(
        ["sh", "-c", HEALTH[1]], env=environment(**changes), capture_output=True, timeout=60, check=False
    ).returncode


def test_services_name_the_port_on_which_the_image_listens() -> None:
    inside = [ports.rpartition(":")[2] for ports in (*SERVICE["ports"], *COMPOSE["services"]["mockcore"]["ports"])]
    address = GITLAB["variables"]["PROCORE_BASE_URL"]
    assert {*inside, address.rpartition(":")[2]} == {exposed()}
    assert address.partition("//")[2].partition(":")[0] == GITLAB["services"][0]["alias"]


def test_the_health_command_tells_a_server_that_answers_from_none(server: RunningServer) -> None:
    assert HEALTH
    assert shlex.split(HEALTH[1])[0] in re.findall(r'ENTRYPOINT \["(\w+)"\]', DOCKERFILE)
    assert health(int(server.url.rpartition(":")[2])) == 0
    assert health(1) != 0


@pytest.mark.parametrize("words", [COMPOSE["services"]["mockcore"]["command"], GITLAB["services"][0]["command"]])
def test_the_command_of_a_service_is_one_of_ours(words: list[str]) -> None:
    command = vars(typer.main.get_command(app))["commands"][words[0]]
    options = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options
    assert words[words.index("--host") + 1] == "0.0.0.0"


def test_compose_keeps_records_in_a_volume_that_it_declares() -> None:
    service = COMPOSE["services"]["mockcore"]
    (volume,) = service["volumes"]
    name, _, folder = volume.partition(":")
    assert name in COMPOSE["volumes"]
    assert any(word.startswith(f"{folder}/") for word in service["command"])
    assert f"VOLUME {folder}" in DOCKERFILE


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_may_little_and_ends(file: Path) -> None:
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        for step in job["steps"]:
            assert "run" in step or re.fullmatch(r"[\w.-]+/[\w.-]+@(v\d+|release/v\d+)", step["uses"])
            assert not step.get("uses", "").startswith("actions/checkout") or step["with"]["persist-credentials"] is False


def test_a_release_needs_no_secret_of_ours_and_attests_what_it_publishes() -> None:
    release = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"secrets\.(\w+)", release)) == {"GITHUB_TOKEN"}
    jobs = yaml.safe_load(release)["jobs"]
    assert jobs["packages"]["permissions"] == {"id-token": "write"}
    build = next(step["with"] for step in jobs["image"]["steps"] if step.get("uses", "").startswith("docker/build-push-action"))
    assert (build["sbom"], build["provenance"]) == (True, "mode=max")
    assert set(build["platforms"].split(",")) == {"linux/amd64", "linux/arm64"}
    for name in ("tags", "labels", "annotations"):
        assert build[name] == f"${{{{ steps.names.outputs.{name} }}}}"
