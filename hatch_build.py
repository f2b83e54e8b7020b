"""The build of the package makes the documentation site, which the server shows at `/_mockcore/docs`."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKED = "mockcore/_data/docs"


class DocumentationSite(BuildHookInterface):
    """Makes the site where it is not made already of what lies there: the sdist has it, so that its wheel needs no Sphinx."""

    def dependencies(self) -> list[str]:
        """What is installed beside the builder."""
        builder = self._builder()
        return [] if builder["is_current"]() else list(builder["REQUIREMENTS"])

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the site to a wheel and to an sdist; for an editable installation it lies in the checkout, where it is found."""
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

    def _builder(self) -> dict[str, Any]:
        return runpy.run_path(str(Path(self.root) / "scripts" / "docs_site.py"))
