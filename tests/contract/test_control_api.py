"""A sample of what `make contract` asks of the control API: schemathesis with every check, by the document that it serves."""

from pathlib import Path

from scripts import contract
from tests.conftest import running

SAMPLE = ["--phases", "examples,fuzzing", "--max-examples", "2"]


def test_the_control_api_does_what_its_document_says(tmp_path: Path) -> None:
    with running(tmp_path / "log") as server:
        report = contract.tested("control", server.url, tmp_path, SAMPLE)
    assert [failure["title"] for failure in report["failures"]] == [], (tmp_path / "control.txt").read_text()
    assert report["operations"]["tested"] == report["operations"]["selected"] > 50
    assert report["errors"] == []
