"""Every operation at every level, by a service account and by a person, against the table below and not against the gate."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.reference.operation import Operation
from mockcore.settings import Settings
from tests.contract.requests import Requests
from tests.gates.test_permissions import (
    OPEN,
    READ_BY_ALL,
    STANDARD_FOR_ALL,
    UNDER,
    person,
    template,
    with_manifest,
    with_template,
)
from tests.sweep import WHOLE, sample

COMPANY, PROJECT = 4264590, 225100
EVERYTHING = "everything"
LEVELS = ("None", "Read Only", "Standard", "Admin")
READ, CREATE, CHANGE, REMOVE = "read", "create", "change", "remove"
# What a method does → the levels at which it is served. Source: documented, user permissions.
SERVED = {READ: LEVELS[1:], CREATE: LEVELS[2:], CHANGE: LEVELS[3:], REMOVE: LEVELS[3:]}
METHODS = {"GET": READ, "POST": CREATE, "PATCH": CHANGE, "PUT": CHANGE, "DELETE": REMOVE}
# Operations by POST that only ask.
ASKING = {
    "queryManagedEquipment",
    "queryCoordinationIssues",
    "queryCoordinationIssuesForCoordinationIssueRecycleBin",
    "searchManagedEquipment",
    "searchTimeAndMaterialEntries",
}
# Lists below a parameter that names no record.
LISTS = {"getAccessibleGroup", "getAccessibleLayer"}
# Settings below what is no record of its own: whoever asks first makes them.
MADE_WHEN_ASKED = ("/invoice_configuration", "/evidence_configuration")
# Additions by POST that are to the record itself: a logo is the project's, a signature the request's.
TO_THE_RECORD = re.compile(
    r"/(publish|revise|move|reposition|convert_to_public|restart|terminate|update_and_send_response|logo|"
    r"business_register|user|project_log|signature_requests/{\w+}/signature)$"
)
# What may be asked at any level: who one is, and where.
WITHOUT_LEVEL = ("/me", "/companies", "/company_base_url")
# Operations of each tool in a sample.
OF_A_TOOL = 6


@pytest.fixture(scope="module")
def world() -> Iterator[Requests]:
    engine = Engine.open(Settings())
    yield Requests(engine, COMPANY, PROJECT)
    engine.close()


def in_project(target: str, body: Any) -> bool:
    """Whether a request names a project: in its path, query or body."""
    if re.search(r"/projects?/\d+|[?&]project_id=\d", target):
        return True
    inner = [body, *(part for part in body.values() if isinstance(part, dict))] if isinstance(body, dict) else []
    return any(part.get("project_id") for part in inner)


def scope_of(operation: Operation, target: str, body: Any) -> str:
    # Portfolio, apps and resource planning are tools of the company.
    company = operation.slug in {"portfolio", *UNDER} or "/workforce-planning/" in target
    return "project" if not company and in_project(target, body) else "company"


def on_record(operation: Operation) -> bool:
    """Whether the path names a record besides company and project."""
    return bool(re.search(r"\{(?!company_id|project_id)\w+\}", operation.path))


def one(operation: Operation) -> bool:
    """Whether the path ends with a record."""
    last = operation.path.rpartition("/")[2]
    place = last == "{company_id}" or (last == "{project_id}" and "/workforce-planning/" not in operation.path)
    return re.fullmatch(r"\{\w+\}", last) is not None and not place and operation.id not in LISTS


def verb(operation: Operation) -> str:
    """What an operation does: by its method; a POST that only asks reads; rows of a PATCH are looked at one by one."""
    found = METHODS[operation.method]
    if operation.id in ASKING:
        return READ
    if found == CREATE and operation.path.endswith("/bulk_delete"):
        return REMOVE
    if found == CREATE and (operation.rule == "update" or (on_record(operation) and TO_THE_RECORD.search(operation.path))):
        return CHANGE
    rows = operation.path.endswith(("/sync", "/bulk_update", *MADE_WHEN_ASKED)) or not on_record(operation)
    return CREATE if found == CHANGE and rows else found


def expected(operation: Operation, level: str, authorised: int) -> set[int]:
    """The statuses that an answer may have; ``authorised`` is what somebody is answered who may do anything."""
    tool, doing = operation.slug, verb(operation)
    served = SERVED[doing]
    if tool in OPEN or operation.path.endswith(WITHOUT_LEVEL) or (tool in READ_BY_ALL and doing == READ):
        served = LEVELS
    elif tool in STANDARD_FOR_ALL:
        served = LEVELS[2:]
    elif tool in UNDER and doing != READ:
        served = LEVELS[3:]
    if level in served:
        # Among rows there may be others' records.
        return {authorised, 403} if doing == CREATE and operation.method != "POST" else {authorised}
    # A record that is not there may be told of as that; who cannot read a tool is told that of every record.
    if level == "None" and one(operation):
        return {404}
    return {403} if authorised < 300 else {403, authorised}


class Matrix:
    """Sends every operation; what a request has changed is undone before the next one."""

    def __init__(self, world: Requests, caller: str) -> None:
        self.world = world
        self.engine = world.engine
        with_manifest(world, "*", "company", "Admin", "Admin")
        of_tools = defaultdict[str, list[Operation]](list)
        for operation in world.operations:
            if operation.path.startswith("/rest/"):
                of_tools[operation.slug].append(operation)
        reached = [operation for operations in of_tools.values() for operation in sample(operations, OF_A_TOOL)]
        self.requests = [(part, world.target(part), world.body(part)) for part in reached]
        # What was made on the way is nobody's own: another user has made it. None of it is private.
        self.engine.world.storage.connection.execute(
            "UPDATE records SET creator_id = 1, body = json_remove(body, '$.private', '$.is_private')"
            " WHERE creator_id IS NOT NULL"
        )
        self.person = caller == "person"
        self.token = person(world) if self.person else world.token
        self.image = self.engine.world.storage.image()

    def ask(self, operation: Operation, target: str, body: Any, tool: str, scope: str, level: str) -> int:
        """The status of one operation by a caller who has that level of the tool, and no other."""
        if level == EVERYTHING:
            tool, level = "*", "Admin"
            (both_templates if self.person else both_manifests)(self.world)
        else:
            (with_template if self.person else with_manifest)(self.world, tool, scope, level)
        path, _, query = target.partition("?")
        headers = {"authorization": f"Bearer {self.token}", "procore-company-id": str(COMPANY)}
        sent = b"" if body is None else orjson.dumps(body)
        call = Call(operation.method, path, query, {**headers, "content-type": "application/json"}, sent)
        status = self.engine.handle(call).status
        if operation.method != "GET" and status < 300:
            self.engine.replace(self.image)
        return status


def both_manifests(world: Requests) -> None:
    with_manifest(world, "*", "company", "Admin", "Admin")


def both_templates(world: Requests) -> None:
    for name in ("Company Employee", "Project Manager"):
        change = {"user_access_levels": {"*": "Admin"}}
        world.engine.world.update(template(world, name), change, at=world.engine.clock.stamp())


@pytest.mark.parametrize("caller", ["service account", "person"])
def test_every_operation_takes_the_level_of_the_table(world: Requests, caller: str) -> None:
    world.restore()
    matrix = Matrix(world, caller)
    wrong, asked = list[str](), Counter[str]()
    for operation, target, body in matrix.requests:
        scope, tool = scope_of(operation, target, body), UNDER.get(operation.slug, operation.slug)
        if matrix.person and (tool, scope) == ("directory", "company"):
            continue  # who administers the directory may do everything: another test
        authorised = matrix.ask(operation, target, body, tool, scope, EVERYTHING)
        for level in LEVELS:
            wanted = expected(operation, level, authorised)
            status = matrix.ask(operation, target, body, tool, scope, level)
            asked[operation.slug] += 1
            if status not in wanted:
                wrong.append(
                    f"{operation.method} {operation.path} ({scope}) at {level}: {status}, not {wanted} of {authorised}"
                )
    assert wrong == []
    if WHOLE:
        assert sum(asked.values()) > (9_000 if matrix.person else 10_000)
    assert len(asked) == (55 if matrix.person else 56)
