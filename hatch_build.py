"""The build of the package packs the document, and makes the documentation site that the server shows at `/_mockcore/docs`."""

import runpy
import zipfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKED = "mockcore/_data/docs"
PACKED_DOCUMENT = "mockcore/_data/openapi.zip"
# Two wheels of the same files are the same.
EARLIEST = (1980, 1, 1, 0, 0, 0)


class PackedData(BuildHookInterface):
    """Makes the site where it is not made already of what lies there: the sdist has it, so that its wheel needs no Sphinx.

    The document is a tenth as large in a zip file, and seldom read: what is compiled of it is stored elsewhere.
    """

    def dependencies(self) -> list[str]:
        """What is installed beside the builder."""
        builder = self._builder()
        return [] if builder["is_current"]() else list(builder["REQUIREMENTS"])

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds both to a wheel, and the site to an sdist; for an editable installation they lie in the checkout."""
        if self.target_name == "wheel" and version != "editable":
            build_data["force_include"][str(self._packed_document())] = PACKED_DOCUMENT
        builder = self._builder()
        try:
            site = builder["SITE"] if builder["is_current"]() else builder["build"]()
        except SystemExit as failure:
            if version != "editable":
                raise RuntimeError(failure.code) from None
            self.app.display_warning(f"{failure.code}\n`make docs` makes it later.")
            return
        if version != "editable":
            place = PACKED if self.target_name == "wheel" else site.relative_to(self.root).as_posix()
            build_data["force_include"][str(site)] = place

    def _packed_document(self) -> Path:
        packed = Path(self.root) / "build" / "openapi.zip"
        packed.parent.mkdir(exist_ok=True)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
            for source in sorted((Path(self.root) / "openapi").glob("*.yaml")):
                member = zipfile.ZipInfo(source.name, EARLIEST)
                member.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(member, source.read_bytes())
        return packed

    def _builder(self) -> dict[str, Any]:
        return runpy.run_path(str(Path(self.root) / "scripts" / "docs_site.py"))
