"""The documentation site: whole, without a link that leads nowhere, and asking nobody else for anything."""

import json
import re
import runpy
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from scripts import docs_site

LOADING = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("use", "href")}
MOST_MEGABYTES = 6


class Page(HTMLParser):
    """The names of a page's places, and where it leads to."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.places, self.links, self.loaded, self.inline_scripts = set[str](), list[str](), list[str](), 0
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.places.add(named.get("id", ""))
        self.inline_scripts += tag == "script" and "src" not in named
        for name in ("href", "src"):
            if name in named:
                self.links.append(named[name])
                if (tag, name) in LOADING:
                    self.loaded.append(named[name])


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {file: Page(file) for file in site.rglob("*.html")}


def broken(pages: dict[Path, Page]) -> Iterator[str]:
    for file, page in pages.items():
        for link in page.links:
            address = urlsplit(link)
            if address.scheme or address.netloc:
                continue
            target = (file.parent / unquote(address.path)).resolve() if address.path else file
            leads = target.is_file() and (not address.fragment or unquote(address.fragment) in pages[target].places)
            if not leads and address.fragment not in ("__navigation", "__toc"):
                yield f"{file.name}: {link}"


def test_sphinx_had_nothing_to_warn_of(site: Path) -> None:
    assert docs_site.warnings(site) == ""


def test_every_link_leads_to_a_page_and_a_place_of_it(pages: dict[Path, Page]) -> None:
    assert len(pages) > len(docs_site.pages())
    assert sorted(broken(pages)) == []


def test_no_page_loads_anything_from_another_host_or_has_a_script_within(site: Path, pages: dict[Path, Page]) -> None:
    assert {link for page in pages.values() for link in page.loaded if urlsplit(link).netloc} == set()
    assert [file.name for file, page in pages.items() if page.inline_scripts] == []
    for style in site.rglob("*.css"):
        assert re.findall(r"@import|url\((?!data:|[\"']?data:)[^)]*//[^)]*\)", style.read_text(encoding="utf-8")) == [], style


def test_every_page_of_the_docs_is_on_the_site_and_in_its_contents(site: Path, pages: dict[Path, Page]) -> None:
    front = {site / "index.html"} | {
        (site / unquote(urlsplit(link).path)).resolve() for link in pages[site / "index.html"].links
    }
    names = [name.removesuffix(".md") + ".html" for name in docs_site.pages()]
    assert [name for name in names if not (site / name).is_file()] == []
    assert [name for name in names if (site / name).resolve() not in front] == []


def test_the_index_of_the_search_knows_words_and_titles(site: Path) -> None:
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    assert "sunset" in index["terms"]
    assert "reference/tools/rfi" in index["docnames"]
    assert "what is not simulated" in index["alltitles"] or "What is not simulated" in index["alltitles"]


def test_the_site_is_small(site: Path) -> None:
    assert sum(file.stat().st_size for file in site.rglob("*") if file.is_file()) < MOST_MEGABYTES * 1_000_000


def test_the_build_of_the_package_and_the_checks_take_the_same_sphinx() -> None:
    project = tomllib.loads((docs_site.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(project["optional-dependencies"]["docs"]) == sorted(docs_site.REQUIREMENTS)


def test_a_link_to_a_file_that_is_no_page_is_text_and_one_to_a_page_leads_there() -> None:
    text = docs_site._relinked(docs_site.ROOT / "docs" / "architecture.md", "architecture.md")
    assert "| `openapi/` |" in text
    assert "](decisions.md)" in text
    assert docs_site._way("reference/tools/rfi.md", "decisions.md") == "../../decisions.md"


def test_a_site_is_current_until_a_page_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not docs_site.is_current(tmp_path)
    (tmp_path / ".fingerprint").write_text(f"{docs_site.fingerprint()}\nwarning")
    assert (docs_site.is_current(tmp_path), docs_site.warnings(tmp_path)) == (True, "warning")
    monkeypatch.setattr(docs_site, "pages", dict)
    assert not docs_site.is_current(tmp_path)


def test_a_diagram_of_states_is_a_picture_that_says_its_steps() -> None:
    draw = runpy.run_path(str(docs_site.ROOT / "docs" / "site" / "state_diagrams.py"))["drawn"]
    lines = ["  s0 : draft", "  s1 : open & shut", "  [*] --> s0", "  s0 --> s1", "  s1 --> s0"]
    block = "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])
    picture = draw(f"before\n\n{block}\n\nafter")
    assert picture.startswith("before\n\n<svg ")
    assert picture.endswith("</svg>\n\nafter")
    assert 'aria-label="draft to open &amp; shut; open &amp; shut to draft"' in picture
    assert (picture.count("<rect "), picture.count("marker-end=")) == (2, 2)
