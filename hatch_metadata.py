"""The description of the package: README.md, whose links to files lead to the repository, at the tag of the version."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_RELATIVE = re.compile(r"\]\((?![a-z]+:|#)([^)\s]+)\)")


class LinkedDescription(MetadataHookInterface):
    """An index shows the page alone, without the files beside it."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Sets the readme of the metadata."""
        files = f"{metadata['urls']['Repository']}/blob/v{metadata['version']}"
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": _RELATIVE.sub(rf"]({files}/\1)", text)}
