"""One operation and one resource as the engine sees them, read from the compiled catalog when first used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Parameter:
    """A declared path, query or header parameter."""

    name: str
    location: str
    required: bool
    schema: Mapping[str, Any]


@dataclass(slots=True)
class Body:
    """A declared request body.

    ``document`` is the schema as the document has it, where ``schema`` asks less;
    ``wrapper`` holds the attributes, ``demand`` says when it must be there (``reference.bodies``);
    ``rows`` is the key of a bulk action's array ("" for the body itself).
    """

    schema: Mapping[str, Any]
    document: Mapping[str, Any] | None
    media: list[str]
    required: bool
    wrapper: str | None
    demand: str
    rows: str | None
    attributes: Mapping[str, Any]
    context: list[str]


@dataclass(slots=True)
class Operation:
    """One method and path of the document with what was inferred about it."""

    id: str
    method: str
    path: str
    tool: str
    slug: str
    kind: str
    rule: str
    where: Mapping[str, Any]
    parents: list[tuple[str, str]]
    scope: str
    dialect: str
    version: str
    action: str
    tail: str
    one: bool
    deprecated: bool
    vapid: bool
    hint: Mapping[str, Any]
    parameters: list[Parameter]
    body: Body | None
    status: int
    media: str
    response: Mapping[str, Any] | None
    statuses: list[int]
    path_names: list[str]
    compiled: dict[Any, Any] = field(default_factory=dict)

    def parameter_of(self, kind: str) -> str:
        """The parameter of the path that is the id of a record of the resource; the last one, unless the path passes it."""
        return next((name for parent, name in reversed(self.parents) if parent == kind), self.path_names[-1])

    @property
    def query(self) -> list[Parameter]:
        """The query parameters."""
        return [parameter for parameter in self.parameters if parameter.location == "query"]


@dataclass(frozen=True, slots=True)
class Belonging:
    """What a deletion does to other records, by their resources: see ``reference.belonging``."""

    goes: Mapping[str, list[str]]
    keeps: Mapping[str, list[str]]
    followed: Mapping[str, list[str]]
    stays: Mapping[str, list[str]]

    def attributes(self) -> dict[str, list[str]]:
        """The attributes of each resource that a deletion follows; an object of that name may stand for an id."""
        names = {kind: {*self.goes.get(kind, ()), *self.keeps.get(kind, ())} for kind in (*self.goes, *self.keeps)}
        return {kind: sorted({*own, *(name.removesuffix("_id") for name in own)}) for kind, own in names.items()}


@dataclass(slots=True)
class Kind:
    """A resource: the records that several operations share.

    ``scope`` is the narrowest level it lives at; ``own`` means that company and project records are separate worlds;
    ``mixed`` that a project's list has company records too; ``members`` that projects refer to company
    records; ``id`` is integer or uuid; ``private`` the field by which a record is hidden, ``slug`` the tool's;
    ``presence`` the texts that no record is made without;
    ``written`` are attributes by the field that shows them where it has another name, ``uploads`` those that name uploads.
    """

    name: str
    scope: str
    own: bool
    creatable: bool
    listable: bool
    shown: bool
    id: str
    parent: str | None
    members: bool
    mixed: bool
    key: str | None
    fields: Mapping[str, Any]
    attributes: Mapping[str, Any]
    private: str | None = None
    slug: str = ""
    presence: Sequence[str] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    uploads: list[str] = field(default_factory=list)
    compiled: dict[Any, Any] = field(default_factory=dict)

    @property
    def tail(self) -> str:
        """The last part of the name: ``replies`` of ``rfis/replies``."""
        return self.name.rsplit("/", 1)[-1]
