"""The pages of docs say what is so, and what they refer to exists."""

import re
from pathlib import Path

import pytest

from scripts.architecture import PAGE, SECTIONS
from scripts.tables import renewed
from tests.references import PACKAGE, ROOT, broken, broken_in_code

PAGES = sorted(
    [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")), *(ROOT / "docs").rglob("*.md")],
    key=lambda page: page.name,
)


def test_the_tables_of_the_architecture_are_those_that_the_code_gives() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert renewed(page, "architecture", SECTIONS) == page, "run `make fix`"


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_what_a_page_refers_to_exists(page: Path) -> None:
    assert broken(page.read_text(encoding="utf-8"), page.parent) == []


def test_what_the_current_section_of_the_changelog_refers_to_exists() -> None:
    sections = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert broken(sections[1]) == []


def test_what_docstrings_and_comments_refer_to_exists() -> None:
    modules = {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in PACKAGE.rglob("*.py")}
    assert {name: wrong for name, source in modules.items() if (wrong := broken_in_code(source))} == {}


def test_what_the_overlay_cites_is_decided() -> None:
    assert broken((ROOT / "openapi" / "overlay.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("See [the page](docs/nowhere.md).", "link docs/nowhere.md"),
        ("See [the page](docs/decisions.md#nothing).", "link docs/decisions.md#nothing"),
        ("It stands in docs/nowhere.md.", "file docs/nowhere.md"),
        ("It lives in `mockcore/nowhere`.", "file mockcore/nowhere"),
        ("Set MOCKCORE_NOTHING.", "setting MOCKCORE_NOTHING"),
        ("Run `make nothing`.", "target nothing"),
        ("```sh\nmake nothing\n```", "target nothing"),
        ("Run `mockcore nothing`.", "command nothing"),
        ("Run `mockcore openapi nothing`.", "command openapi nothing"),
        ("Run `mockcore serve --nothing`.", "option serve --nothing"),
        ("With `--nothing` it is off.", "option --nothing"),
        ("See `request.nothing`.", "module request.nothing"),
        ("See `request.declare.nothing`.", "module request.declare.nothing"),
        ("Source: decisions, Nothing.", "decision Nothing"),
    ],
)
def test_a_page_that_refers_to_nothing_is_reported(text: str, wrong: str) -> None:
    assert broken(text) == [wrong]


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ('"""See docs/nowhere.md."""', "file docs/nowhere.md"),
        ('def f():\n    """As ``store.nothing`` has it."""', "module store.nothing"),
        ("x = 1  # as `store.nothing` has it", "module store.nothing"),
        ('class C:\n    """Source: decisions, Nothing\n    at all."""', "decision Nothing at all"),
        ("# MOCKCORE_NOTHING turns it off.", "setting MOCKCORE_NOTHING"),
    ],
)
def test_code_that_refers_to_nothing_is_reported(source: str, wrong: str) -> None:
    assert broken_in_code(source) == [wrong]


def test_references_that_lead_somewhere_are_no_findings() -> None:
    page = """[Decisions](docs/decisions.md#403-and-404), `tests/tiny.yaml`, `MOCKCORE_PORT`, `make test`, `rfis.assigned_id`,
    `request.declare.before`, `mockcore serve --port 9000`, `--mockcore-report`, `mockcore openapi check`.
    Source: decisions, Sync; observed."""
    assert broken(page) == []
