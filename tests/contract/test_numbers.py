"""Numbers go on from those that the records have, in every resource that the server numbers."""

from typing import Any

from mockcore.reference.catalog import Catalog
from mockcore.reference.operation import Operation
from mockcore.store.query import Selection
from mockcore.store.records import Stored
from tests.contract.requests import Requests
from tests.contract.test_agreement import collections
from tests.contract.test_shown import attributes

NAMES = ("number", "issue_number")
LISTS = ("project_stage_id", "type", "contract_id")
UNIQUE: dict[str, dict[str, list[str]]] = Catalog.load().overlay["unique"]


def numbered(requests: Requests) -> list[tuple[Operation, str]]:
    """(POST, attribute) of each resource that the server numbers."""
    catalog = requests.engine.catalog
    posts = {post.kind: post for post, _, _ in reversed(collections(requests)) if post.rule == "create"}
    return [(post, name) for kind, post in sorted(posts.items()) for name in NAMES if name in catalog.kind(kind).fields]


def without(operation: Operation, body: Any, name: str) -> Any:
    """A body that leaves the number to the server, and revises nothing."""
    wrapper = operation.body.wrapper if operation.body else None
    inner = body.get(wrapper, body) if isinstance(body, dict) and wrapper else body
    inner = {attribute: value for attribute, value in inner.items() if not attribute.startswith("source_")}
    return {**body, wrapper: {**inner, name: None}} if wrapper else {**body, name: None}


def numbers(requests: Requests, kind: str, name: str, identifier: int) -> tuple[int, set[int]]:
    """The number of a record, and those of the others beside it: of its stage, type and contract, where it has one."""
    records = requests.engine.world.select(Selection(kind, deleted="with", limit=10_000))
    one = next(record for record in records if record.id == identifier)
    lists = [name for name in LISTS if one.body.get(name) is not None and name in UNIQUE.get(kind, {}).get("number", ())]

    def place(record: Stored) -> tuple[Any, ...]:
        return (record.company_id, record.project_id, record.parent_id, *(record.body.get(name) for name in lists))

    beside = [part for part in records if place(part) == place(one) and part is not one]
    texts = [str(part.body.get(name) or "") for part in beside]
    return int(one.body[name]), {int(text) for text in texts if text.isdecimal()}


def test_a_new_record_has_the_number_after_the_highest(demo: Requests) -> None:
    wrong, seen = {}, 0
    for post, name in numbered(demo):
        demo.restore()
        for full in (True, False):
            body = demo.body(post, full=full)
            given = attributes(post, body) if isinstance(body, dict) else {}
            sent = without(post, body, name) if name in given else body
            status, answer, _ = demo.ask(post, body=sent)
            identifier = answer.get("id") or (answer.get("data") or {}).get("id") if isinstance(answer, dict) else None
            if status in (200, 201) and identifier:
                number, others = numbers(demo, post.kind, name, int(identifier))
                seen += 1
                if number != max(others, default=0) + 1:
                    wrong[post.kind] = (number, sorted(others)[-3:])
                break
    assert wrong == {}
    assert seen > 26


def test_numbers_go_on_from_one_that_a_client_has_chosen(demo: Requests) -> None:
    wrong, seen = {}, 0
    for post, _, one in collections(demo):
        change = one.get("PATCH") or one.get("PUT")
        body = demo.body(post, full=False) if post.rule == "create" and change is not None else None
        if not isinstance(body, dict) or "number" not in demo.engine.catalog.kind(post.kind).fields:
            continue
        demo.restore()
        first, chosen = (demo.ask(post, body=without(post, body, "number"))[1] for _ in range(2))
        if not isinstance(chosen, dict) or not chosen.get("id") or not change or not change.body:
            continue
        wrapper = change.body.wrapper
        status, changed, _ = demo.ask(change, chosen["id"], {wrapper: {"number": "700"}} if wrapper else {"number": "700"})
        if status != 200 or str(changed.get("number")) != "700":
            continue
        following = demo.ask(post, body=without(post, body, "number"))[1]
        seen += 1
        if str(following["number"]) != "701":
            wrong[post.kind] = (first["number"], following["number"])
    assert wrong == {}
    assert seen > 8


def test_the_change_orders_of_each_contract_and_the_contracts_of_each_type_count_by_themselves(sandbox: Requests) -> None:
    def made(path: str, body: dict[str, Any]) -> dict[str, Any]:
        status, answer, _ = sandbox.send("POST", f"/rest/v1.0/{path}", {"project_id": 225100, **body})
        assert status == 201, answer
        return answer  # type: ignore[no-any-return]

    vendor = sandbox.existing("vendors")
    sandbox.send("POST", f"/rest/v1.0/projects/225100/vendors/{vendor}/actions/add", {})
    contract = {"title": "Steel", "vendor_id": vendor, "status": "Approved"}
    first, second = (made("work_order_contracts", {"work_order_contract": contract}) for _ in range(2))
    order = made("purchase_order_contracts", {"purchase_order_contract": contract})
    assert [first["number"], second["number"], order["number"]] == ["1", "2", "1"]
    numbers = [
        made("change_order_packages", {"contract_id": one["id"], "change_order": {"title": "More"}})["number"]
        for one in (first, first, second)
    ]
    assert numbers == ["1", "2", "1"]
