"""Which records have workflows."""

from mockcore.domain.workflowed_items import ENDS, TOOLS, class_of
from mockcore.store.records import Placement, Stored


def record(kind: str, **body: object) -> Stored:
    return Stored.new(kind, 7, dict(body), "2026-01-01T00:00:00Z", Placement(1, 2, None))


def test_every_tool_means_resources_that_a_workflow_can_end() -> None:
    assert {kind for kinds in TOOLS.values() for kind in kinds} <= set(ENDS)


def test_older_paths_call_a_record_by_its_type_or_resource() -> None:
    assert class_of(record("commitments", type="PurchaseOrderContract")) == "PurchaseOrderContract"
    assert class_of(record("requisitions")) == "Requisition"
    assert class_of(record("change_events")) == "ChangeEvent"
