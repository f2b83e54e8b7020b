"""The pages of `docs/reference` that code and document give."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from mockcore.reference.catalog import Catalog
from scripts import fixture_page, reference_pages, tool_rules


@pytest.fixture(scope="module")
def pages() -> Mapping[Path, str]:
    return reference_pages.pages()


def test_the_pages_are_what_code_and_document_give(pages: Mapping[Path, str]) -> None:
    assert reference_pages.differing(dict(pages)) == [], "run `make fix`"


def test_every_tool_has_a_page_with_every_operation(pages: Mapping[Path, str]) -> None:
    for entry in Catalog.load().entries:
        assert (
            f"| `{entry['method']} {entry['path']}` | `{entry['id']}` |" in pages[reference_pages.TOOLS / f"{entry['slug']}.md"]
        )


def test_a_page_says_rules_links_and_what_is_left_out(pages: Mapping[Path, str]) -> None:
    rfi, punch_list = (pages[reference_pages.TOOLS / f"{slug}.md"] for slug in ("rfi", "punch_list"))
    assert "- `rfis/replies` created, changed, deleted or restored: The answers of the RFI's question are its replies." in rfi
    assert "`responsible_contractor_id` → [`vendors`](directory.md)" in rfi
    assert "- `POST /rest/v1.0/punch_items/{id}/send_email`" in punch_list


def test_a_page_of_a_tool_that_there_is_no_more_differs(pages: Mapping[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    rest = {file: text for file, text in pages.items() if file.name != "rfi.md"}
    assert [file.name for file in reference_pages.differing(rest)] == ["rfi.md"]


@pytest.mark.parametrize(
    ("docstring", "sentence"),
    [
        ("Adds ``x``.\n\nRaises: NotFound for none, Unprocessable for two.", "Adds `x`. Answers 404 for none, 422 for two."),
        ("Guards it. Raises: as ``refuse``.", "Guards it."),
    ],
)
def test_a_docstring_is_told_as_a_client_meets_it(docstring: str, sentence: str) -> None:
    assert tool_rules.prose(docstring) == sentence


def test_the_page_of_the_fixture_has_what_a_test_calls() -> None:
    text = fixture_page.text()
    for name in (
        "`client(login=None, *, in_process=False, **options)`",
        "`advance(seconds=0, **more)`",
        "## `mockcore.webhooks`",
    ):
        assert name in text
    assert "`_" not in text
