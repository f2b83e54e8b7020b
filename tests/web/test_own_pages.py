"""Our own pages in a real browser: no barrier that axe finds, nothing from elsewhere, and nothing wider than a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import mockcore
from mockcore.testing import contract_report
from mockcore.testing.running import Running
from scripts import docs_site
from tests.web.chromium import Browser

AXE = Path(__file__).parents[1] / "clients" / "node_modules" / "axe-core" / "axe.min.js"
DOCS = "/_mockcore/docs/"
PAGES = [
    "",
    "security.html",
    "reference/options.html",
    "reference/tools/rfi.html",
    "howto/contract-tests.html",
    "search.html?q=sunset",
]
CONSENT = "/oauth/authorize?response_type=code&client_id=mockcore-web&redirect_uri=http://localhost:5000/callback"
SCREEN, PHONE = (1280, 900), (360, 740)
VIOLATIONS = """axe.run(document, {resultTypes: ["violations"]}).then(
  (result) => result.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(" ")}`))"""
LOADED = "performance.getEntriesByType('resource').map((one) => new URL(one.name).host)"
FINDING = {
    "code": "unknown-parameter",
    "asked": "GET /rest/v1.0/me",
    "detail": "colour",
    "explanation": "The operation has no such query parameter.",
    "read": "Reference",
}
TITLES_FOUND = """new Promise((found) => {
  const look = () => {
    const titles = [...document.querySelectorAll("ul.search li a")].map((one) => one.textContent);
    /finished/.test(document.body.textContent) && titles.length ? found(titles) : setTimeout(look, 50);
  };
  look();
})"""


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[Running]:
    with mockcore.running() as running:
        yield running


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("profile"), scripts=True) as started:
        yield started


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a contract report as `--mockcore-report-html` writes it."""
    collected = contract_report.Collected()
    collected.add("test_me", [FINDING])
    collected.cover({"getMe": {"asked": "GET /rest/v1.0/me", "statuses": {"200": 1}, "parameters": {"colour": 1}}})
    file = tmp_path_factory.mktemp("report") / "report.html"
    contract_report.write(
        contract_report.Summary.of(collected, frozenset(), ["getMe", "listRfis"]), str(file), contract_report.html
    )
    return file.as_uri()


def violations(browser: Browser, address: str, before: str = "") -> Any:
    """What axe has against a page, after a script of the test has run there."""
    browser.open(address)
    browser.run(before)
    browser.run(f"{AXE.read_text(encoding='utf-8')}; true")
    return browser.run(VIOLATIONS)


@pytest.mark.browser
@pytest.mark.node
@pytest.mark.parametrize(
    ("size", "theme", "pages"),
    [(SCREEN, "light", PAGES), (PHONE, "light", PAGES), (SCREEN, "dark", PAGES[-2:])],
    ids=["screen", "phone", "dark"],
)
def test_axe_finds_nothing_on_the_pages_of_the_documentation(
    server: Running, browser: Browser, size: tuple[int, int], theme: str, pages: list[str]
) -> None:
    browser.resize(*size)
    chosen = f"document.body.dataset.theme = '{theme}'"
    problems = {page: violations(browser, f"{server.url}{DOCS}{page}", chosen) for page in pages}
    assert {page: found for page, found in problems.items() if found} == {}


@pytest.mark.browser
@pytest.mark.node
def test_axe_finds_nothing_on_the_page_of_consent(server: Running, browser: Browser) -> None:
    browser.resize(*PHONE)
    assert violations(browser, server.url + CONSENT) == []


@pytest.mark.browser
@pytest.mark.node
def test_axe_finds_nothing_in_the_report_about_the_contract(browser: Browser, report: str) -> None:
    browser.resize(*PHONE)
    assert violations(browser, report) == []


@pytest.mark.browser
def test_the_search_finds_pages_and_asks_no_other_host(server: Running, browser: Browser) -> None:
    browser.resize(*SCREEN)
    browser.open(f"{server.url}{DOCS}search.html?q=brown-out")
    titles = browser.run(TITLES_FOUND)
    assert "Time and the API lifecycle" in titles
    assert set(browser.run(LOADED)) == {server.url.removeprefix("http://")}


@pytest.mark.browser
def test_no_page_is_wider_than_a_phone(server: Running, browser: Browser, report: str) -> None:
    browser.resize(*PHONE)
    wide = {}
    names = [name.removesuffix(".md") + ".html" for name in docs_site.pages() if "/tools/" not in name]
    for address in [report, server.url + CONSENT, *(f"{server.url}{DOCS}{name}" for name in [*names, *PAGES])]:
        browser.open(address)
        width = browser.run("document.documentElement.scrollWidth")
        if width > PHONE[0]:
            wide[address] = width
    assert wide == {}
