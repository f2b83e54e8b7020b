"""Lists of types, statuses, responses, units and templates have entries in every company and project from the beginning."""

import re
from collections.abc import Iterator

import pytest
import yaml

from mockcore.domain.company_defaults import COMPANY, FILE, PROJECT, default_lists
from mockcore.engine import Engine
from mockcore.reference.operation import Operation
from mockcore.sandboxes import Sandboxes
from mockcore.settings import Settings
from tests.contract.requests import Requests, listed
from tests.sweep import sample

CATALOGUE = re.compile(
    r"(types|status(es)?|categories|roles|trades|reasons|responses|response_sets|units_of_measure|uoms|templates|stages|regions"
    r"|conditions|behaviors|hazards|harm_sources|activities|levels|body_parts|makes|models|classifications|methods|codes|lists"
    r"|programs|offices|departments|views|configs|field_sets|sections|definitions|metadata|tools|tags|job-titles|custom-fields"
    r"|options|catalogs|calendars|default_types|defaults|permissions|areas|segments)"
)
MADE = "somebody makes its entries: there are none at first"
BELOW = "below a record that somebody makes"
# Resources that are called like a catalogue and may be empty, each with the reason.
EMPTY = {
    "bim_models": MADE,
    "checklist/list_sections": MADE,
    "action_plans/plan_sections": MADE,
    "checklist/lists": MADE,
    "checklist/lists/signature_requests": MADE,
    "document_custom_tags": MADE,
    "meeting_categories": MADE,
    "project_roles": MADE,
    "specification_areas": MADE,
    "specification_sections": MADE,
    "cost_codes": "copied from the standard list where a project wants them",
    "work_breakdown_structure/wbs_codes": "made with the first line item",
    "task_codes": "codes that have quantities",
    "rfqs/responses": BELOW,
    "generic_tools/generic_tool_items/generic_tool_item_responses": BELOW,
    "coordination_issue_activities": "what happened to the issues",
    "schedules/activities": BELOW,
    "work_breakdown_structure/segments/lists": "the first segment, of sub jobs, has no lists",
    "managed_equipment/user_permissions": "one for each person whom a tool admits",
    "task_items_project_distribution_members/default": "nobody is chosen at first",
    "webhooks/resources": "those of the version that is asked for",
    "custom_field_definitions/custom_field_lov_entries": "of a field that is a list, which the first one need not be",
}
# Operations, each with the reason.
APART = {
    "/rest/v1.0/custom_field_definitions": "410: it has been sunset",
    "/rest/v1.0/checklist/list_templates": "a project's templates are made from the company's",
    "/rest/v1.0/projects/{project_id}/checklist/list_templates": "a project's templates are made from the company's",
    "/rest/v1.1/projects/{project_id}/checklist/list_templates": "a project's templates are made from the company's",
}


def catalogues(requests: Requests) -> list[Operation]:
    """Every operation that lists a catalogue."""
    lists = [
        part for part in requests.operations if part.method == "GET" and part.rule == "list" and "recycle" not in part.path
    ]
    named = {*default_lists(COMPANY), *default_lists(PROJECT)}
    return [
        part
        for part in lists
        if (part.kind in named or CATALOGUE.fullmatch(part.kind.rsplit("/", 1)[-1]))
        and part.kind not in EMPTY
        and part.path not in APART
    ]


def empty(requests: Requests) -> dict[str, object]:
    """The lists of catalogues without an entry, or that are refused."""
    out: dict[str, object] = {}
    for operation in sample(catalogues(requests), 40):
        status, answer, _ = requests.ask(operation)
        if status != 200 or not listed(answer):
            out[operation.path] = answer if status != 200 else status
    return out


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    opened = Engine.open(Settings(check_answers="fail"))
    yield opened
    opened.close()


def test_every_list_of_a_catalogue_has_entries_in_the_sandbox(engine: Engine) -> None:
    requests = Requests(engine, 4264590, 225100)

    assert len(catalogues(requests)) > 120
    assert empty(requests) == {}


def test_and_in_a_company_without_apps_and_in_a_fresh_sandbox(engine: Engine) -> None:
    made = Sandboxes(engine).create()
    requests = Requests(engine, made["company_id"], made["project_id"])
    requests.token = engine.tokens.issue(made["client_id"], None, seconds=0).token

    assert empty(requests) == {}
    lists = default_lists(COMPANY)
    bare = "SELECT DISTINCT kind FROM records WHERE company_id = 4264591"
    assert set(lists) - {row[0] for row in engine.world.storage.connection.execute(bare)} == set()


def test_and_in_a_project_that_a_client_makes(engine: Engine) -> None:
    requests = Requests(engine, 4264590, 225100)
    body = {"company_id": 4264590, "project": {"name": "Made by a client"}}

    status, project, _ = requests.send("POST", "/rest/v1.0/projects", body)

    assert status == 201
    assert empty(Requests(engine, 4264590, project["id"])) == {}


def test_defaults_name_where_they_are_from() -> None:
    content = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert [name for lists in content.values() for name, entry in lists.items() if not entry.get("source")] == []


def test_every_default_is_of_a_resource_of_the_document(engine: Engine) -> None:
    names = [*default_lists(COMPANY), *default_lists(PROJECT)]
    assert [name for name in names if not engine.catalog.has_kind(name)] == []
