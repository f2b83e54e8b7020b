"""The step from what is not released to a version."""

import re
from pathlib import Path

import pytest

import mockcore
from scripts.release import EXAMPLES, with_image, with_section, with_version

PROJECT = '[project]\nname = "mockcore"\nversion = "0.1.0"\n'


def test_the_version_goes_up_and_never_down() -> None:
    assert with_version(PROJECT, "0.2.0") == PROJECT.replace("0.1.0", "0.2.0")
    for version in ("0.1.0", "0.0.9", "next", ""):
        with pytest.raises(SystemExit):
            with_version(PROJECT, version)


def test_what_was_unreleased_is_the_section_of_the_version() -> None:
    after = with_section("# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A.\n", "0.2.0", "2026-12-01")
    assert after == "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- A.\n"
    with pytest.raises(SystemExit):
        with_section("# Changelog\n\n## [Unreleased]\n\n## [0.1.0]\n\n- A.\n", "0.2.0", "2026-12-01")


def test_examples_name_the_image_of_the_version() -> None:
    assert with_image("image: host/mockcore:0.1.0\n", "0.2.0") == "image: host/mockcore:0.2.0\n"
    with pytest.raises(SystemExit):
        with_image("image: host/mockcore\n", "0.2.0")
    for example in EXAMPLES:
        images = set(re.findall(r"\w/mockcore:([\w.]+)", example.read_text(encoding="utf-8")))
        assert images == {mockcore.__version__}


def test_every_breaking_change_says_what_restores_a_suite() -> None:
    changelog = (Path(__file__).resolve().parent.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    groups = re.findall(r"^### Breaking\n(.*?)(?=^##)", changelog, re.DOTALL | re.MULTILINE)
    entries = [entry for group in groups for entry in re.split(r"^- ", group, flags=re.MULTILINE)[1:]]
    assert len(entries) > 10
    assert [entry for entry in entries if not re.search(r"\*To\s+restore\s+a\s+suite:\*\s+\S", entry)] == []
