"""The build of the package: what a wheel, an sdist and an editable installation have of the documentation site."""

import runpy
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOOK = runpy.run_path(str(ROOT / "hatch_build.py"))
FAILURE = "The documentation site cannot be made: no Sphinx"


class App:
    """What hatchling's application is for a hook."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def display_warning(self, text: str) -> None:
        self.warnings.append(text)


class Builder:
    """Stands for `scripts/docs_site.py`, in a folder of the test's own."""

    REQUIREMENTS = ("sphinx",)

    def __init__(self, root: Path, *, current: bool, fails: bool = False) -> None:
        self.site, self.current, self.fails, self.builds = root / "build" / "docs", current, fails, 0

    def build(self) -> Path:
        self.builds += 1
        if self.fails:
            raise SystemExit(FAILURE)
        return self.site

    def as_module(self) -> dict[str, Any]:
        return {"REQUIREMENTS": self.REQUIREMENTS, "SITE": self.site, "is_current": lambda: self.current, "build": self.build}


def hook(root: Path, builder: Builder, target: str) -> Any:
    made = HOOK["PackedData"](str(root), {}, None, None, "", target, App())
    made._builder = builder.as_module
    return made


def packed(root: Path, builder: Builder, target: str, version: str = "standard") -> dict[str, list[str]]:
    """The files that a build adds, by their place in the package."""
    build, build_data = hook(root, builder, target), dict[str, Any](force_include={})
    build.initialize(version, build_data)
    files = {place: names(Path(source)) for source, place in build_data["force_include"].items()}
    build.finalize(version, build_data, "")
    assert [source for source in build_data["force_include"] if source.endswith(".zip") and Path(source).exists()] == []
    return files


def names(file: Path) -> list[str]:
    """What lies in a folder, or in a zip file."""
    if file.is_dir():
        return [path.name for path in file.iterdir()]
    with ZipFile(file) as archive:
        return archive.namelist()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout with one page of a site, and one file of a document."""
    for name in ("build/docs/index.html", "openapi/rfi.yaml"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_sphinx_is_needed_only_for_a_site_that_is_not_made_yet(root: Path) -> None:
    assert hook(root, Builder(root, current=False), "wheel").dependencies() == ["sphinx"]
    assert hook(root, Builder(root, current=True), "wheel").dependencies() == []


@pytest.mark.parametrize(("current", "builds"), [(True, 0), (False, 1)])
def test_a_wheel_and_an_sdist_have_the_site(root: Path, current: bool, builds: int) -> None:
    wheel, sdist = Builder(root, current=current), Builder(root, current=current)
    packages = {"mockcore/_data/docs.zip": ["index.html"], "mockcore/_data/openapi.zip": ["rfi.yaml"]}
    assert packed(root, wheel, "wheel") == packages
    assert packed(root, sdist, "sdist") == {"build/docs": ["index.html"]}
    assert (wheel.builds, sdist.builds) == (builds, builds)


def test_an_editable_installation_shows_the_site_of_the_checkout(root: Path) -> None:
    builder = Builder(root, current=False)
    assert packed(root, builder, "wheel", "editable") == {}
    assert builder.builds == 1


def test_a_wheel_is_not_built_without_the_site(root: Path) -> None:
    with pytest.raises(RuntimeError, match=FAILURE):
        packed(root, Builder(root, current=False, fails=True), "wheel")


def test_an_editable_installation_without_the_site_says_how_to_make_it_later(root: Path) -> None:
    build = hook(root, Builder(root, current=False, fails=True), "wheel")
    build.initialize("editable", {"force_include": {}})
    assert [FAILURE in text and "make docs" in text for text in build.app.warnings] == [True]
