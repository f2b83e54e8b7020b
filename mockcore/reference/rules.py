"""Which rule answers an operation: told from method, last segment and response shape; overlay entries decide the rest.

Rules are either stateful (they read and write records) or derived (they compute from records). ``docs/coverage.md`` lists
the classification of every operation.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from mockcore.reference.resources import Route
from mockcore.reference.schema import main_type, properties, unwrapped, variants

DERIVED = frozenset(
    {
        "ids", "count", "export", "pdf", "download", "change_history", "next_number", "filter_index", "filter_values",
        "choices", "statuses", "accept", "me", "my_companies", "grouped",
    }
)  # fmt: skip

# (method, pattern of the last segment) → rule. The first match wins.
BY_TAIL: tuple[tuple[str, str, str], ...] = (
    ("get", r"ids|ids_with_images|\w+_ids", "ids"),
    ("get", r"counts?", "count"),
    ("get", r"export|csv_exports?|download", "export"),
    ("post", r"export|csv_exports?", "accept"),
    ("get", r"(?:\{\w+\})?\.?pdf", "pdf"),
    ("post", r"pdf", "accept"),
    ("get", r"change_histor(?:y|ies)|change_history_events|history|status_changes", "change_history"),
    ("get", r"next_available_number", "next_number"),
    ("get", r"filter_options|filters", "filter_index"),
    ("get", r"inactive", "list_inactive"),
    ("patch", r"inactive", "reactivate"),
    ("get", r"(?:potential|possible|assignable|available)_\w+", "choices"),
    ("get", r"\w+_options|default_distribution|users_with_permission", "choices"),
    ("get", r"statuses|available_statuses", "statuses"),
    ("post|patch", r"sync", "sync"),
    ("post|patch", r"bulk_create|batch|bulk_add|bulk|initial_setup|bulk_create_for_locations", "bulk_create"),
    (
        "patch|post|put",
        r"bulk_update|update_all|bulk_item_update|review|update_approval|bulk_activate|bulk_deactivate",
        "bulk_update",
    ),
    ("delete|post", r"bulk_destroy|bulk_delete|bulk_remove|bulk", "bulk_delete"),
    ("patch|post", r"bulk_restore", "bulk_restore"),
    ("patch|post|put", r"restore|retrieve", "restore"),
    ("patch|post", r"recycle", "recycle"),
    ("post", r"clone|duplicate", "clone"),
    ("post", r"find_or_create|get_or_create", "find_or_create"),
    ("post", r"find_or_create_by_path", "find_or_create_by_path"),
    ("post", r"query|search|list", "list"),
    ("post", r"create_from_\w+", "create_from"),
    ("post|patch", r"send_email|send_unsent|send_all_unsent|invite|email_entry", "accept"),
)


class Surroundings(NamedTuple):
    """What the other operations on the same path and below it tell."""

    methods: frozenset[str]
    has_items: bool
    lists: bool = False


def rule_for(method: str, at: Route, response: Mapping[str, Any], around: Surroundings) -> str:
    """The rule's name. The overlay may overrule it."""
    inner, _ = unwrapped(response)
    many = answers_many(inner)
    if at.recycled:
        return _recycle_bin(method, at)
    by_tail = _by_tail(method, at, around)
    if by_tail:
        return by_tail
    if at.addresses_one:
        return {"get": "show", "delete": "delete"}.get(method, "update")
    if around.has_items or (many and "post" in around.methods) or ("get" in around.methods and method == "post"):
        return _collection(method, many, around)
    if method == "get":
        return "list" if many or list_key(inner) else "singleton"
    if "get" in around.methods:
        return "singleton_delete" if method == "delete" else "singleton_update"
    return "action"


def answers_many(inner: Mapping[str, Any]) -> bool:
    """Whether the answer is an array, or may be."""
    return main_type(inner) == "array" or any(main_type(variant) == "array" for variant in variants(inner))


def _recycle_bin(method: str, at: Route) -> str:
    if at.tail in ("restore", "retrieve"):
        return "restore"
    if at.addresses_one:
        return {"get": "show_deleted", "delete": "delete"}.get(method, "restore")
    return "list_deleted" if at.tail != "grouped_index" else "grouped"


def _by_tail(method: str, at: Route, around: Surroundings) -> str | None:
    if "filter_options" in at.names[:-1] or "filters" in at.names[:-1] or (at.addresses_one and at.tail == "filters"):
        return "filter_values" if method == "get" else None
    if at.addresses_one and at.tail not in ("inactive", "next_available_number"):
        return None
    if around.has_items and at.tail not in ("inactive", "export", "csv_exports", "next_available_number"):
        return None
    for methods, tail, rule in BY_TAIL:
        # Compiled when the document is: a start that finds it compiled needs none of these.
        if method in methods.split("|") and re.fullmatch(tail, at.tail):
            return rule
    return None


def _collection(method: str, many: bool, around: Surroundings) -> str:
    if method == "get":
        return "list" if many or around.has_items else "singleton"
    if method == "post":
        alone = "get" in around.methods and not around.lists and not around.has_items
        return "singleton_update" if alone else "create"
    if method == "delete":
        return "bulk_delete" if around.has_items else "singleton_delete"
    return "bulk_update" if around.has_items or many else "singleton_update"


def list_key(inner: Mapping[str, Any]) -> str | None:
    """The property that holds the list where an answer is an object around one: ``{"bid_packages": […]}``."""
    names = [
        name
        for name, attribute in properties(inner).items()
        if main_type(attribute) == "array" and properties(attribute.get("items", {}))
    ]
    return names[0] if len(names) == 1 and len(properties(inner)) <= 4 else None
