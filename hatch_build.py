"""The build of the package packs the document, and makes the documentation site that the server shows at `/_mockcore/docs`."""

import runpy
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKED = "mockcore/_data"
# Two wheels of the same files are the same.
EARLIEST = (1980, 1, 1, 0, 0, 0)


class PackedData(BuildHookInterface):
    """Makes the site where it is not made already of what lies there: the sdist has it, so that its wheel needs no Sphinx.

    In a wheel site and document are zip files, of a tenth of the size.
    """

    def dependencies(self) -> list[str]:
        """What is installed beside the builder."""
        builder = self._builder()
        return [] if builder["is_current"]() else list(builder["REQUIREMENTS"])

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds both to a wheel, and the site to an sdist; for an editable installation they lie in the checkout."""
        builder = self._builder()
        try:
            site = builder["SITE"] if builder["is_current"]() else builder["build"]()
        except SystemExit as failure:
            if version != "editable":
                raise RuntimeError(failure.code) from None
            self.app.display_warning(f"{failure.code}\n`make docs` makes it later.")
            return
        if version == "editable":
            return
        if self.target_name == "wheel":
            self._work = tempfile.TemporaryDirectory()
            for folder in (site, Path(self.root) / "openapi"):
                packed = _zipped(folder, Path(self._work.name))
                build_data["force_include"][str(packed)] = f"{PACKED}/{packed.name}"
        else:
            build_data["force_include"][str(site)] = site.relative_to(self.root).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Removes what was made for the wheel alone."""
        if hasattr(self, "_work"):
            self._work.cleanup()

    def _builder(self) -> dict[str, Any]:
        return runpy.run_path(str(Path(self.root) / "scripts" / "docs_site.py"))


def _zipped(folder: Path, place: Path) -> Path:
    target = place / f"{folder.name}.zip"
    with zipfile.ZipFile(target, "w") as packed:
        for source in sorted(source for source in folder.rglob("*") if source.is_file()):
            member = zipfile.ZipInfo(source.relative_to(folder).as_posix(), EARLIEST)
            packed.writestr(member, source.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return target
