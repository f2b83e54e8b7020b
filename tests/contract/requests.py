"""Plausible requests for any operation of the document, made from its schemas and from what the world holds."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import orjson

from mockcore.call import Call
from mockcore.engine import Engine
from mockcore.fake import Fake
from mockcore.plans import planned
from mockcore.reference.operation import Operation
from mockcore.reference.resources import PLANNING
from mockcore.reference.schema import main_type, properties, variants
from mockcore.request.parties import NAMES, party_id

NOW = datetime(2026, 1, 15, tzinfo=UTC)
SOME_ID = 7
# What a change order of the newer paths names: below the older ones it may be a commitment as well.
PRIME_CONTRACTS = "prime_contracts"
# Of uploads that nobody has sent.
UPLOADED = re.compile(r"(.*_)?upload_(uuid|id)s?|etag")
# Of hooks: texts in the document, of which there are a few.
WORDS = {"api_version": "v2", "payload_version": "v4.0", "resource_name": "RFIs", "event_type": "create"}
# What is added to commitments that are not approved yet.
OF_DRAFTS = ("commitments/line_item", "commitments/details", "financials/markups")
# Codes and addresses are taken once, and a currency has one rate.
CODES = ("code", "email_address", "quote_currency_iso_code")
# What a new company has some of, by names that are taken once.
NAMED_ONCE = {("generic_tools/statuses", "status_name"), ("work_breakdown_structure/segments", "name")}
# Records of a project name people and companies of its directory.
DIRECTORY = ("users", "vendors")
# With an origin_id these stay as they are (tests/behaviours/test_direct_costs.py and others).
SYNCED = frozenset({"direct_costs", "requisitions", "payment_applications", "contract_payments"})

# What an operation requires of several parameters, none of which the document requires alone.
REQUIRED = {"listDailyLogs": ["log_date=2026-01-15"]}


class Requests:
    """Makes and sends requests in one company and project; parents that are missing are created on the way."""

    def __init__(self, engine: Engine, company_id: int, project_id: int) -> None:
        self.engine = engine
        self.company_id = company_id
        self.project_id = project_id
        self.token = engine.tokens.issue("mockcore-dmsa", None, seconds=0).token
        self.operations = [engine.catalog.operation(number) for number in range(len(engine.catalog))]
        self.creators = {part.kind: part for part in reversed(self.operations) if part.rule == "create"}
        self._making: set[str] = set()
        self._codes = 0

    def restore(self) -> None:
        """Puts the world back to its seed."""
        self.engine.reset()
        self.token = self.engine.tokens.issue("mockcore-dmsa", None, seconds=0).token

    def kept(self) -> Any:
        """How much is stored: records, changes, files, counters."""
        tables = ("records", "changes", "blobs", "sequences")
        columns = ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
        return self.engine.world.storage.connection.execute(f"SELECT {columns}").fetchone()

    def send(self, method: str, target: str, body: Any = None, **headers: str) -> tuple[int, Any, dict[str, str]]:
        """(status, JSON or bytes, headers) of one call."""
        path, _, query = target.partition("?")
        sent = {"authorization": f"Bearer {self.token}", "procore-company-id": str(self.company_id), **headers}
        raw = body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body)
        if raw and "content-type" not in sent:
            sent["content-type"] = "application/json"
        reply = self.engine.handle(Call(method, path, query, sent, raw))
        # An app that has disconnected itself is refused everywhere, which would look like every check passing.
        assert b"App is not connected" not in reply.body, f"locked out before {method} {target}"
        try:
            return reply.status, orjson.loads(reply.body) if reply.body else None, dict(reply.headers)
        except orjson.JSONDecodeError:
            return reply.status, reply.body, dict(reply.headers)

    def ask(self, operation: Operation, identifier: Any = None, body: Any = None) -> tuple[int, Any, dict[str, str]]:
        """Sends an operation with everything it requires."""
        return self.send(operation.method, self.target(operation, identifier), body)

    def target(self, operation: Operation, identifier: Any = None) -> str:
        """Path and required query of an operation."""
        path = operation.path
        plan = planned(operation, self.engine.catalog)
        parents = {name: kind for kind, name in operation.parents}
        parents |= {name: kinds[0] for kinds, name in (*plan.parents, *filter(None, [plan.named])) if kinds}
        for position, name in enumerate(operation.path_names):
            last = operation.one and position == len(operation.path_names) - 1 and plan.named is None
            path = path.replace(f"{{{name}}}", str(self._path_value(operation, name, parents, identifier, last)), 1)
        needed = [f"{part.name}={quote(str(self._query_value(operation, part)))}" for part in operation.query if part.required]
        needed += REQUIRED.get(operation.id, [])
        return path + ("?" + "&".join(needed) if needed else "")

    def _path_value(self, operation: Operation, name: str, parents: dict[str, str], identifier: Any, last: bool) -> Any:
        if name == "company_id":
            return self.company_id
        if name == "project_id" and not operation.kind.startswith(PLANNING):
            return self.project_id
        schema = next((part.schema for part in operation.parameters if part.name == name), {})
        if "enum" in schema:
            return schema["enum"][0]
        if last:
            return identifier if identifier is not None else self._of_operation(operation) or SOME_ID
        if parents.get(name) == "commitments" and operation.kind.startswith(OF_DRAFTS):
            number = identifier or (self.existing(operation.kind) if operation.one else None)
            record = self.engine.world.get(operation.kind, int(number)) if str(number).isdecimal() else None
            return (record.parent_id if record else None) or self._standing("commitments", ["Draft"]) or SOME_ID
        return self.existing(parents[name]) or SOME_ID if name in parents else SOME_ID

    def _query_value(self, operation: Operation, part: Any) -> Any:
        if part.name in ("company_id", "project_id"):
            return getattr(self, part.name)
        told = self.engine.projector.references.of_attribute(part.name, operation.kind)
        known = self._named(operation, part.name, told[0]) if told else None
        if known is not None:
            return known
        if part.name == "holder_id":
            # The first of the kinds of holders is a contract.
            return self._standing("commitments", ["Draft"]) or SOME_ID
        if part.schema.get("format") in ("date", "date-time"):
            return "2026-01-15"
        choices = part.schema.get("enum") or part.schema.get("items", {}).get("enum")
        return choices[0] if choices else {"boolean": "true", "string": "x"}.get(main_type(part.schema), SOME_ID)

    def _of_operation(self, operation: Operation) -> int | None:
        """A record that the path shows: where several show a resource, one of those that this one does."""
        number = self.existing(operation.kind)
        record = self.engine.world.get(operation.kind, number) if number else None
        if record is None or not operation.where or record.matches(operation.where):
            return number
        rows = self.engine.world.storage.connection.execute(
            "SELECT id FROM records WHERE kind = ? AND company_id = ? AND project_id = ? AND deleted_at IS NULL",
            (operation.kind, self.company_id, self.project_id),
        ).fetchall()
        records = [self.engine.world.get(operation.kind, int(row[0])) for row in rows]
        one = next((record.id for record in records if record and record.matches(operation.where)), None)
        creator = next((post for post in self.operations if post.rule == "create" and post.where == operation.where), None)
        return one or (self.create(creator)[2] if creator else None)

    def existing(self, kind: str) -> int | None:
        """A record of that resource in this scope, created when there is none and it can be."""
        if kind == "companies":
            return self.company_id
        if kind == "projects":
            return self.project_id
        members = (
            "AND id IN (SELECT record_id FROM members WHERE project_id = ?) " if kind in DIRECTORY else "AND ? IS NOT NULL "
        )
        row = self.engine.world.storage.connection.execute(
            f"SELECT id FROM records WHERE kind = ? AND company_id = ? AND deleted_at IS NULL {members}"
            "AND coalesce(project_id, ?) = ? LIMIT 1",
            (kind, self.company_id, self.project_id, self.project_id, self.project_id),
        ).fetchone()
        if row:
            return int(row[0])
        if kind not in self.creators or kind in self._making:
            return None
        self._making.add(kind)
        try:
            return self.create(self.creators[kind])[2]
        finally:
            self._making.discard(kind)

    def _named(self, operation: Operation, name: str, kind: str) -> int | None:
        """A record that an attribute of a new record may name: one that stands so that it takes it."""
        standing = self.engine.catalog.overlay["standing"].get(operation.kind, {}).get(name, {})
        return self._standing(kind, standing[kind]) if kind in standing else self.existing(kind)

    def _standing(self, kind: str, statuses: list[str]) -> int | None:
        rows = self.engine.world.storage.connection.execute(
            "SELECT id FROM records WHERE kind = ? AND company_id = ? AND project_id = ? AND deleted_at IS NULL",
            (kind, self.company_id, self.project_id),
        ).fetchall()
        records = [self.engine.world.get(kind, int(row[0])) for row in rows]
        number = next((record.id for record in records if record and record.body.get("status") in statuses), None)
        number = number or self.create(self.creators[kind])[2]
        record = self.engine.world.get(kind, number) if number else None
        if record is not None and record.body.get("status") not in statuses:
            self.engine.world.update(record, {"status": statuses[0]}, at=record.updated_at, user_id=None)
        return number

    def create(self, operation: Operation) -> tuple[int, Any, int | None]:
        """(status, answer, id) of a POST with a full body, or with the required fields only where the full one is refused."""
        status, answer, _ = self.ask(operation, body=self.body(operation))
        if status in (400, 422):
            status, answer, _ = self.ask(operation, body=self.body(operation, full=False))
        shown = unwrapped(answer)
        shown = shown[0] if isinstance(shown, list) and shown else shown
        identifier = shown.get("id") if isinstance(shown, dict) else None
        if identifier is None and status < 300:
            row = self.engine.world.storage.connection.execute(
                "SELECT max(id) FROM records WHERE kind = ?", (operation.kind,)
            ).fetchone()
            identifier = row[0]
        return status, answer, identifier

    def upload(self) -> str:
        """The id of an upload that has been received; its file is called after it."""
        key = str(self.send("POST", f"/rest/v1.0/projects/{self.project_id}/uploads", {"response_filename": "x"})[1]["uuid"])
        self.engine.world.keep_blob(key, self.company_id, f"{key}.pdf", "application/pdf", key.encode())
        return key

    def body(self, operation: Operation, *, full: bool = True) -> Any:
        """A body that the document allows, with every field or with the required ones."""
        if operation.body is None:
            return None
        body = self._value(operation, "", operation.body.schema, full, 0)
        wrapper = operation.body.wrapper
        if not full and wrapper and operation.body.demand and not body.get(wrapper):
            # Nothing in it is required, but it is not to be empty.
            inside = self._value(operation, "", operation.body.schema, True, 0).get(wrapper, {})
            body[wrapper] = dict([item for item in inside.items() if item[1] not in ({}, [], None)][:1])
        return body

    def _value(self, operation: Operation, name: str, schema: Any, full: bool, depth: int) -> Any:
        options = variants(schema)
        if options and "properties" not in schema:
            return self._value(operation, name, options[0], full, depth)
        found = main_type(schema)
        if found == "object":
            return self._object(operation, schema, full, depth)
        told = self.engine.projector.references.of_attribute(name, operation.kind)
        if told:
            prime = name == "contract_id" and "/prime_change" in operation.path
            known = self._named(operation, name, PRIME_CONTRACTS if prime else told[0])
            if known is None:
                return None
            if name in NAMES and operation.kind in self.engine.catalog.overlay["parties"]:
                known = party_id(known)
            one: Any = str(known) if found == "string" else known
            return [one] if told[1] else one
        if name in ("company_id", "project_id"):
            return getattr(self, name)
        if found == "array":
            return self._array(operation, name, schema, full, depth)
        value = _scalar(operation, name, schema, depth) if found else None
        if isinstance(value, str) and (name in CODES or (operation.kind, name) in NAMED_ONCE):
            self._codes += 1
            letters = f"Q{chr(65 + self._codes // 26 % 26)}{chr(65 + self._codes % 26)}"
            return letters if name.startswith("quote") else f"{value}-{self._codes}"
        return value

    def _object(self, operation: Operation, schema: Any, full: bool, depth: int) -> dict[str, Any]:
        required = schema.get("required", ())
        if properties(schema).keys() == {"uuid"}:
            return {"uuid": self.upload()}
        out: dict[str, Any] = {}
        for name, part in properties(schema).items():
            locked = UPLOADED.fullmatch(name) or (name == "origin_id" and operation.kind in SYNCED)
            if name == "id" and name in required:
                out[name] = self.existing(operation.kind) or SOME_ID
            elif locked and name in required and name.endswith("upload_uuid"):
                out[name] = self.upload()
            elif name != "id" and not locked and (name in required or (full and depth < 3)):
                value = self._value(operation, name, part, full, depth + 1)
                if value is not None:
                    out[name] = value
        return out

    def _array(self, operation: Operation, name: str, schema: Any, full: bool, depth: int) -> Any:
        items = schema.get("items", {})
        if name.endswith("_ids") or items.get("format") == "binary":
            return None
        value = self._value(operation, name, items or {"type": "string"}, full, depth + 1)
        return [value] if value not in (None, {}) else None


def _scalar(operation: Operation, name: str, schema: Any, depth: int) -> Any:
    if schema.get("format") == "binary":
        return "text"
    if name == "status" and schema.get("enum"):
        # What is approved can no longer be changed.
        return schema["enum"][0]
    if name == "origin_id":
        return f"{operation.id}-{depth}"
    if name in WORDS and operation.kind.startswith("webhooks"):
        return WORDS[name]
    if main_type(schema) == "integer" and name.endswith("_id"):
        return SOME_ID
    return Fake("requests", operation.id, name).value(name, schema, kind=operation.kind, now=NOW)


def unwrapped(answer: Any) -> Any:
    """The inside of the v2 envelope."""
    return answer["data"] if isinstance(answer, dict) and set(answer) == {"data"} else answer


def listed(answer: Any) -> list[Any]:
    """The elements of a list answer, wherever they stand."""
    inner = unwrapped(answer)
    if isinstance(inner, dict) and inner and all(part == [] for part in inner.values()):
        return []
    if isinstance(inner, dict):
        inner = [inner, *(member for part in inner.values() if isinstance(part, list) for member in part)]
    flat: list[Any] = []
    for part in inner if isinstance(inner, list) else []:
        groups = (
            [value for value in part.values() if isinstance(value, list)] if isinstance(part, dict) and "id" not in part else []
        )
        flat += [member for group in groups for member in group] or [part]
    return flat
