from pathlib import Path

import pytest

from mockcore.errors import OperatorError
from mockcore.reference.catalog import Catalog
from mockcore.reference.resources import kind_of, route
from mockcore.reference.router import build, match


@pytest.mark.parametrize(
    ("path", "scope", "shape", "recycled"),
    [
        ("/rest/v1.0/projects/{project_id}/rfis/{id}", "project", "rfis/{}", False),
        ("/rest/v1.0/projects/{project_id}/rfis/{rfi_id}/replies", "project", "rfis/{}/replies", False),
        ("/rest/v2.0/companies/{company_id}/projects/{project_id}/webhooks/hooks", "project", "webhooks/hooks", False),
        ("/rest/v1.0/projects/{id}", "none", "projects/{}", False),
        ("/rest/v1.0/companies/{company_id}/recycle_bin/forms/{id}/restore", "company", "forms/{}/restore", True),
        ("/rest/v1.0/punch_items/recycle_bin", "none", "punch_items", True),
        ("/rest/v1.0/workforce-planning/v2/companies/{company_id}/projects/{project_id}/tags", "company",
         "workforce-planning/projects/{}/tags", False),
    ],
)  # fmt: skip
def test_a_path_is_taken_apart(path: str, scope: str, shape: str, recycled: bool) -> None:
    found = route(path)
    assert (found.scope, found.shape, found.recycled) == (scope, shape, recycled)


def test_aliases_replace_the_longest_prefix_until_none_is_left() -> None:
    aliases = {"a": "b", "b/c": "d"}
    assert kind_of(("a", "c", "e"), aliases) == "d/e"


def test_a_static_segment_wins_over_a_parameter_and_a_suffix_is_kept_apart() -> None:
    paths = ["/r/{id}", "/r/export", "/r/{id}.pdf", "/r/{id}/x", "/r/export/y"]
    tree = build((number, "GET", path) for number, path in enumerate(paths))
    found = [paths[match(tree, "GET", path).operation] for path in ("/r/7", "/r/export", "/r/7.pdf", "/r/export/x", "/r/a%2Fb")]
    assert found == ["/r/{id}", "/r/export", "/r/{id}.pdf", "/r/{id}/x", "/r/{id}"]
    assert match(tree, "GET", "/r/a%2Fb").values == ["a/b"]


def test_two_operations_of_one_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="shadows"):
        build([(0, "GET", "/a/{x}"), (1, "GET", "/a/{y}")])


def test_an_overlay_entry_for_no_operation_is_refused(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n")
    (tmp_path / "overlay.yaml").write_text("operations:\n  GET /rest/v1.0/nowhere: {rule: list}\n")
    with pytest.raises(OperatorError, match=r"GET /rest/v1\.0/nowhere"):
        Catalog.load(tmp_path)
