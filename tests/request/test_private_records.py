"""Private records over the engine: who sees them in lists, counts and one by one, for every resource that has a flag."""

import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from mockcore.call import Call, Reply
from mockcore.oauth.access_levels import assignment
from mockcore.reference.catalog import Catalog
from mockcore.store.query import Condition, Selection
from mockcore.store.records import Placement, Stored
from tests.contract.requests import Requests
from tests.tiny import AT
from tests.world import COMPANY, PROJECT, World

TOOLS = f"/rest/v1.0/companies/{COMPANY}/generic_tools"
IN_PROJECT = f"/rest/v1.0/projects/{PROJECT}"


@pytest.fixture
def person(world: World) -> int:
    return person_in(world)


def person_in(world: World) -> int:
    """Someone who reads and writes in the project without being anything's Admin."""
    level = {"name": "Standard", "type": "global", "user_access_levels": {"*": "Standard"}}
    template = world.ask("POST", f"/rest/v1.0/companies/{COMPANY}/permission_templates", {"permission_template": level})[1]
    number = world.users[1]
    body = {"permission_template_assignments": {"user_id": number, "permission_template_id": template["id"]}}
    assert world.ask("PATCH", f"{IN_PROJECT}/permission_template_assignments", body)[0] == 200
    assert assignment(world.engine.world, PROJECT, number) is not None
    return number


def signed_in(world: World, number: int, method: str, target: str, body: Any = None) -> tuple[int, Any]:
    machine, world.token = world.token, world.engine.tokens.issue("mockcore-web", number, seconds=0).token
    try:
        return world.ask(method, target, body)
    finally:
        world.token = machine


def make(world: World, path: str, wrapper: str, **values: Any) -> int:
    status, made = world.ask("POST", path, {wrapper: values})
    assert status == 201, made
    number: int = made["id"]
    return number


def rfi(world: World, **values: Any) -> tuple[str, int]:
    needed = {"subject": "S", "assignee_ids": [world.users[0]], "rfi_manager_id": world.users[0], "question": {"body": "?"}}
    return f"{IN_PROJECT}/rfis", make(world, f"{IN_PROJECT}/rfis", "rfi", **{**needed, **values})


def correspondence(world: World, **values: Any) -> tuple[str, int]:
    tool = world.ask("POST", TOOLS, {"generic_tool": {"title": "Notices", "abbreviation": "N"}})[1]["id"]
    path = f"{IN_PROJECT}/generic_tools/{tool}/generic_tool_items"
    return path, make(world, path, "generic_tool_item", title="T", **values)


def task(world: World, **values: Any) -> tuple[str, int]:
    return f"/rest/v1.0/task_items?project_id={PROJECT}", make(
        world, f"/rest/v1.0/task_items?project_id={PROJECT}", "task_item", title="T", **values
    )


MADE = {"rfi": rfi, "correspondence": correspondence, "task": task}
NAMED = {"rfi": "distribution_ids", "correspondence": "assignee_ids", "task": "distribution_member_ids"}


def shown(path: str, number: int) -> str:
    place, _, query = path.partition("?")
    return f"{place}/{number}?{query}"


def ids(answer: Any) -> list[int]:
    return [row["id"] for row in answer]


@pytest.mark.parametrize("name", MADE)
def test_what_is_private_is_hidden_from_whom_it_does_not_name(world: World, person: int, name: str) -> None:
    path, number = MADE[name](world, private=True)
    _, open_number = MADE[name](world, private=False) if name != "correspondence" else (path, 0)
    status, rows = signed_in(world, person, "GET", path)
    assert (status, number in ids(rows)) == (200, False)
    assert not open_number or open_number in ids(rows)
    assert signed_in(world, person, "GET", shown(path, number))[0] == 404
    assert world.ask("GET", shown(path, number))[0] == 200
    assert number in ids(world.ask("GET", path)[1])


@pytest.mark.parametrize("name", MADE)
def test_what_is_private_is_known_to_whom_it_names(world: World, person: int, name: str) -> None:
    path, number = MADE[name](world, private=True, **{NAMED[name]: [person]})
    assert number in ids(signed_in(world, person, "GET", path)[1])
    assert signed_in(world, person, "GET", shown(path, number))[0] == 200


def test_whoever_makes_it_knows_it(world: World, person: int) -> None:
    path = f"/rest/v1.0/task_items?project_id={PROJECT}"
    status, made = signed_in(world, person, "POST", path, {"task_item": {"title": "Mine", "private": True}})
    assert status == 201
    assert made["id"] in ids(signed_in(world, person, "GET", path)[1])
    assert signed_in(world, person, "GET", shown(path, made["id"]))[0] == 200


def test_a_hidden_record_is_not_counted_and_what_is_below_it_is_hidden_too(world: World, person: int) -> None:
    path, number = rfi(world, private=True)
    _, known = rfi(world, private=True, distribution_ids=[person])
    token = world.engine.tokens.issue("mockcore-web", person, seconds=0).token
    everything = len(world.ask("GET", path)[1])
    from_all = total(world, path, world.token)
    assert (from_all, total(world, path, token)) == (everything, everything - 1)
    assert signed_in(world, person, "GET", f"{path}/{number}/replies")[0] == 404
    assert signed_in(world, person, "GET", f"{path}/{known}/replies")[0] == 200


def total(world: World, path: str, token: str) -> int:
    reply = world.engine.handle(Call("GET", path, "per_page=1", {"authorization": f"Bearer {token}"}, b""))
    return int(dict(reply.headers)["Total"])


def test_a_private_meeting_is_known_to_its_attendees(world: World, person: int) -> None:
    path = f"{IN_PROJECT.replace('v1.0', 'v1.1')}/meetings"
    given = {"title": "Closed", "is_private": True, "starts_at": "2026-01-05T09:00:00Z", "ends_at": "2026-01-05T10:00:00Z"}
    number = make(world, path, "meeting", **given, position=1)
    assert signed_in(world, person, "GET", f"{path}/{number}")[0] == 404
    where = f"project_id={PROJECT}&meeting_id={number}"
    record = {"meeting_attendee_record": {"login_information_id": person, "status": "Present"}}
    status, made = world.ask("POST", f"/rest/v1.0/meeting_attendee_records?{where}", record)
    assert status == 201, made
    assert signed_in(world, person, "GET", f"{path}/{number}")[0] == 200


def test_a_template_is_private_only_for_what_is_made_from_it(world: World, person: int) -> None:
    kind = world.engine.catalog.kind
    assert [kind(name).private for name in ("rfis", "meetings", "meeting_templates", "cost_codes")] == [
        "private", "is_private", None, None,
    ]  # fmt: skip
    wanted = Selection("rfis", project_id=PROJECT, conditions=[Condition("private", "open to", [person, "[]"])])
    assert len(world.engine.world.select(wanted)) == len(world.engine.world.select(Selection("rfis", project_id=PROJECT)))


# Below: every resource with a private flag, and every way to read it.

RULES = frozenset({"list", "grouped", "ids", "count", "filter_values", "statuses", "export", "change_history", "latest", "pdf"})
FLAGGED = [name for name in Catalog.load().kind_names if Catalog.load().kind(name).private]


@pytest.fixture(scope="module")
def office() -> Iterator[World]:
    """One world for all resources; nothing below leaves anything in it that another resource shows."""
    made = World()
    yield made
    made.engine.close()


@pytest.fixture(scope="module")
def reader(office: World) -> int:
    return person_in(office)


@pytest.fixture(scope="module")
def requests(office: World) -> Requests:
    return Requests(office.engine, COMPANY, PROJECT)


def open_record(office: World, requests: Requests, kind: str) -> Stored:
    """A record that an app made, so that it names nobody; no record of any resource is private."""
    records, settings = office.engine.world, office.engine.catalog.kind(kind)
    number = requests.create(requests.creators[kind])[2] if kind in requests.creators else None
    found = records.get(kind, number) if number else None
    if found is None:
        place = (COMPANY, PROJECT, requests.existing(settings.parent) if settings.parent else None)
        found = records.insert(Stored(records.next_id(), 1, "", kind, *place, None, AT, AT, None, {"title": "Private"}))
    for name in FLAGGED:
        flag = str(office.engine.catalog.kind(name).private)
        for other in records.select(Selection(name, conditions=[Condition(flag, "eq", 1)])):
            records.update(other, {flag: False}, at=AT)
    return records.get(kind, found.id) or found


def lists(requests: Requests, kind: str) -> dict[str, str]:
    """What reads several records of the resource, by operationId: lists, options, exports."""
    found = [part for part in requests.operations if part.kind == kind and part.method == "GET" and part.rule in RULES]
    return {part.id: requests.target(part) for part in found if "recycle" not in part.path and not part.one}


def reply(office: World, user: int | None, target: str, method: str = "GET", body: bytes = b"") -> Reply:
    path, _, query = target.partition("?")
    token = office.token if user is None else office.engine.tokens.issue("mockcore-web", user, seconds=0).token
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json", "procore-company-id": str(COMPANY)}
    return office.engine.handle(Call(method, path, query, headers, body))


def answers(office: World, user: int | None, targets: dict[str, str]) -> dict[str, tuple[int, str | None, bytes]]:
    """Status, Total and body of each, but for the name of a file that was made for it."""
    found = {}
    for name, target in targets.items():
        told = reply(office, user, target)
        found[name] = (told.status, dict(told.headers).get("Total"), re.sub(rb"/files/\w+", b"", told.body))
    return found


def pages(office: World, requests: Requests, reader: int, kind: str, number: int) -> list[str]:
    """The pages of a record that the reader sees while it is not private."""
    found = [part for part in requests.operations if part.kind == kind and part.rule == "show"]
    targets = [requests.target(part, number) for part in found]
    return [target for target in targets if reply(office, reader, target).status == 200]


NOBODY = {"assignees": None, "distribution_member_ids": None, "created_by_id": None}
NAMES_THE_READER = ("assignees", "distribution_member_ids", "created_by_id")


@pytest.mark.parametrize("kind", FLAGGED)
def test_lists_options_exports_and_pages_agree_on_whom_a_record_names(
    office: World, requests: Requests, reader: int, kind: str
) -> None:
    records, record = office.engine.world, open_record(office, requests, kind)
    targets, shown = lists(requests, kind), pages(office, requests, reader, kind, record.id)
    assert str(reader) not in record.text
    looks = {"origin_id": f"{reader}-A", "vendor_id": reader, "title": f"{reader} Main Street", "note": str(reader)}
    looks |= {"custom_fields": {"custom_field_1": reader, "custom_field_2": str(reader)}, "trade_ids": [reader]}
    flag = str(office.engine.catalog.kind(kind).private)
    records.update(record, looks | {"location": {"id": reader}, flag: True}, at=AT)
    hidden, statuses = answers(office, reader, targets), {reply(office, reader, page).status for page in shown}
    records.delete(record, at=AT)
    assert hidden == answers(office, reader, targets), "what is hidden is as if it were not there"
    assert statuses <= {404}
    records.restore(record, at=AT)
    for name in NAMES_THE_READER:
        value = {"assignees": [{"id": reader}], "created_by_id": reader}.get(name, [reader])
        records.update(record, {**NOBODY, name: value}, at=AT)
        seen, everything = answers(office, reader, targets), answers(office, None, targets)
        assert seen == {part: everything[part] if seen[part][0] != 403 else seen[part] for part in targets}
        assert {reply(office, reader, page).status for page in shown} <= {200}
    records.delete(record, at=AT)


@pytest.mark.parametrize("kind", FLAGGED)
def test_recycle_bins_agree_with_lists(office: World, requests: Requests, reader: int, kind: str) -> None:
    bins = [part for part in requests.operations if part.kind == kind and part.rule == "list_deleted"]
    records, record = office.engine.world, open_record(office, requests, kind)
    records.delete(record, at=AT)
    flag = str(office.engine.catalog.kind(kind).private)
    for target in map(requests.target, bins):
        records.update(record, {flag: True, "origin_id": f"{reader}-A"}, at=AT)
        assert str(record.id).encode() in reply(office, None, target).body
        assert str(record.id).encode() not in reply(office, reader, target).body
        records.update(record, {"created_by_id": reader}, at=AT)
        read = reply(office, reader, target)
        assert read.status == 403 or str(record.id).encode() in read.body
        records.update(record, {"created_by_id": None}, at=AT)


@pytest.mark.parametrize("kind", FLAGGED)
def test_what_is_hidden_cannot_be_changed(office: World, requests: Requests, reader: int, kind: str) -> None:
    records, record = office.engine.world, open_record(office, requests, kind)
    records.update(record, {str(office.engine.catalog.kind(kind).private): True}, at=AT)
    changes = [part for part in requests.operations if part.kind == kind and part.rule in ("update", "delete")]
    for part in changes:
        body = orjson.dumps(requests.body(part, full=False) or {})
        assert reply(office, reader, requests.target(part, record.id), part.method, body).status in (400, 403, 404)
    after = records.get(kind, record.id)
    assert after is not None
    assert (after.version, after.deleted_at) == (record.version, None)


def test_bulk_actions_and_sync_do_not_reach_what_is_hidden(world: World, person: int) -> None:
    path, number = rfi(world, private=True)
    assert signed_in(world, person, "PATCH", path, {"data": [{"id": number, "reference": "X"}]})[0] in (403, 422)
    orders = f"/rest/v1.0/purchase_order_contracts/sync?project_id={PROJECT}"
    hidden = {"title": "Steel", "origin_id": f"{person}-A", "private": True}
    assert not world.ask("PATCH", orders, {"project_id": PROJECT, "updates": [hidden]})[1]["errors"]
    status, answer = signed_in(
        world, person, "PATCH", orders, {"project_id": PROJECT, "updates": [{**hidden, "title": "Mine"}]}
    )
    assert status in (200, 403)
    assert status == 403 or answer["errors"][0]["errors"] == {"origin_id": ["has already been taken"]}


# Below: what other records show of a private one.

SECRET = "Zanzibar"
TEXTS = {
    name: f"{SECRET} {name}" for name in ("name", "title", "subject", "label", "description", "number", "filename", "body")
}


def secrets(world: World, requests: Requests) -> dict[str, int]:
    """A private record of every resource with a flag, which names nobody."""
    records = world.engine.world
    open_records = {kind: open_record(world, requests, kind) for kind in FLAGGED}
    for kind, record in open_records.items():
        flag = str(world.engine.catalog.kind(kind).private)
        records.update(records.get(kind, record.id) or record, {**NOBODY, **TEXTS, flag: True}, at=AT)
    return {kind: record.id for kind, record in open_records.items()}


def refer(world: World, requests: Requests, secret: dict[str, int]) -> int:
    """Lets a record of every resource refer to the private ones, by each attribute that can; how many attributes there are."""
    catalog, records, references = world.engine.catalog, world.engine.world, world.engine.projector.references
    number = 0
    for kind in map(catalog.kind, catalog.kind_names):
        identifier = requests.existing(kind.name)
        record = records.get(kind.name, identifier) if identifier else None
        changes: dict[str, Any] = {}
        for name in {**kind.fields, **kind.attributes} if record is not None and record.id not in secret.values() else ():
            for target in {*references.alternatives(name, kind.name), *references.alternatives(f"{name}_id", kind.name)}:
                if target in secret:
                    changes[name] = [secret[target]] if name.endswith("s") else secret[target]
        if record is not None and changes:
            records.update(record, changes, at=AT)
        number += len(changes)
    return number


def test_no_answer_shows_anything_of_a_private_record_to_whom_it_is_not_open(world: World, person: int) -> None:
    requests = Requests(world.engine, COMPANY, PROJECT)
    secret = secrets(world, requests)
    assert refer(world, requests, secret) > 20
    shown, betrayed, withheld = 0, [], []
    for operation in requests.operations:
        if operation.method == "GET":
            target = requests.target(operation)
            before, theirs, after = (SECRET.encode() in reply(world, user, target).body for user in (None, person, None))
            shown += before
            betrayed += [target] if theirs else []
            withheld += [target] if before != after else []
    assert shown > 80
    assert (betrayed, withheld) == ([], [])


@pytest.mark.parametrize("admin_first", [True, False])
def test_what_is_shown_of_a_private_record_is_shown_to_each_as_it_is_open_to_them(
    world: World, person: int, admin_first: bool
) -> None:
    _, number = rfi(world, private=True, subject=SECRET)
    event = world.engine.world.next_id()
    world.engine.world.insert(
        Stored.new("change_events", event, {"title": "Rain", "rfi_id": number}, AT, Placement(COMPANY, PROJECT))
    )
    for path in (f"/rest/v1.0/change_events/{event}?project_id={PROJECT}", f"/rest/v1.0/change_events?project_id={PROJECT}"):
        for user in (None, person, None, person) if admin_first else (person, None, person, None):
            assert (SECRET.encode() in reply(world, user, path).body) == (user is None)


def test_an_album_counts_the_photos_that_the_caller_sees(world: World, person: int) -> None:
    albums = f"/rest/v1.0/image_categories?project_id={PROJECT}"
    album = make(world, albums, "image_category", name="Roof")
    records = world.engine.world
    for private in (True, False):
        place = Placement(COMPANY, PROJECT)
        body = {"image_category_id": album, "private": private}
        records.insert(Stored.new("images", records.next_id(), body, AT, place))

    def count(user: int | None) -> int:
        return next(int(row["count"]) for row in orjson.loads(reply(world, user, albums).body) if row["id"] == album)

    assert [count(user) for user in (None, person, None)] == [2, 1, 2]
