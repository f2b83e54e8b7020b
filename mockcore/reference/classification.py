"""What each operation is: the rule that answers it, the resource that it is about, and what that lies below."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from mockcore.reference.components import Components
from mockcore.reference.resources import PLANNING, Route, kind_of, route
from mockcore.reference.rules import Surroundings, answers_many, list_key, rule_for
from mockcore.reference.schema import unwrapped

METHODS = ("get", "post", "put", "patch", "delete")


class Classifier:
    """Tells the operations of a bundled document apart, with the overlay's hints."""

    def __init__(self, document: Mapping[str, Any], overlay: Mapping[str, Any], components: Components) -> None:
        self._components = components
        self._aliases: dict[str, str] = overlay.get("aliases") or {}
        self._discriminators: dict[str, dict[str, Any]] = overlay.get("discriminators") or {}
        self._around = self._surroundings(document["paths"])

    def classified(self, at: Route, method: str, response: Mapping[str, Any], hint: Mapping[str, Any]) -> dict[str, Any]:
        """Resource, rule, constants and parents of the operation with that method at that route."""
        around = self._around.get(at.shape, Surroundings(frozenset(), False))
        rule = hint.get("rule") or rule_for(method, at, response, around)
        kind, where = self._kind(at, rule, hint)
        return {"kind": kind, "rule": rule, "where": where, "parents": self._parents(at, kind)}

    def _surroundings(self, paths: Mapping[str, Any]) -> dict[str, Surroundings]:
        methods: dict[str, set[str]] = defaultdict(set)
        with_items: set[str] = set()
        lists: set[str] = set()
        for path, item in paths.items():
            at = route(path)
            if at.recycled:
                continue
            methods[at.shape].update(method for method in METHODS if method in item)
            if at.addresses_one:
                with_items.add(at.shape.removesuffix("/{}"))
            elif "get" in item and self._lists(item["get"]):
                lists.add(at.shape)
        shapes = set(methods) | with_items
        return {shape: Surroundings(frozenset(methods.get(shape, ())), shape in with_items, shape in lists) for shape in shapes}

    def _lists(self, operation: Mapping[str, Any]) -> bool:
        inner, _ = unwrapped(self._components.success(operation)[2] or {})
        return answers_many(inner) or list_key(inner) is not None

    def _kind(self, at: Route, rule: str, hint: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        names = at.names
        acting = rule not in ("list", "show", "create", "update", "delete", "list_deleted", "show_deleted", "singleton")
        acting = acting and rule not in ("singleton_update", "singleton_delete", "bulk_update", "bulk_delete")
        if not at.addresses_one and (acting or self._is_verb(at)) and len(names) > 1:
            names = names[: -1 if "filter_options" not in names[:-1] and "filters" not in names[:-1] else -2] or names
        elif at.addresses_one and "filters" in names[1:]:
            names = names[: names.index("filters", 1)]
        plain = "/".join(names)
        where: dict[str, Any] = {}
        for prefix, constants in self._discriminators.items():
            if plain == prefix:
                where = constants
        kind = hint.get("kind") or kind_of(names, self._aliases)
        return kind, hint.get("where") or where

    @staticmethod
    def _is_verb(at: Route) -> bool:
        return at.tail.startswith(("bulk_", "update_all", "create_from")) or at.tail in (
            "sync", "batch", "bulk", "query", "search", "list", "inactive", "review", "update_approval", "bulk_item_update",
        )  # fmt: skip

    def _parents(self, at: Route, kind: str) -> list[tuple[str, str]]:
        """(kind, parameter) of each record that the path passes on the way to the addressed resource."""
        steps = at.steps[:-1] if at.addresses_one else at.steps
        names = at.names
        return [
            (kind_of(names[: index + 1], self._aliases), step.parameter)
            for index, step in enumerate(steps)
            if step.parameter and not (index == 0 and names[0] == PLANNING)
        ]
