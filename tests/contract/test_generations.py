"""What is made below one path of a resource is listed and shown below every other path of it, in every version."""

from collections import defaultdict
from collections.abc import Iterator

import pytest

from mockcore.reference.operation import Operation
from tests.contract.requests import Requests, listed
from tests.sweep import sample

Case = tuple[str, Operation, list[Operation]]


def place(operation: Operation) -> str:
    """A path without its version: two of them are two ways to the same resource."""
    return operation.path.split("/", 3)[-1]


def in_project(requests: Requests, operation: Operation) -> bool:
    """Whether an operation is about records of a project."""
    required = any(parameter.name == "project_id" and parameter.required for parameter in operation.query)
    above = operation.parents[-1][0] if operation.parents else operation.kind
    deep = "{project_id}" not in operation.path and requests.engine.catalog.kind(above).scope == "project"
    return required or "{project_id}" in operation.path or (deep and "{company_id}" not in operation.path)


def cases(requests: Requests) -> list[Case]:
    """(resource, POST, the ways to read it) of each resource that several paths are about."""
    posts, reads = defaultdict[str, list[Operation]](list), defaultdict[str, list[Operation]](list)
    for operation in requests.operations:
        if not operation.path.startswith("/rest/") or "recycle_bin" in operation.path:
            continue
        if operation.rule == "create" and operation.body is not None:
            posts[operation.kind].append(operation)
        elif operation.rule in ("list", "show") and operation.method == "GET":
            reads[operation.kind].append(operation)
    return [
        (kind, post, [read for read in reads[kind] if place(read) != place(post) or read.version != post.version])
        for kind in sorted(posts)
        if len({place(operation) for operation in (*posts[kind], *reads[kind]) if not operation.one}) > 1
        for post in posts[kind]
    ]


def missing(requests: Requests, kind: str, post: Operation, reads: list[Operation]) -> Iterator[str]:
    """The ways by which a new record is not found, though it is of the kind that they show."""
    status, _, identifier = requests.create(post)
    record = requests.engine.world.get(kind, int(identifier)) if status < 300 and str(identifier).isdecimal() else None
    if record is None:
        return
    for read in reads:
        below = {above for above, _ in read.parents} - {above for above, _ in post.parents}
        if below or not record.matches(read.where) or (record.project_id is None) == in_project(requests, read):
            continue
        status, answer, _ = requests.ask(read, identifier if read.one else None)
        if read.one and status != 200:
            yield f"{post.method} {post.path} -> GET {read.path}: {status}"
        elif not read.one and status == 200:
            page = {str(row.get("id")) for row in listed(answer) if isinstance(row, dict)}
            total = len(page)
            # A longer list has it on a later page.
            if str(identifier) not in page and total < 10:
                yield f"{post.method} {post.path} -> GET {read.path}: not among {total}"


def check(requests: Requests, chosen: list[Case]) -> list[str]:
    return [way for kind, post, reads in chosen for way in missing(requests, kind, post, reads)]


def test_what_one_path_makes_the_others_show(sandbox: Requests) -> None:
    assert check(sandbox, sample(cases(sandbox), 12)) == []


@pytest.mark.sweep
def test_what_any_path_makes_all_others_show(sandbox: Requests) -> None:
    every = cases(sandbox)
    assert len(every) > 40
    assert check(sandbox, every) == []
