"""The step from what is not released to a version."""

import pytest

from scripts.release import with_section, with_version

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
