"""One record as it is stored: its columns, its document, and the lists that it is counted in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from mockcore.store.selection import ANY
from mockcore.store.storage import Scope


class Placement(NamedTuple):
    """The ids of the company, the project and the record that a record is in."""

    company_id: int | None = None
    project_id: int | None = None
    parent_id: int | None = None


NOWHERE = Placement()


@dataclass(slots=True)
class Stored:
    """A record as it is kept. ``body`` holds its attributes; the other fields are its columns."""

    id: int
    version: int
    text: str
    kind: str
    company_id: int | None
    project_id: int | None
    parent_id: int | None
    key: str | None
    created_at: str
    updated_at: str
    deleted_at: str | None
    _body: dict[str, Any] | None = None

    @classmethod
    def new(
        cls,
        kind: str,
        number: int,
        body: dict[str, Any],
        at: str,
        place: Placement = NOWHERE,
        key: str | None = None,
        changed_at: str = "",
    ) -> "Stored":
        """A record in its first version, made at that time, under the id that ``next_id`` gave; nothing is written."""
        return cls(number, 1, "", kind, *place, key, at, changed_at or at, None, body)

    def below(self, kind: str, number: int, body: dict[str, Any], at: str) -> "Stored":
        """A record of another resource below this one, in its company and project; nothing is written."""
        return Stored.new(kind, number, body, at, Placement(self.company_id, self.project_id, self.id))

    @property
    def body(self) -> dict[str, Any]:
        """The attributes, parsed once."""
        if self._body is None:
            self._body = orjson.loads(self.text)
        return self._body

    def replace_body(self, body: dict[str, Any]) -> None:
        """Shows other attributes from now on; nothing is written, and the text is none of theirs."""
        self._body, self.text = body, ""

    def matches(self, where: Mapping[str, Any]) -> bool:
        """Whether it has those attribute values."""
        return all(self.body.get(name) == value for name, value in where.items())


def scopes(record: Stored) -> tuple[Scope, ...]:
    """(kind, company, project, parent) of every list that a record is counted in, each once."""
    kind, company, project, parent = record.kind, record.company_id, record.project_id or 0, record.parent_id
    if company is None:
        return ()
    lists = (kind, company, ANY, ANY), (kind, company, project, ANY)
    return lists if parent is None else (*lists, (kind, company, project, parent), (kind, company, ANY, parent))


def columns(record: Stored) -> dict[str, Any]:
    """The record as a row, by the names of its columns; what lists filter by is taken from its document."""
    body = record.body
    origin, status = body.get("origin_id"), body.get("status")
    return {
        "id": record.id,
        "kind": record.kind,
        "company_id": record.company_id,
        "project_id": record.project_id,
        "parent_id": record.parent_id,
        "key": record.key,
        "origin_id": None if origin is None else str(origin),
        "status": status if isinstance(status, str) else None,
        "version": record.version,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "deleted_at": record.deleted_at,
        "body": record.text,
    }
