"""A write names no record of another project or company, no deleted one and none of nobody, wherever it names one."""

from collections import Counter
from collections.abc import Iterator

import pytest

from mockcore.reference.operation import Operation
from tests.contract.requests import Requests
from tests.contract.strangers import DELETED, WRITES, Probe, Strangers
from tests.sweep import sample

BY_ROW = "each row answers what became of it, and one of nobody is named as not found"
NO_BODY = "the body of a DELETE is not read"
NEVER_MADE = "no call makes one of these, so that any id is let pass"
SEVERAL = "a company's timesheets gather hours of several projects"
PLANNED = "resource planning has projects of its own, whose lists the company shares"
NEW = "a new project has no images of its own yet"
# Words of a place, as it is told → why what it names may be a stranger.
ACCEPTED = {
    "users/bulk_add": BY_ROW,
    "users/bulk_remove": BY_ROW,
    "project_memberships/bulk_remove": BY_ROW,
    "bulk_update_project_details": BY_ROW,
    "bulk_remove_project_details": BY_ROW,
    "DELETE /rest/v1.0/projects/{project_id}/budgeted_production_quantities/{id}": NO_BODY,
    "DELETE /rest/v1.0/projects/{project_id}/crews/{id}": NO_BODY,
    "DELETE /rest/v1.0/projects/{project_id}/manual_forecast_line_items/{id}": NO_BODY,
    "viewer_documents/{viewer_doc_id}/markups/groups": NEVER_MADE,
    "drawing_revision_emails/{id}/send_email": NEVER_MADE,
    "specification_section_revision_emails/{id}/send_email": NEVER_MADE,
    "/rest/v1.0/companies/{company_id}/timesheets body": SEVERAL,
    "workforce-planning/": PLANNED,
    "POST /rest/v1.0/projects body project.image_id": NEW,
    "PATCH /rest/v1.0/projects/sync body updates.[].image_id": NEW,
    "workflows/instances/{id}/responses": "a workflow of the company is about things of any project",
}
# What these are for is to be done to deleted records.
OF_DELETED = ("restore", "recycle_bin", "retrieve", "deleted")
LOCKS_OUT = "/app_installations"


def writes(requests: Requests) -> Iterator[Operation]:
    for operation in requests.operations:
        if operation.method in WRITES and operation.path.startswith("/rest/") and LOCKS_OUT not in operation.path:
            yield operation


def sorts(strangers: Strangers, probe: Probe) -> list[str]:
    whole = f"{probe.operation.path} {probe.operation.rule}"
    restores = any(word in whole for word in OF_DELETED)
    return [sort for sort in strangers.sorts(probe.kind) if not (restores and sort == DELETED)]


@pytest.mark.sweep
def test_no_write_names_what_is_not_there_for_it(sandbox: Requests) -> None:
    for operation in sample([operation for operation in sandbox.operations if operation.rule == "create"], 60):
        sandbox.existing(operation.kind)
    strangers, faults, asked = Strangers(sandbox), list[str](), Counter[str]()
    for operation in sample(writes(sandbox), 50):
        probes = [probe for probe in strangers.probes(operation) if not any(words in str(probe) for words in ACCEPTED)]
        body, target = (sandbox.body(operation), sandbox.target(operation)) if probes else (None, "")
        for probe in probes:
            for sort in sorts(strangers, probe):
                refused, status, answer = strangers.outcome(probe, sort, target, body)
                asked[probe.where] += 1
                if not refused:
                    faults.append(f"{sort}: {probe}: {status} {str(answer)[:120]}")
    assert "\n".join(faults) == ""
    assert min(asked[where] for where in ("path", "body")) > 20
