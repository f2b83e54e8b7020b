"""`make release VERSION=1.2.3`: the version wherever it is written, its section of the changelog, one commit, one tag."""

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Examples name the image of a version.
EXAMPLES = (ROOT / "docs" / "howto" / "ci-services.md",)
VERSIONED = (ROOT / "pyproject.toml", ROOT / "mockcore" / "__init__.py")
UNRELEASED = "## [Unreleased]\n"


def numbers(version: str) -> tuple[int, ...]:
    """``1.2.3`` as numbers. Raises: SystemExit for anything else."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        sys.exit("A version is three numbers: make release VERSION=1.2.3")
    return tuple(map(int, version.split(".")))


def with_version(text: str, version: str) -> str:
    """pyproject.toml, or the package's own module, with the version. Raises: SystemExit for one that is not newer."""
    line = re.search(r'^(version|__version__) = "(.+)"$', text, re.M)
    if line is None or numbers(version) <= numbers(line[2]):
        sys.exit(f"{version} is not newer than {line and line[2]}.")
    return text.replace(line[0], f'{line[1]} = "{version}"', 1)


def with_image(text: str, version: str) -> str:
    """An example with the image of the version. Raises: SystemExit where it names none."""
    renewed, count = re.subn(r"(/mockcore:)\d+\.\d+\.\d+", rf"\g<1>{version}", text)
    if not count:
        sys.exit("An example names no image of a version.")
    return renewed


def with_section(changelog: str, version: str, day: str) -> str:
    """The changelog whose unreleased entries are those of the version. Raises: SystemExit where there are none."""
    _, mark, rest = changelog.partition(UNRELEASED)
    if not mark or not rest.partition("\n## ")[0].strip():
        sys.exit("CHANGELOG.md says nothing under [Unreleased].")
    return changelog.replace(UNRELEASED, f"{UNRELEASED}\n## [{version}] - {day}\n", 1)


def main(version: str) -> None:
    """Writes the files and commits them. Raises: SystemExit in a tree with other changes."""
    if subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True).stdout:
        sys.exit("There are changes that are not committed.")
    changelog = ROOT / "CHANGELOG.md"
    texts = {file: with_version(file.read_text(encoding="utf-8"), version) for file in VERSIONED}
    texts |= {file: with_image(file.read_text(encoding="utf-8"), version) for file in EXAMPLES}
    texts[changelog] = with_section(changelog.read_text(encoding="utf-8"), version, f"{datetime.now(UTC):%Y-%m-%d}")
    for file, text in texts.items():
        file.write_text(text, encoding="utf-8")
    subprocess.run(["git", "commit", "-qam", f"Version {version}"], cwd=ROOT, check=True)
    subprocess.run(["git", "tag", "-a", f"v{version}", "-m", f"mockcore {version}"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
