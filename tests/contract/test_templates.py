"""What is made from a template has its content: every pair of the overlay, each with a row of every resource below it."""

from typing import Any

import pytest

from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Operation
from mockcore.store.records import Placement, Stored
from mockcore.store.selection import Selection
from tests.contract.requests import Requests, unwrapped
from tests.sweep import sample

CATALOG = Catalog.load()
TEMPLATES: dict[str, list[dict[str, Any]]] = CATALOG.overlay["templates"]
PAIRS = [(kind, entry) for kind, entries in TEMPLATES.items() for entry in entries]
SOME = sample(PAIRS, 8)
NAMES = [f"{kind} from {entry['template']}" for kind, entry in SOME]
# (resource, template): the operation that makes one, and where it names the template, where no attribute "by" does.
MAKERS = {
    ("checklist/lists", "checklist/lists"): ("inspections/{inspection_id}/reinspections", "inspection_id"),
    ("action_plans/plans", "action_plans/plan_templates"): ("plans/create_from_template", "plan_template_id"),
    ("projects", "standard_cost_code_lists"): ("cost_codes/copy_from_standard_list", "standard_cost_code_list_id"),
}
# What a template lies below itself, and what a request must say where its schema does not tell.
ABOVE = {"action_plans/plan_sections": "plan_id", "action_plans/plan_items": "plan_section_id"}
NEEDED = {"submittals": {"number": "7"}}
NOW = "2026-01-15T00:00:00Z"


def put(requests: Requests, kind: str, body: dict[str, Any], parent: int | None, *, of_company: bool = False) -> Stored:
    """A record stored as it is."""
    world = requests.engine.world
    project = None if of_company or CATALOG.kind(kind).scope != "project" else requests.project_id
    record = Stored.new(kind, world.next_id(), body, NOW, Placement(requests.company_id, project, parent))
    with world.storage.transaction(write=True):
        world.insert(record)
    world.changed()
    return record


def template_of(requests: Requests, kind: str, entry: dict[str, Any]) -> tuple[Stored, dict[str, Stored]]:
    """A template with one row of each resource, each below the one that it names: the template, and the rows."""
    texts = entry.get("texts") or []
    body = {name: f"its {name}" for name in texts if not str(name).endswith(("_id", "_ids", "number"))}
    above = ABOVE.get(entry["template"])
    place = {above: requests.existing(f"action_plans/{above[:-3]}s")} if above else {}
    of_company = not above and CATALOG.kind(entry["template"]).mixed
    template = put(requests, entry["template"], {"name": "T", "title": "T", **body, **place}, None, of_company=of_company)
    rows: dict[str, Stored] = {}
    containers = {entry["template"]: template}
    for row in entry.get("rows") or ():
        parent = containers.get(CATALOG.kind(row["from"]).parent or "")
        link = row.get("link")
        named = next((one for name, one in containers.items() if link and name.rsplit("/", 1)[-1] == f"{link[:-3]}s"), template)
        section = next((one.id for name, one in rows.items() if name.endswith("sections")), None)
        inside = {link: named.id} if link else {"section_id": section} if section else {}
        values = {"name": row["from"], "title": row["from"], **inside}
        record = put(requests, row["from"], values, parent.id if parent and not link else None)
        rows[row["from"]] = containers[row["from"]] = record
    return template, rows


def maker(requests: Requests, kind: str, entry: dict[str, Any]) -> tuple[Operation, str]:
    """The operation that makes a record from the template, and the name by which it names the template."""
    path, name = MAKERS.get((kind, entry["template"]), ("", ""))
    for operation in requests.operations:
        attributes = operation.body.attributes if operation.body else {}
        if path and operation.method == "POST" and operation.path.endswith(path):
            return operation, name
        if not path and operation.kind == kind and operation.rule in ("create", "create_from"):
            named = next((by for by in entry.get("by") or () if by in attributes), None)
            own = next((by for by in attributes if operation.rule == "create_from" and by.endswith("_id")), None)
            if named or own:
                return operation, named or own or ""
    raise AssertionError(f"nothing makes {kind} from {entry['template']}")


def make(requests: Requests, operation: Operation, name: str, value: Any) -> tuple[int, Any]:
    """Asks for a record from a template: status and answer."""
    target, body = requests.target(operation), requests.body(operation, full=False)
    if operation.body and name in operation.body.attributes:
        wrapper = operation.body.wrapper
        inside = wrapper if wrapper and name in operation.body.schema["properties"][wrapper]["properties"] else None
        text = operation.kind.startswith("workflows") or operation.version.startswith("v2")
        written = str(value) if text else value
        values = {**NEEDED.get(operation.kind, {}), name: written}
        body = (
            {**(body or {}), inside: {**((body or {}).get(inside) or {}), **values}} if inside else {**(body or {}), **values}
        )
    elif f"{{{name}}}" in operation.path:
        target = operation.path.format(company_id=requests.company_id, project_id=requests.project_id, **{name: value})
    else:
        target = f"{target.partition('?')[0]}?{name}={value}"
    status, answer, _ = requests.send(operation.method, target, body)
    return status, unwrapped(answer)


@pytest.mark.parametrize(("kind", "entry"), SOME, ids=NAMES)
def test_what_is_made_from_a_template_has_its_rows_and_texts(sandbox: Requests, kind: str, entry: dict[str, Any]) -> None:
    template, rows = template_of(sandbox, kind, entry)
    operation, name = maker(sandbox, kind, entry)
    before = sandbox.engine.world.next_id()

    status, answer = make(sandbox, operation, name, template.id)

    assert status in (200, 201), answer
    named = [(row["from"], row["to"]) for row in entry.get("rows") or ()]
    copies = {name: [copy for copy in of(sandbox, to, before) if copy.body["name"] == name] for name, to in named}
    assert {name: len(those) for name, those in copies.items()} == dict.fromkeys(rows, 1)
    originals = {template.id, *(row.id for row in rows.values())}
    for row in entry.get("rows") or ():
        link = row.get("names", {}).get(row.get("link"), row.get("link"))
        for copy in copies[row["from"]]:
            assert copy.parent_id not in originals
            assert link == "standard_cost_code_list_id" or copy.body.get(link) not in originals
            assert copy.body.get("section_id") not in originals
    texts = entry.get("texts") or []
    record = of(sandbox, kind, before)[0] if texts else None
    sent = sandbox.body(operation, full=False) or {}
    sent = {**sent, **next((value for value in sent.values() if isinstance(value, dict)), {})}
    for theirs, ours in texts.items() if isinstance(texts, dict) else zip(texts, texts, strict=True):
        if theirs in template.body and sent.keys().isdisjoint((ours, ours.removesuffix("s"))) and record is not None:
            assert shown(record, ours) == template.body[theirs], ours


def shown(record: Stored, name: str) -> Any:
    """An attribute, by the names under which tools keep it."""
    return record.body.get(name, record.body.get({"overview": "description"}.get(name, name)))


def of(requests: Requests, kind: str, after: int) -> list[Stored]:
    """The records of a resource that were stored since then."""
    records = requests.engine.world.select(Selection(kind, company_id=requests.company_id, limit=1_000, sort=[("id", False)]))
    return [record for record in records if record.id > after and record.body is not None]


@pytest.mark.parametrize("which", ["deleted", "foreign"])
@pytest.mark.parametrize(("kind", "entry"), SOME, ids=NAMES)
def test_a_template_that_is_not_there_is_refused(sandbox: Requests, kind: str, entry: dict[str, Any], which: str) -> None:
    template, _ = template_of(sandbox, kind, entry)
    operation, name = maker(sandbox, kind, entry)
    world = sandbox.engine.world
    if which == "deleted":
        with world.storage.transaction(write=True):
            world.delete(template, at=NOW, user_id=None)
        world.changed()
    else:
        other = Stored.new(template.kind, world.next_id(), {"name": "T"}, NOW, Placement(4264591, None, None))
        with world.storage.transaction(write=True):
            world.insert(other)
        world.changed()
        template = other

    status, answer = make(sandbox, operation, name, template.id)

    assert status in (404, 422), answer
