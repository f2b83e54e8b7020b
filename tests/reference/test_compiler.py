from pathlib import Path
from typing import Any

import yaml

from mockcore.reference.catalog import Catalog
from mockcore.reference.compiler import Compiler


def document() -> Any:
    return yaml.safe_load((Path(__file__).parent.parent / "tiny.yaml").read_text())


def test_the_same_document_gives_the_same_bytes() -> None:
    assert Compiler(document(), {}).bytes() == Compiler(document(), {}).bytes()


def test_the_bytes_hold_every_operation_and_the_document_itself() -> None:
    catalog = Catalog(Compiler(document(), {}).bytes())
    count = sum(method in ("get", "post", "put", "patch", "delete") for item in document()["paths"].values() for method in item)
    assert len(catalog) == count
    assert b'"listWidgets"' in catalog.document_json()


def test_hints_that_name_no_operation_are_told() -> None:
    compiler = Compiler(document(), {"operations": {"GET /rest/v1.0/gadgets": {"rule": "list"}}})
    compiler.bytes()
    assert compiler.unused_overlay() == ["GET /rest/v1.0/gadgets"]


def test_a_hint_changes_the_rule_of_its_operation() -> None:
    path = "/rest/v1.0/projects/{project_id}/widgets"
    catalog = Catalog(Compiler(document(), {"operations": {f"GET {path}": {"rule": "grouped"}}}).bytes())
    assert catalog.named("listWidgets").rule == "grouped"
