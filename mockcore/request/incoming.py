"""What came in: the call, the operation that it is for, its inputs, who calls and when."""

from dataclasses import dataclass
from typing import Any

from mockcore.call import Call
from mockcore.clock import Clock
from mockcore.errors import Forbidden
from mockcore.oauth.access_levels import ADMIN, ALLOWED, Access, Permit
from mockcore.reference.input.inputs import Inputs
from mockcore.reference.operation import Kind, Operation


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Incoming:
    """One request before any record is looked at.

    ``user_id`` is the caller's directory user; ``person_id`` whoever has signed in, None for an app on its own.
    ``company_id`` and ``project_id`` are its scope, ``parent_id`` the innermost record that the path passes.
    """

    clock: Clock
    call: Call
    operation: Operation
    inputs: Inputs
    client_id: str = ""
    user_id: int | None = None
    person_id: int | None = None
    company_id: int | None = None
    project_id: int | None = None
    parent_id: int | None = None
    access: Access | None = None
    permit: Permit = ALLOWED

    @property
    def attributes(self) -> dict[str, Any]:
        """The attributes in the body."""
        return self.inputs.attributes

    def parameter(self, name: str) -> Any:
        """A parameter from path, query or the body, in this order."""
        for values in (self.inputs.path, self.inputs.query, self.inputs.context, self.inputs.attributes):
            value = values.get(name)
            if value is not None:
                return value
        return None

    def now(self) -> str:
        """The time of the request as the API writes it: the same however long it takes."""
        return self.clock.text(self.call.at)

    def doubt(self, detail: str) -> None:
        """Notes what is accepted though it can hardly be meant, for the contract report."""
        self.call.findings = [*self.call.findings, {"code": "implausible", "detail": detail}]

    def sees_private(self, kind: Kind) -> bool:
        """Whether the caller is an Admin of the resource's tool. Source: assumed."""
        inside = self.project_id is not None and kind.scope == "project"
        return self.access is None or self.access.level(kind.slug, inside) >= ADMIN

    def may_delete(self) -> None:
        """Raises: Forbidden when the caller's level is too low to delete."""
        if self.permit.level < self.permit.removal:
            raise Forbidden()
