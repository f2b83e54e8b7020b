"""Makes the documentation site: the pages of `docs` and of the root as HTML that needs no network, in `build/docs`.

The build of the package calls it too, where none of the package's own libraries are: it imports the standard library alone.
``--strict`` fails where Sphinx warns; ``--stale`` leaves a site that is made of what lies there.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "docs"
REQUIREMENTS = ("sphinx>=8.2,<10", "furo>=2025.7.19", "myst-parser>=4,<6")

_CONFIGURATION = ROOT / "docs" / "site"
_FINGERPRINT = ".fingerprint"
# The pages of the root, by their names on the site. The first is its front page.
_FRONT = "index.md"
_ROOT_PAGES = {
    "README.md": _FRONT,
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}
# What stands above the pages of a folder, in this order; other folders follow by their own names, and then "".
_CAPTIONS = {"quickstart": "Quick starts", "tutorials": "Tutorials", "howto": "How to", "reference": "Reference"}
_REST = "About mockcore"

_FENCE = re.compile(r"^(`{3,}).*?^\1", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|`[^`]*`)*)\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)")
_COMMENT = re.compile(r"^<!--.*?-->\n", re.MULTILINE)
_INLINE_SCRIPT = re.compile(r"<script>\s*document\.body\.dataset\.theme = .*?</script>", re.DOTALL)
_LITERAL = re.compile(r'<code class="docutils literal notranslate">(.*?)</code>', re.DOTALL)
_SPAN = re.compile(r"</?span[^>]*>")
_LONG, _WORD_END = 24, re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[_/])(?=[^_/])")
_PREFORMATTED = re.compile(r"(<pre.*?</pre>)", re.DOTALL)
_INDENTED = re.compile(r"\n\s+")
_SCROLLED = re.compile(r'<pre(?=>)|<div(?= class="table-wrapper)')
# What the theme leaves out for those who hear a page.
_ACCESSIBLE = {
    '<p class="caption" role="heading">': '<p class="caption" role="heading" aria-level="2">',
    '<aside class="sidebar-drawer">': '<aside class="sidebar-drawer" aria-label="All pages">',
    '<aside class="toc-drawer': '<aside aria-label="This page" class="toc-drawer',
    '<th class="head"><p></p></th>': "<td></td>",
    '<div id="search-results">': '<h1>Search</h1><div id="search-results">',
}
# Of no use in a browser that only shows pages.
_NEEDLESS = ("_sources", "objects.inv", ".buildinfo", "**/*.map", "**/*.LICENSE.txt", "_static/debug.css")


def pages() -> dict[str, Path]:
    """The Markdown files of the site by their names on it."""
    docs = ROOT / "docs"
    inner = {file.relative_to(docs).as_posix(): file for file in sorted(docs.rglob("*.md"))}
    return {**{name: ROOT / file for file, name in _ROOT_PAGES.items()}, **inner}


def fingerprint() -> str:
    """A name for what the site is made of. Two sites of the same one are the same."""
    total = hashlib.sha256()
    own = [Path(__file__), ROOT / "pyproject.toml", *(file for file in _CONFIGURATION.rglob("*") if file.suffix != ".pyc")]
    for file in sorted(file for file in (*own, *pages().values()) if file.is_file()):
        total.update(f"{file.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def is_current(site: Path = SITE) -> bool:
    """Whether the site is made of what lies there now."""
    return _stamp(site)[0] == fingerprint()


def warnings(site: Path = SITE) -> str:
    """What Sphinx had to say when it made the site: links that lead nowhere, pages that stand in no contents."""
    return _stamp(site)[1]


def build(site: Path = SITE, *, strict: bool = False) -> Path:
    """Makes the site anew, in the place of the one that is there.

    Raises: SystemExit with the output of Sphinx where it fails, or warns and is strict.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=site.parent) as folder:
        source, target = Path(folder, "source"), Path(folder, "site")
        _write_sources(source)
        command = [sys.executable, "-m", "sphinx", "-q", "-E", "-c", str(_CONFIGURATION), "-d", str(Path(folder, "trees"))]
        outcome = subprocess.run([*command, str(source), str(target)], capture_output=True, text=True, check=False)
        if outcome.returncode != 0 or (strict and outcome.stderr):
            raise SystemExit(f"The documentation site cannot be made:\n{outcome.stderr.replace(f'{source}/', '')}")
        _finish(target)
        (target / _FINGERPRINT).write_text(f"{fingerprint()}\n{outcome.stderr}", encoding="utf-8")
        _replace(site, target, Path(folder, "before"))
    return site


def _replace(site: Path, new: Path, old: Path) -> None:
    """Puts a site in the place of another. Raises: OSError, unless another process has just put the same there."""
    try:
        if site.exists():
            site.rename(old)
        new.rename(site)
    except OSError:
        if not is_current(site):
            raise


def _stamp(site: Path) -> tuple[str, str]:
    stamp = site / _FINGERPRINT
    digest, _, text = stamp.read_text(encoding="utf-8").partition("\n") if stamp.is_file() else ("", "", "")
    return digest, text


def _write_sources(folder: Path) -> None:
    for name, file in pages().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        text = _COMMENT.sub("", _relinked(file, name))
        if target.name == _FRONT:
            text += "\n" + "\n".join(_contents(name))
        target.write_text(text, encoding="utf-8")


def _relinked(file: Path, name: str) -> str:
    """The text of a page: links to other pages lead to these, and those to files that the site does not have are gone."""
    text, names = file.read_text(encoding="utf-8"), {path: page for page, path in pages().items()}

    def link(match: re.Match[str]) -> str:
        shown, target, heading = match[1], (file.parent / match[2]).resolve(), match[3] or ""
        page = names.get(target)
        return f"[{shown}]({_way(name, page)}{heading})" if page else shown

    rest, parts = 0, []
    for fence in _FENCE.finditer(text):
        parts += [_LINK.sub(link, text[rest : fence.start()]), fence[0]]
        rest = fence.end()
    return "".join([*parts, _LINK.sub(link, text[rest:])])


def _way(page: str, other: str) -> str:
    """The relative link from one page to another."""
    return PurePosixPath(*[".."] * page.count("/"), other).as_posix()


def _contents(front: str) -> Iterator[str]:
    """The table of contents that belongs to a front page: what lies in its folder and, on the first page, in all."""
    folder = front.removesuffix(_FRONT)
    listed = {name: _section(name) for name in pages() if name.startswith(folder) and name != front}
    if folder:
        yield from _table_of(sorted(listed), folder)
        return
    order = [*_CAPTIONS, *sorted({section for section in listed.values() if section} - {*_CAPTIONS}), ""]
    for section in order:
        names = sorted(name for name, place in listed.items() if place == section and _is_listed(name))
        if names:
            yield from _table_of(names, "", _CAPTIONS.get(section, section.capitalize() or _REST))


def _section(name: str) -> str:
    return name.partition("/")[0] if "/" in name else ""


def _is_listed(name: str) -> bool:
    """Whether a page stands in the contents of the whole: those of a folder with a front page stand on that."""
    folder = PurePosixPath(name).parent.as_posix()
    return f"{folder}/{_FRONT}" not in pages() or name.endswith(f"/{_FRONT}")


def _table_of(names: list[str], folder: str, caption: str = "") -> list[str]:
    shown = [name.removeprefix(folder).removesuffix(".md") for name in names]
    return ["```{toctree}", ":hidden:", *([f":caption: {caption}"] if caption else []), "", *shown, "```", ""]


def _finish(site: Path) -> None:
    """What a browser does not need is gone, and its pages are as `_finished` has them."""
    for pattern in _NEEDLESS:
        for file in site.glob(pattern):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    script = site / "_static" / "theme.js"
    script.write_text('document.body.dataset.theme = localStorage.getItem("theme") || "auto";\n', encoding="utf-8")
    for file in site.rglob("*.html"):
        page = file.relative_to(site).as_posix()
        file.write_text(_finished(file.read_text(encoding="utf-8"), _way(page, "_static/theme.js")), encoding="utf-8")


def _finished(text: str, script: str) -> str:
    """A page without scripts of its own, in which what scrolls is reached by the keyboard, and nothing is said twice."""
    text = _INLINE_SCRIPT.sub(f'<script src="{script}"></script>', text)
    text = _SCROLLED.sub(r'\g<0> tabindex="0"', text)
    for written, accessible in _ACCESSIBLE.items():
        text = text.replace(written, accessible)
    text = _LITERAL.sub(lambda literal: _code(_SPAN.sub("", literal[1])), text)
    return "".join(part if part.startswith("<pre") else _INDENTED.sub("\n", part) for part in _PREFORMATTED.split(text))


def _code(literal: str) -> str:
    """A word of code; one that is too long for the column of a table may be broken where its words end."""
    if len(literal) <= _LONG:
        return f'<code class="literal">{literal}</code>'
    return f'<code class="literal long">{_WORD_END.sub("<wbr>", literal)}</code>'


if __name__ == "__main__":
    if "--stale" not in sys.argv[1:] or not is_current():
        build(strict="--strict" in sys.argv[1:])
    print(SITE)
