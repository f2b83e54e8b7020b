from typing import Any

import pytest

from mockcore.reference.resources import route
from mockcore.reference.rules import Surroundings, rule_for

MANY: dict[str, Any] = {"type": "array", "items": {"type": "object", "properties": {"id": {}}}}
ONE: dict[str, Any] = {"type": "object", "properties": {"id": {}}}
PROJECT = "/rest/v1.0/projects/{project_id}"


@pytest.mark.parametrize(
    ("method", "path", "response", "rule"),
    [
        ("get", f"{PROJECT}/rfis", MANY, "list"),
        ("post", f"{PROJECT}/rfis", ONE, "create"),
        ("get", f"{PROJECT}/rfis/{{id}}", ONE, "show"),
        ("patch", f"{PROJECT}/rfis/{{id}}", ONE, "update"),
        ("delete", f"{PROJECT}/rfis/{{id}}", {}, "delete"),
        ("get", f"{PROJECT}/rfis/recycle_bin", MANY, "list_deleted"),
        ("patch", f"{PROJECT}/recycle_bin/rfis/{{id}}/restore", ONE, "restore"),
        ("get", f"{PROJECT}/rfis/{{id}}/pdf", ONE, "pdf"),
        ("get", f"{PROJECT}/rfis/filter_options", MANY, "filter_index"),
        ("get", f"{PROJECT}/rfis/filter_options/status_id", MANY, "filter_values"),
        ("patch", f"{PROJECT}/rfis/sync", ONE, "sync"),
        ("patch", f"{PROJECT}/rfis/bulk_update", MANY, "bulk_update"),
        ("delete", f"{PROJECT}/rfis/bulk_destroy", {}, "bulk_delete"),
        ("get", f"{PROJECT}/rfis/next_available_number", ONE, "next_number"),
        ("get", f"{PROJECT}/rfis/{{rfi_id}}/change_history", MANY, "change_history"),
        ("get", f"{PROJECT}/rfis/potential_assignees", MANY, "choices"),
    ],
)
def test_method_and_path_tell_the_rule(method: str, path: str, response: Any, rule: str) -> None:
    collection = path == f"{PROJECT}/rfis"
    around = Surroundings(frozenset({"get", "post"} if collection else {method}), has_items=collection, lists=collection)
    assert rule_for(method, route(path), response, around) == rule
