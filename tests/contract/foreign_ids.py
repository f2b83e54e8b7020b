"""Ids of another company in every place of a body that can hold one: what is answered, and what is shown later.

The other company has one id under which it has a record of every resource, below itself and in a project of that id, so that
one request asks every rule that looks the id up, whatever it takes it for. The same request is made with an id that nobody has:
both must be answered alike.
"""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

import orjson

from mockcore.engine import Engine
from mockcore.reference.conform import uuid_of
from mockcore.reference.operation import Kind, Operation
from mockcore.reference.schema import Schema, main_type, properties, types, variants
from mockcore.settings import Settings
from mockcore.store.records import Placement, Stored
from tests.contract.requests import Requests, unwrapped

COMPANY, PROJECT, OTHER, AT = 4264590, 225100, 562949953434271, "2026-01-15T15:00:00Z"
SECRET, SECRET_DAY, SECRET_NUMBER = "Sequestered", "1937-07-17", 7770037
ROWS, DEPTH, SHOWING = "[]", 6, 6
JSON, BRACKETS = "application/json", "application/x-www-form-urlencoded"
FORMATS_WITHOUT_IDS = frozenset({"date", "date-time", "binary", "email", "time"})
# How rows are refused that do not stop the others.
REFUSALS = ("does not exist", "not found", "no such", "'errors': ['")
# Amounts change others, so that no two answers are alike.
AMOUNTS = frozenset({"quantity", "unit_cost"})
ID_LIKE = re.compile(r"(^|_)(ids?|uuids?|key|reference)$")
# What rules may read where the document admits any object.
ANY = ("id", "user_id", "login_information_id", "vendor_id", "assignee_id", "project_id", "contract_id", "cost_code_id")
ANY_LISTS = ("ids", "user_ids", "assignee_ids", "distribution_ids", "recipient_ids", "vendor_ids")
Place = tuple[str, ...]


class Written(NamedTuple):
    """An id as a number and as an external key."""

    number: int
    key: str

    def forms(self) -> dict[str, Any]:
        """The ways in which a body may write it."""
        number, text, uuid = self.number, str(self.number), uuid_of(self.number)
        return {
            "number": number, "text": text, "uuid": uuid, "key": self.key,
            "numbers": [number], "texts": [text], "uuids": [uuid], "keys": [self.key], "rows": [{"id": number}],
            "object": dict.fromkeys(ANY, number), "lists": {name: [number] for name in ANY_LISTS},
        }  # fmt: skip


FOREIGN = Written(777001777, "7a7a7a7a-0001-4777-8777-777000000001")
NOBODYS = Written(777002777, "7a7a7a7a-0002-4777-8777-777000000002")


@dataclass(frozen=True)
class Probe:
    """One place of one body, how an id is written there, and how the body is."""

    operation: Operation
    place: Place
    form: str
    media: str = JSON

    def __str__(self) -> str:
        return f"{self.operation.method} {self.operation.path} {'.'.join(self.place)} ({self.form}, {self.media})"


class Outcome(NamedTuple):
    """Whether the other company's id was refused, also for one row of several, with which status, and what is wrong with it."""

    refused: bool
    status: int
    faults: list[str]


class ForeignIds:
    """Asks as one company with the ids of another; the world is put back after every call."""

    def __init__(self) -> None:
        self.engine = Engine.open(Settings(now=AT, frozen=True))
        self.requests = Requests(self.engine, COMPANY, PROJECT)
        for operation in self.requests.operations:
            if operation.rule == "create":
                self.requests.existing(operation.kind)
        self._connection = self.engine.world.storage.connection  # type: ignore[attr-defined]
        self._give_all_one_id()
        self._untouched = self._theirs()
        self._image = self.engine.world.storage.image()
        self._bodies: dict[str, tuple[str, Any]] = {}

    def probes(self) -> Iterator[Probe]:
        """Every place of every body of the document that can hold an id."""
        for operation in self.requests.operations:
            if operation.body is None or operation.method == "GET":
                continue
            for place, form in dict.fromkeys(_places(operation.body.document or operation.body.schema)):
                yield Probe(operation, place, form)
                if ID_LIKE.search(place[-1]):
                    yield Probe(operation, place, form, BRACKETS)

    def refers(self, probe: Probe) -> bool:
        """Whether the document says of what an id at the place is one."""
        name = next(name for name in reversed(probe.place) if name != ROWS)
        return bool(self.engine.projector.references.alternatives(name, probe.operation.kind))

    def outcome(self, probe: Probe) -> Outcome:
        """What the other company's id does at a place that an id of nobody does not do."""
        nobodys, _ = self._ask(probe, NOBODYS)
        foreign, later = self._ask(probe, FOREIGN)
        faults = []
        if _neutral(nobodys) != _neutral(foreign):
            faults.append(f"answered otherwise: {probe}: {str(nobodys)[:150]} | {str(foreign)[:150]}")
        shown = [text for text in (str(foreign), *later) if _secret(text)]
        if shown:
            faults.append(f"shown: {probe}: {shown[0][:300]}")
        if self._theirs() != self._untouched:
            faults.append(f"changed: {probe}")
        self.engine.replace(self._image)
        refused = foreign[0] >= 400 or any(words in str(foreign[1]) for words in REFUSALS)
        return Outcome(refused, foreign[0], faults)

    def _ask(self, probe: Probe, written: Written) -> tuple[tuple[int, Any], list[str]]:
        operation = probe.operation
        self.engine.replace(self._image)
        if operation.id not in self._bodies:
            self._bodies[operation.id] = self.requests.target(operation), self.requests.body(operation)
            self.engine.replace(self._image)
        target, body = self._bodies[operation.id]
        body = with_value(body, probe.place, written.forms()[probe.form])
        raw = orjson.dumps(body) if probe.media == JSON else urlencode(list(_brackets("", body))).encode()
        status, answer, _ = self.requests.send(operation.method, target, raw, **{"content-type": probe.media})
        return (status, answer), self._later(operation, target, answer) if status < 300 else []

    def _later(self, operation: Operation, target: str, answer: Any) -> list[str]:
        """What some of the operations that show such records show now."""
        inner = unwrapped(answer)
        inner = inner[0] if isinstance(inner, list) and inner else inner
        number = inner.get("id") if isinstance(inner, dict) else None
        shown = []
        for reading in self.requests.operations:
            if reading.method == "GET" and (reading.path == operation.path or reading.kind == operation.kind):
                path = target.partition("?")[0] if reading.path == operation.path else self.requests.target(reading, number)
                shown.append(str(self.requests.send("GET", path)[1]))
        return shown[:SHOWING]

    def _give_all_one_id(self) -> None:
        """A record of every resource under one id: the key that forbids it is taken away."""
        run = self._connection.execute
        (table,) = run("SELECT sql FROM sqlite_master WHERE name = 'records'").fetchone()
        indexes = run("SELECT sql FROM sqlite_master WHERE tbl_name = 'records' AND sql LIKE 'CREATE INDEX%'").fetchall()
        run("ALTER TABLE records RENAME TO all_records")
        run(re.sub(r",\s*PRIMARY KEY \(id\)", "", table))
        run("INSERT INTO records SELECT * FROM all_records")
        run("DROP TABLE all_records")
        for (index,) in [*indexes, ("CREATE INDEX records_id ON records (id, kind)",)]:
            run(index)
        catalog = self.engine.catalog
        self.engine.world.bulk_insert([_sequestered(catalog.kind(name)) for name in catalog.kind_names])
        for kind in catalog.kind_names:
            self.engine.world.add_member(kind, FOREIGN.number, FOREIGN.number)

    def _theirs(self) -> tuple[Any, Any]:
        records = "SELECT count(*), sum(version), count(deleted_at) FROM records WHERE company_id = ?"
        members = "SELECT count(*) FROM members WHERE ? IN (record_id, project_id)"
        return (
            self._connection.execute(records, (OTHER,)).fetchone(),
            self._connection.execute(members, (FOREIGN.number,)).fetchone(),
        )


def _sequestered(kind: Kind) -> Stored:
    fields = {**kind.attributes, **kind.fields}
    body = {name: _secret_value(schema) for name, schema in fields.items() if "enum" not in schema}
    body = {name: value for name, value in body.items() if value is not None} | {
        "name": f"{SECRET} {kind.name}",
        "login": SECRET,
    }
    project = FOREIGN.number if kind.scope == "project" and not kind.members else None
    return Stored.new(kind.name, FOREIGN.number, body, AT, Placement(OTHER, project, FOREIGN.number), FOREIGN.key)


def _secret_value(schema: Schema) -> Any:
    form = main_type(schema)
    if form == "string":
        return {"date": SECRET_DAY, "date-time": f"{SECRET_DAY}T00:00:00Z"}.get(schema.get("format", ""), SECRET)
    return {"integer": SECRET_NUMBER, "number": SECRET_NUMBER}.get(form)


def _places(schema: Schema, before: Place = (), depth: int = 0) -> Iterator[tuple[Place, str]]:
    """(names, form) of each place where a schema admits a value that may be an id."""
    alternatives = variants(schema) if "properties" not in schema else []
    for option in alternatives:
        yield from _places(option, before, depth)
    form, inside = main_type(schema), {} if alternatives else properties(schema)
    if form == "array":
        yield from _rows(schema.get("items", {}), before, depth)
    for name, part in inside.items() if depth < DEPTH else ():
        yield from _places(part, (*before, name), depth + 1)
    if before and form == "object":
        yield from ((before, name) for name in ([] if inside else ["object", "lists"]))
    if before and before[-1] != ROWS and _may_be_id(schema):
        yield from ((before, name) for name in _scalar_forms(before[-1], types(schema)))


def _rows(items: Schema, before: Place, depth: int) -> Iterator[tuple[Place, str]]:
    form = main_type(items)
    forms = {"integer": ["numbers"], "string": ["texts", "uuids", "keys"], "": ["numbers", "rows"]}
    if form in forms and before and not variants(items) and _may_be_id(items):
        yield from ((before, name) for name in forms[form])
    elif form in ("object", "array") or variants(items):
        yield from _places(items, (*before, ROWS), depth)


def _may_be_id(schema: Schema) -> bool:
    return "enum" not in schema and schema.get("format") not in FORMATS_WITHOUT_IDS


def _scalar_forms(name: str, names: tuple[str, ...]) -> list[str]:
    if name in AMOUNTS or (names[:1] == ("number",) and not ID_LIKE.search(name)):
        return []
    if "string" in names:
        return ["text", "uuid", "key"] if ID_LIKE.search(name) else ["text"]
    return ["number", "text"] if {"integer", "number"} & {*names} else []


def with_value(body: Any, place: Place, value: Any) -> Any:
    """The body with a value at that place; what is on the way is made."""
    if not place:
        return value
    name, *rest = place
    if name == ROWS:
        first = body[0] if isinstance(body, list) and body else None
        return [with_value(first, tuple(rest), value)]
    changed = copy.deepcopy(body) if isinstance(body, dict) else {}
    changed[name] = with_value(changed.get(name), tuple(rest), value)
    return changed


def _brackets(name: str, value: Any) -> Iterator[tuple[str, str]]:
    """A body as the fields of a form: ``rfi[assignee_ids][]``."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _brackets(f"{name}[{key}]" if name else key, inner)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _brackets(f"{name}[{position}]" if isinstance(inner, dict | list) else f"{name}[]", inner)
    elif value is not None:
        yield name, str(value).lower() if isinstance(value, bool) else str(value)


def _neutral(answer: Any) -> str:
    text = str(answer)
    for nobodys, foreign in zip(NOBODYS.forms().values(), FOREIGN.forms().values(), strict=True):
        text = text.replace(str(nobodys), "#").replace(str(foreign), "#")
    return text


def _secret(text: str) -> bool:
    return SECRET in text or SECRET_DAY in text or str(SECRET_NUMBER) in text
