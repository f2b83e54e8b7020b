"""Sandboxes over HTTP: a company of one's own in milliseconds."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from pydantic import BaseModel

from mockcore.sandboxes import Sandboxes
from mockcore.web.control_schema import LARGEST, TEXT, WHOLE, answers, closed_with, many, or_null, record
from mockcore.web.served_engine import Served

router = APIRouter(prefix="/_mockcore/sandboxes", tags=["Sandboxes"])
COMPANY = {"id": 10000301, "company_id": 10000301}
PAIR = {"client_id": "mockcore-dmsa-10000301", "client_secret": "17934a45dade35d5"}
BRIEF = record("SandboxInList", {"id": WHOLE, "company_id": WHOLE, "name": or_null(TEXT), "client_id": TEXT})
CREDENTIALS = {"client_id": TEXT, "client_secret": TEXT}
SANDBOX = record(
    "Sandbox",
    {
        "id": WHOLE,
        "company_id": WHOLE,
        "project_id": or_null(WHOLE),
        **CREDENTIALS,
        "apps": many(record("SandboxApp", {"name": TEXT, "kind": TEXT, **CREDENTIALS})),
        "projects": many(record("SandboxProject", {"id": WHOLE, "name": or_null(TEXT)})),
        "users": many(record("SandboxUser", {"id": WHOLE, "login": or_null(TEXT), "name": or_null(TEXT)})),
    },
)
CREATED = {
    **COMPANY,
    "project_id": 10000298,
    **PAIR,
    "apps": [{"name": "mockcore DMSA", "kind": "dmsa", **PAIR}],
    "projects": [{"id": 10000298, "name": "Sandbox Test Project"}],
    "users": [{"id": 10000314, "login": "sandbox+admin.10000301@example.com", "name": "Test Administrator"}],
}
SandboxId = Annotated[int, Path(ge=0, le=LARGEST, description="Id of a sandbox's company.", examples=[10000301])]


class NewSandbox(BaseModel):
    """The seed whose first company is copied, and what to call it."""

    model_config = closed_with(seed="sandbox", name="Suite 1")

    seed: str = "sandbox"
    name: str | None = None


def _sandboxes(request: Request) -> Sandboxes:
    sandboxes = request.app.state.sandboxes
    assert isinstance(sandboxes, Sandboxes)
    return sandboxes


async def _named(
    request: Request, sandbox: Annotated[int, Query(description="A sandbox's company, in place of the server.")] = 0
) -> int:
    """The id of the sandbox that a call is about, 0 for the server. Raises: NotFound for what is none."""
    if sandbox:
        _sandboxes(request).require(sandbox)
    return sandbox


# The query parameter `sandbox` of control calls.
OfSandbox = Annotated[int, Depends(_named)]


@router.post("", status_code=201, responses=answers(SANDBOX, CREATED, status=201))
async def create_sandbox(request: Request, engine: Served, new: NewSandbox | None = None) -> dict[str, Any]:
    """A fresh, isolated company with its own apps, credentials, people and data. 400 names the seeds there are."""
    sandbox = new or NewSandbox()
    return _sandboxes(request).create(sandbox.seed, sandbox.name)


@router.get("", responses=answers(many(BRIEF), [{**COMPANY, "name": "Suite 1", "client_id": PAIR["client_id"]}]))
async def list_sandboxes(request: Request, engine: Served) -> list[dict[str, Any]]:
    """The sandboxes there are, oldest first."""
    return _sandboxes(request).listed()


@router.get("/{company_id}", responses=answers(SANDBOX, CREATED, 404))
async def show_sandbox(request: Request, engine: Served, company_id: SandboxId) -> dict[str, Any]:
    """What its creation told: credentials, projects and people. 404 for what is none."""
    return _sandboxes(request).as_json(company_id)


@router.delete("/{company_id}", responses=answers(record("SandboxRemoved", {"id": WHOLE}), {"id": 10000301}, 404))
async def remove_sandbox(request: Request, engine: Served, company_id: SandboxId) -> dict[str, Any]:
    """Take a sandbox away with everything in it. 404 for what is none."""
    _sandboxes(request).remove(company_id)
    return {"id": company_id}
