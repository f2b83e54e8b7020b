"""The document's reusable components: what a ``$ref`` stands for, and what an operation answers with."""

from collections.abc import Mapping
from typing import Any

from mockcore.reference.schema import component_name, resolved


class Components:
    """The ``components`` of a bundled document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._sections: Mapping[str, Any] = document.get("components", {})

    def schema(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """The schema without references: each is replaced by what it names."""
        return resolved(schema, lambda name: self._sections["schemas"][name])

    def definition(self, item: Mapping[str, Any]) -> Mapping[str, Any]:
        """A parameter, response or request body, or the one that its ``$ref`` names."""
        reference = item.get("$ref")
        if reference is None:
            return item
        component: Mapping[str, Any] = self._sections[reference.split("/")[-2]][component_name(reference)]
        return component

    def success(self, operation: Mapping[str, Any]) -> tuple[int, str, dict[str, Any] | None]:
        """Status, media type and schema of an operation's first 2xx or 3xx answer; no schema where it has no content."""
        codes = sorted(int(code) for code in operation["responses"] if code[0] in "23")
        if not codes:
            return 200, "application/json", {"type": "object"}
        content = self.definition(operation["responses"][str(codes[0])]).get("content") or {}
        if not content:
            return codes[0], "", None
        media = "application/json" if "application/json" in content else next(iter(content))
        return codes[0], media, self.schema(content[media].get("schema", {}))
